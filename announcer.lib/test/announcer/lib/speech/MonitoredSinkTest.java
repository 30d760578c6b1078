package announcer.lib.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.text.Excerpt;

class MonitoredSinkTest {
    private static final Voice BELL = new Voice("bell", "one", Locale.US, new PcmFormat(16_000, 1));

    private final AtomicLong clock = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger taken = new AtomicInteger();
    private final MonitoredSink sink = sink("hello", Duration.ofMillis(300));

    private MonitoredSink sink(String text, Duration deadline) {
        return new MonitoredSink(new SpeechRequest(BELL, text, deadline), pcm -> taken.addAndGet(pcm.remaining()), clock::get);
    }

    @Test
    void sound_is_what_is_above_60_db_below_full_scale() throws Exception {
        sink.write(new byte[]{33, 0, -33, -1}, 4);
        assertThatThrownBy(() -> sink.expectSound("; it speaks numbers")).isInstanceOf(UnspeakableTextException.class)
                .hasMessage("bell/one has no sound for \"hello\"; it speaks numbers");
        sink.write(new byte[]{-34, -1}, 2);
        assertThatCode(() -> sink.expectSound("")).doesNotThrowAnyException();
        assertThat(taken).hasValue(6);
    }

    @Test
    void a_part_of_a_buffer_is_passed_on_as_it_is() throws Exception {
        sink.write(ByteBuffer.allocateDirect(100).position(10).limit(20).asReadOnlyBuffer());
        assertThat(taken).hasValue(10);
    }

    @Test
    void the_deadline_counts_from_the_beginning() throws Exception {
        assertThat(sink.left()).isEqualTo(Duration.ofMillis(300));
        clock.addAndGet(300_000_000);
        sink.check();
        clock.addAndGet(1);
        assertThatThrownBy(sink::check).isInstanceOf(SpeechException.class).hasMessage("bell/one did not finish within 300 ms: \"hello\"");
        assertThat(sink("hello", Duration.ofSeconds(Long.MAX_VALUE)).left()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void an_interruption_ends_the_call() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(sink::check).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_text_is_shown_by_its_beginning_without_control_characters() {
        assertThat(Excerpt.quoted("a\u0007b", MonitoredSink.EXCERPT)).isEqualTo("\"a\uFFFDb\"");
        assertThat(Excerpt.quoted("\uD83D\uDE00".repeat(41), MonitoredSink.EXCERPT)).isEqualTo("\"" + "\uD83D\uDE00".repeat(40) + "...\"");
        assertThat(sink.failed(new IllegalStateException("broken"))).hasMessageContaining("bell/one failed at \"hello\": ")
                .hasMessageContaining("broken").hasCauseInstanceOf(IllegalStateException.class);
    }
}
