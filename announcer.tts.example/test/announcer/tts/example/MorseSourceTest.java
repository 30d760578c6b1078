package announcer.tts.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechRequest;

class MorseSourceTest {
    private static final SpeechRequest PARIS = new SpeechRequest(MorseEngine.SOUNDER, "PARIS", Duration.ofMillis(100));

    @Test
    void a_word_takes_as_long_as_the_code_says() throws Exception {
        int units = MorseCode.keying("PARIS").length();
        assertThat(read(source(new AtomicLong(), 0), Integer.MAX_VALUE)).isEqualTo(units * 768 * 2);
    }

    @Test
    void a_reader_that_waited_longer_than_the_deadline_is_told_so() throws Exception {
        try (PcmSource late = source(new AtomicLong(), Duration.ofMillis(101).toNanos())) {
            assertThatThrownBy(() -> read(late, Integer.MAX_VALUE)).isInstanceOf(IOException.class).hasMessageContaining("within 100 ms");
        }
        try (PcmSource inTime = source(new AtomicLong(), Duration.ofMillis(1).toNanos())) {
            assertThat(read(inTime, Integer.MAX_VALUE)).isPositive();
        }
    }

    @Test
    void a_slow_reader_does_not_make_it_late() throws Exception {
        AtomicLong clock = new AtomicLong();
        try (PcmSource source = source(clock, 0)) {
            assertThat(read(source, 1)).isPositive();
            clock.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(read(source, Integer.MAX_VALUE)).isPositive();
        }
    }

    @Test
    void an_engine_that_stops_ends_what_is_read_with_an_error_and_forgets_what_is_closed() throws Exception {
        MorseEngine engine = new MorseEngine();
        PcmSource closed = engine.open(PARIS);
        PcmSource open = engine.open(PARIS);
        closed.close();
        assertThat(read(open, 1)).isPositive();
        engine.deactivate();
        assertThatThrownBy(() -> read(open, 1)).isInstanceOf(IOException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> read(closed, 1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    /** Each look at the clock is so much later. */
    private static MorseSource source(AtomicLong clock, long nanosEachTime) {
        return new MorseSource(PARIS, MorseCode.keying(PARIS.text()), () -> clock.getAndAdd(nanosEachTime), s -> {});
    }

    private static int read(PcmSource source, int times) throws Exception {
        ByteBuffer into = ByteBuffer.allocate(5_000);
        int total = 0;
        int n = source.read(into);
        for (int i = 1; n > 0; i++) {
            total += n;
            n = i < times ? source.read(into.clear()) : 0;
        }
        return total;
    }
}
