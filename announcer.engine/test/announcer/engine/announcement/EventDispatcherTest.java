package announcer.engine.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;

class EventDispatcherTest {
    private static final int MANY = 10_500;

    private static AnnouncementStatus status(AnnouncementState state) {
        return new AnnouncementStatus("a", Request.of("a"), state, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty(),
                Optional.empty(), 0);
    }

    @Test
    void behind_a_listener_that_blocks_what_is_under_way_is_dropped_and_no_outcome_is() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        List<AnnouncementState> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        java.util.concurrent.atomic.AtomicInteger underWay = new java.util.concurrent.atomic.AtomicInteger();
        AnnouncementListener listener = s -> {
            if (s.state().isFinal()) {
                heard.add(s.state());
                return;
            }
            underWay.incrementAndGet();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        EventDispatcher events = new EventDispatcher(to -> to.accept(listener), to -> {}, id -> Optional.empty());
        events.start();
        for (int i = 0; i < MANY; i++) {
            events.changed(status(AnnouncementState.SPEAKING));
        }
        for (int i = 0; i < 200; i++) {
            events.changed(status(AnnouncementState.SPOKEN));
        }
        mayGoOn.countDown();
        events.stop();
        assertThat(heard).hasSize(200).containsOnly(AnnouncementState.SPOKEN);
        assertThat(underWay.get()).isLessThan(MANY);
    }
}
