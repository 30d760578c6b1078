package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.access.Scope;
import announcer.web.ApiServer.Answer;

/** Waiting for an outcome, over real HTTP. */
class LongPollsTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
        server.postJson("{\"text\":\"x\"}");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void it_answers_as_soon_as_the_announcement_ends() throws Exception {
        CompletableFuture<Answer> poll = server.sendLater(server.to("announcements/a1?wait=60"));
        await(() -> server.servlet.waiting() == 1);
        assertThat(poll).isNotDone();
        server.announcer.latest().become(AnnouncementState.SPEAKING, Optional.empty());

        long ended = System.nanoTime();
        server.announcer.latest().become(AnnouncementState.SPOKEN, Optional.empty());
        Answer answer = poll.get(10, TimeUnit.SECONDS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.string("state")).isEqualTo("SPOKEN");
        assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(2));
        assertThat(server.servlet.waiting()).isZero();
    }

    @Test
    void it_answers_at_once_when_there_is_nothing_to_wait_for() throws Exception {
        assertThat(server.get("announcements/a1?wait=0").string("state")).isEqualTo("QUEUED");
        server.announcer.latest().become(AnnouncementState.EXPIRED, Optional.of("too old"));
        assertThat(server.get("announcements/a1?wait=60").string("state")).isEqualTo("EXPIRED");
        assertThat(server.get("announcements/nothing?wait=60").status()).isEqualTo(404);
    }

    @Test
    void it_tells_how_things_are_when_the_time_is_over() throws Exception {
        long asked = System.nanoTime();
        Answer answer = server.get("announcements/a1?wait=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.string("state")).isEqualTo("QUEUED");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
        assertThat(server.servlet.waiting()).isZero();
    }

    @Test
    void many_waits_one_after_the_other_follow_the_announcement_once() throws Exception {
        server.get("announcements/a1?wait=1");
        server.get("announcements/a1?wait=1");
        CompletableFuture<Answer> third = server.sendLater(server.to("announcements/a1?wait=60"));
        await(() -> server.servlet.waiting() == 1);
        server.announcer.latest().become(AnnouncementState.SPOKEN, Optional.empty());

        assertThat(third.get(10, TimeUnit.SECONDS).string("state")).isEqualTo("SPOKEN");
        assertThat(server.announcer.latest().followed).hasValue(1);
    }

    @Test
    void a_wait_out_of_bounds_is_400() throws Exception {
        for (String wait : new String[]{"61", "-1", "soon", ""}) {
            Answer answer = server.get("announcements/a1?wait=" + wait);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.string("field")).isEqualTo("wait");
        }
    }

    @Test
    void one_caller_has_half_of_the_places_and_a_tenth_is_kept_for_administrators() throws Exception {
        server.servlet.limitWaiting(10);
        server.access.allow("viewer", "token:viewer", Scope.VIEW);
        server.access.allow("other", "token:other", Scope.VIEW);
        List<CompletableFuture<Answer>> polls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            polls.add(server.sendLater(server.as("viewer", "announcements/a1?wait=60")));
        }
        await(() -> server.servlet.waiting() == 5);
        assertThat(server.send(server.as("viewer", "announcements/a1?wait=60")).isProblem(503, "too-many-waiting").string("detail"))
                .contains("token:viewer", "half of the 10 places");
        assertThat(server.send(server.as("viewer", "announcements/a1")).status()).as("without waiting").isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            polls.add(server.sendLater(server.as("other", "announcements/a1?wait=60")));
        }
        await(() -> server.servlet.waiting() == 9);
        server.send(server.as("other", "announcements/a1?wait=60")).isProblem(503, "too-many-waiting");
        polls.add(server.sendLater(server.to("announcements/a1?wait=60")));
        await(() -> server.servlet.waiting() == 10);

        server.announcer.latest().become(AnnouncementState.SPOKEN, Optional.empty());
        for (CompletableFuture<Answer> poll : polls) {
            assertThat(poll.get(20, TimeUnit.SECONDS).string("state")).isEqualTo("SPOKEN");
        }
        assertThat(server.servlet.waiting()).isZero();
    }

    @Test
    void waiting_holds_no_thread() throws Exception {
        // Ten times as many as the server has threads: if one waited on a thread, nothing else would be answered.
        List<CompletableFuture<Answer>> polls = new ArrayList<>();
        for (int i = 0; i < 10 * ApiServer.THREADS; i++) {
            polls.add(server.sendLater(server.to("announcements/a1?wait=60")));
        }
        await(() -> server.servlet.waiting() == polls.size());

        assertThat(server.get("channels").status()).isEqualTo(200);
        assertThat(server.send(server.to("announcements/a1").DELETE()).status()).isEqualTo(200);
        for (CompletableFuture<Answer> poll : polls) {
            assertThat(poll.get(20, TimeUnit.SECONDS).string("state")).isEqualTo("CANCELLED");
        }
        assertThat(server.servlet.waiting()).isZero();
    }

    @Test
    void whoever_waits_is_answered_when_the_engine_goes() throws Exception {
        CompletableFuture<Answer> poll = server.sendLater(server.to("announcements/a1?wait=60"));
        await(() -> server.servlet.waiting() == 1);

        server.servlet.unsetAnnouncer(server.announcer);

        assertThat(poll.get(10, TimeUnit.SECONDS).string("state")).isEqualTo("QUEUED");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + ApiServer.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
