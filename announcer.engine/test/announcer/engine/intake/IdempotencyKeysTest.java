package announcer.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Keys;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.text.SpeechDocument;

class IdempotencyKeysTest {
    private static final Duration WINDOW = Duration.ofHours(24);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger accepted = new AtomicInteger();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private volatile Instant now = START;
    private final IdempotencyKeys<TrackedAnnouncement> keys = new IdempotencyKeys<>(
            () -> Duration.between(START, now).toNanos(), () -> WINDOW);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private static Request request(String text) {
        return Request.of(text).withKeys(Keys.NONE.withIdempotency("k"));
    }

    private TrackedAnnouncement make(Request r) {
        return new TrackedAnnouncement("a" + accepted.incrementAndGet(), r, Optional.empty(), SpeechDocument.plain("a"), now, 0, 0,
                AnnouncementObserver.NOBODY, () -> {});
    }

    private String submit(Request r) throws RejectedException {
        return keys.firstOr(r, () -> make(r)).id();
    }

    @Test
    void a_repeat_gets_the_first_ones_announcement_until_the_window_is_over() throws Exception {
        assertThat(submit(request("x"))).isEqualTo("a1");
        assertThat(submit(request("x"))).isEqualTo("a1");
        now = now.plus(WINDOW);
        assertThat(submit(request("x"))).isEqualTo("a1");
        now = now.plusMillis(1);
        assertThat(submit(request("x"))).isEqualTo("a2");
        assertThat(submit(Request.of("x"))).as("without a key").isEqualTo("a3");
        assertThat(submit(Request.of("x"))).isEqualTo("a4");
    }

    @Test
    void another_request_with_the_key_is_refused_and_not_told_whose_it_is() throws Exception {
        submit(request("x"));
        assertThatThrownBy(() -> submit(request("y"))).hasMessageContaining("\"k\"").hasMessageContaining("24 h")
                .hasMessageNotContaining("a1")
                .satisfies(e -> assertThat(((RejectedException) e).reason()).isEqualTo(Reason.KEY_REUSED));
        now = now.plus(WINDOW).plusMillis(1);
        assertThat(submit(request("y"))).isEqualTo("a2");
    }

    @Test
    void a_submission_that_was_refused_has_used_no_key() throws Exception {
        assertThatThrownBy(() -> keys.firstOr(request("x"), () -> {
            throw new RejectedException(Reason.QUEUE_FULL, "channel", "main", "full");
        })).hasMessage("full");
        assertThatThrownBy(() -> keys.firstOr(request("x"), () -> {
            throw new IllegalStateException("a defect");
        })).hasMessage("a defect");
        assertThat(keys.size()).isZero();
        assertThat(submit(request("y"))).isEqualTo("a1");
    }

    @Test
    void of_many_at_the_same_time_one_is_accepted_and_the_others_wait_for_it() throws Exception {
        CountDownLatch accepting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Request r = request("x");
            all.add(threads.submit(() -> keys.firstOr(r, () -> {
                accepting.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return make(r);
            }).id()));
        }
        assertThat(accepting.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> submit(request("y"))).as("another request does not wait").hasMessageContaining("another request");
        go.countDown();
        for (Future<String> f : all) {
            assertThat(f.get(10, TimeUnit.SECONDS)).isEqualTo("a1");
        }
    }

    @Test
    void when_the_first_is_refused_the_next_one_that_waits_is_the_first() throws Exception {
        CountDownLatch accepting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> keys.firstOr(request("x"), () -> {
            accepting.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new RejectedException(Reason.QUEUE_FULL, "channel", "main", "full");
        }));
        assertThat(accepting.await(10, TimeUnit.SECONDS)).isTrue();
        Future<String> second = threads.submit(() -> submit(request("x")));
        go.countDown();
        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageContaining("full");
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("a1");
    }

    @Test
    void a_key_goes_with_its_announcement() throws Exception {
        Request r = request("x");
        TrackedAnnouncement a = keys.firstOr(r, () -> make(r));
        now = now.plus(WINDOW).plusMillis(1);
        TrackedAnnouncement later = keys.firstOr(r, () -> make(r));
        keys.forget(a);
        assertThat(keys.size()).as("it is the later one's by now").isEqualTo(1);
        keys.forget(later);
        assertThat(keys.size()).isZero();
    }
}
