package announcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.testing.VirtualClock;

class WelcomeTest {
    private static final int RETRY_MILLIS = 1;
    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch spoken = new CountDownLatch(1);

    @Test
    void it_is_spoken_however_long_the_start_takes() throws Exception {
        Welcome welcome = new Welcome("hello", text -> {
            // Half an hour without an Announcer, then nine minutes without a voice.
            clock.pass(Duration.ofMinutes(1).toNanos());
            int attempt = attempts.incrementAndGet();
            if (attempt > 30 && attempt < 40) {
                throw new RejectedException(Reason.UNKNOWN_VOICE, "", "", "no voice yet");
            }
            if (attempt >= 40) {
                spoken.countDown();
            }
            return attempt >= 40;
        }, clock, RETRY_MILLIS);
        assertThat(spoken.await(30, TimeUnit.SECONDS)).isTrue();
        welcome.end();
        assertThat(attempts).hasValue(40);
    }

    @Test
    void it_is_given_up_ten_minutes_after_the_first_refusal() throws Exception {
        CountDownLatch many = new CountDownLatch(11);
        Welcome welcome = new Welcome("hello", text -> {
            clock.pass(Duration.ofMinutes(1).toNanos());
            many.countDown();
            attempts.incrementAndGet();
            throw new RejectedException(Reason.UNKNOWN_CHANNEL, "", "", "no channel main");
        }, clock, RETRY_MILLIS);
        assertThat(many.await(30, TimeUnit.SECONDS)).isTrue();
        welcome.end();
        assertThat(attempts).hasValue(11);
    }
}
