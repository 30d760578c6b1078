package announcer.engine.playout;

import announcer.testing.VirtualClock;
import announcer.lib.time.MonotonicClock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;

class FrameTapTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final PcmFormat SAME_SIZE = new PcmFormat(12_000, 2);
    private static final Duration SOON = Duration.ofMillis(100);

    private final VirtualClock clock = new VirtualClock();
    private final long zero = clock.nanoTime();
    private final FrameTaps taps = new FrameTaps("main", FORMAT, clock, () -> Instant.EPOCH.plusNanos(clock.nanoTime() - zero));
    private final ByteBuffer frame = ByteBuffer.allocateDirect(FORMAT.bytesPerFrame());

    private void send(int value, PcmFormat format) {
        frame.clear();
        while (frame.hasRemaining()) {
            frame.put((byte) value);
        }
        // As a lane's is after the pipe took it: nothing remains.
        taps.sent(frame, format, clock.nanoTime());
    }

    @Test
    void it_hears_every_frame_once_with_the_instant_at_which_it_was_sent() throws Exception {
        FrameTap t = taps.listen();
        send(1, FORMAT);
        clock.pass(20_000_000);
        send(2, FORMAT);
        clock.pass(70_000_000);
        SentFrame first = t.next(SOON).orElseThrow();
        SentFrame second = t.next(SOON).orElseThrow();
        assertThat(first.pcm()).hasSize(FORMAT.bytesPerFrame()).containsOnly(1);
        assertThat(second.pcm()).containsOnly(2);
        assertThat(first.written()).isEqualTo(Instant.EPOCH);
        assertThat(second.written()).isEqualTo(Instant.EPOCH.plusMillis(20));
    }

    @Test
    void with_nothing_sent_it_waits_as_long_as_it_was_told_and_no_longer() throws Exception {
        FrameTap t = taps.listen();
        long before = clock.nanoTime();
        assertThat(t.next(SOON)).isEmpty();
        assertThat(clock.nanoTime() - before).isEqualTo(SOON.toNanos());
        assertThat(t.ended()).isFalse();
    }

    @Test
    void one_that_does_not_read_keeps_the_latest_half_second_and_knows_how_much_it_missed() throws Exception {
        FrameTap t = taps.listen();
        for (int i = 0; i < 60; i++) {
            send(i, FORMAT);
        }
        List<Integer> heard = new ArrayList<>();
        for (Optional<SentFrame> f = t.next(Duration.ZERO); f.isPresent(); f = t.next(Duration.ZERO)) {
            heard.add((int) f.get().pcm()[0]);
        }
        assertThat(heard).hasSize(25).startsWith(35).endsWith(59);
        assertThat(t.missedFrames()).isEqualTo(35);
    }

    @Test
    void the_ninth_listener_is_refused_until_one_has_closed() {
        List<FrameTap> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(taps.listen());
        }
        assertThatThrownBy(taps::listen).isInstanceOf(IllegalStateException.class).hasMessageContaining("main").hasMessageContaining("8");
        all.get(3).close();
        all.get(3).close();
        FrameTap another = taps.listen();
        assertThatThrownBy(taps::listen).isInstanceOf(IllegalStateException.class);
        assertThat(another.ended()).isFalse();
    }

    @Test
    void it_ends_with_its_channel_with_its_format_and_when_it_is_closed() throws Exception {
        FrameTap t = taps.listen();
        taps.format(FORMAT);
        assertThat(t.ended()).as("after a save that changed nothing").isFalse();
        taps.format(SAME_SIZE);
        assertThat(t.ended()).isTrue();
        assertThat(t.next(SOON)).isEmpty();
        FrameTap other = taps.listen();
        assertThat(other.format()).isEqualTo(SAME_SIZE);
        send(1, FORMAT);
        assertThat(other.next(Duration.ZERO)).as("a frame of the lane of the former format").isEmpty();
        send(2, SAME_SIZE);
        assertThat(other.next(Duration.ZERO)).isPresent();
        taps.close();
        assertThat(other.ended()).isTrue();
        assertThat(taps.listen().ended()).as("one that comes too late").isTrue();
    }

    @Test
    void an_interrupted_reader_is_told_so() {
        FrameTap t = taps.listen();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> t.next(SOON)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_frame_is_never_heard_torn_or_for_another_however_fast_they_come() throws Exception {
        FrameTaps fast = new FrameTaps("main", FORMAT, MonotonicClock.SYSTEM, Instant::now);
        FrameTap t = fast.listen();
        int last = 300_000;
        Thread pacer = new Thread(() -> {
            ByteBuffer f = ByteBuffer.allocateDirect(FORMAT.bytesPerFrame());
            for (int n = 1; n <= last; n++) {
                for (int i = 0; i < f.capacity(); i += 4) {
                    f.putInt(i, n);
                }
                fast.sent(f, FORMAT, n);
            }
        }, "test-pacer");
        pacer.start();
        long heard = 0;
        int before = 0;
        while (before < last) {
            ByteBuffer f = ByteBuffer.wrap(t.next(Duration.ofSeconds(10)).orElseThrow().pcm());
            int n = f.getInt(0);
            for (int i = 4; i < f.capacity(); i += 4) {
                if (f.getInt(i) != n) {
                    throw new AssertionError("frame " + n + " has " + f.getInt(i) + " at byte " + i);
                }
            }
            before = n;
            heard++;
            if (heard + t.missedFrames() != n) {
                throw new AssertionError("frame " + n + " was taken for frame " + (heard + t.missedFrames()));
            }
        }
        pacer.join();
    }
}
