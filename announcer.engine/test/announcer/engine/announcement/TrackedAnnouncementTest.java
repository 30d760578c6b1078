package announcer.engine.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;
import announcer.engine.text.SpeechDocument;

class TrackedAnnouncementTest {
    private final ExecutorService another = Executors.newSingleThreadExecutor();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Consumer<AnnouncementStatus> whileTold = s -> {};
    private final AnnouncementObserver sink = new AnnouncementObserver() {
        @Override
        public void changed(AnnouncementStatus status) {
            told.add(status.state().name());
            whileTold.accept(status);
        }

        @Override
        public void run(Runnable r) {
            r.run();
        }
    };
    private final TrackedAnnouncement a = new TrackedAnnouncement("a", Request.of("a"), Optional.empty(), SpeechDocument.plain("a"),
            Instant.EPOCH, 0, 0,
            sink, () -> {});

    @AfterEach
    void close() {
        another.shutdownNow();
    }

    @Test
    void whoever_is_told_of_a_change_is_told_without_a_lock_that_others_wait_for() {
        List<Boolean> locked = new CopyOnWriteArrayList<>();
        whileTold = s -> locked.add(Thread.holdsLock(a));
        a.accepted();
        a.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        a.end(AnnouncementState.SPOKEN, Optional.empty(), Instant.EPOCH);
        assertThat(locked).containsExactly(false, false, false);
    }

    @Test
    void a_change_that_comes_while_another_is_being_told_is_told_after_it_and_holds_nobody_up() {
        a.done().thenAccept(s -> told.add("done"));
        whileTold = s -> {
            if (s.state() == AnnouncementState.SYNTHESISING) {
                try {
                    another.submit(() -> a.end(AnnouncementState.CANCELLED, Optional.empty(), Instant.EPOCH)).get(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new AssertionError("the other thread was held up", e);
                }
                told.add("went on");
            }
        };
        a.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        assertThat(told).containsExactly("SYNTHESISING", "went on", "CANCELLED", "done");
        a.accepted();
        assertThat(told).as("what comes too late to be told").hasSize(4);
    }

    @Test
    void one_that_fails_when_it_is_told_keeps_nobody_from_being_told_later() {
        whileTold = s -> {
            throw new IllegalStateException("a defect");
        };
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> a.accepted())).isInstanceOf(IllegalStateException.class);
        whileTold = s -> {};
        a.end(AnnouncementState.EXPIRED, Optional.empty(), Instant.EPOCH);
        assertThat(told).containsExactly("QUEUED", "EXPIRED");
        assertThat(a.done().toCompletableFuture()).isDone();
    }
}
