package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.testing.concurrent.BoundedTask;

/** The sound of a text, whoever takes it and however many speak. */
abstract class SoundContract extends VoiceContract {
    private static final int AT_ONCE = 4;
    private static final int EACH = Repetitions.of(2, 4);
    private static final long SLOW_NANOS = 20_000_000;
    /** 44 bytes of a WAV header and then some. */
    private static final int HEAD_BYTES = 64;

    @Test
    void a_sentence_sounds_in_the_format_of_its_voice() throws Exception {
        for (Voice voice : voices()) {
            Pcm pcm = reference(voice);
            assertThat(pcm.peak()).as("peak of " + voice.id() + ", where 1 is full scale").isGreaterThan(0.01);
            assertThat(pcm.speechSeconds()).as("seconds of speech of " + voice.id()).isBetween(0.5, 120.0);
            assertThat(pcm.roughness(ByteOrder.LITTLE_ENDIAN)).as("roughness of " + voice.id() + " when read as little-endian")
                    .isLessThan(pcm.roughness(ByteOrder.BIG_ENDIAN));
        }
    }

    @Test
    void it_begins_with_sound_and_not_with_a_header_or_a_step() throws Exception {
        for (Voice voice : voices()) {
            Pcm pcm = reference(voice);
            String head = new String(pcm.bytes(), 0, Math.min(HEAD_BYTES, pcm.bytes().length), StandardCharsets.ISO_8859_1);
            assertThat(head).as("first bytes of " + voice.id()).doesNotContain("RIFF", "WAVE", "FORM", ".snd", "OggS", "fLaC", "ID3",
                    "data");
            assertThat(Math.abs(pcm.mono()[0])).as("first sample of " + voice.id() + ": a step clicks").isLessThan(0.1);
        }
    }

    @Test
    void the_same_text_twice_is_the_same_length() throws Exception {
        for (Voice voice : voices()) {
            assertSame(voice.id() + " a second time", speak(voice), reference(voice));
        }
    }

    @Test
    void a_slow_sink_gets_the_same_sound_as_a_quick_one() throws Exception {
        for (Voice voice : voices()) {
            SpeechRequest request = request(voice, speakable(voice));
            CheckedSink slow = speak(request, new CheckedSink(request, true) {
                private int parts;

                @Override
                void took() {
                    // Not each, as they may be tiny.
                    if (parts++ % 64 == 0) {
                        LockSupport.parkNanos(SLOW_NANOS);
                    }
                }
            });
            assertSame(voice.id() + " into a slow sink", new Pcm(voice.format(), slow.bytes()), reference(voice));
        }
    }

    @Test
    void four_at_once_are_each_spoken_whole() throws Exception {
        Map<SpeechRequest, Pcm> expected = new LinkedHashMap<>();
        for (Voice voice : voices()) {
            for (String text : List.of(speakable(voice), speakable(voice) + " " + speakable(voice))) {
                SpeechRequest request = request(voice, text);
                expected.put(request, reference(request));
            }
        }
        List<SpeechRequest> requests = List.copyOf(expected.keySet());
        List<BoundedTask<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int first = i;
            readers.add(BoundedTask.start("reader " + i + " of " + AT_ONCE, () -> {
                for (int k = 0; k < EACH; k++) {
                    SpeechRequest request = requests.get((first + k) % requests.size());
                    assertSame(request.voice().id() + " beside others", speak(request), expected.get(request));
                }
                return null;
            }));
        }
        for (BoundedTask<Void> reader : readers) {
            reader.get(patience().multipliedBy(AT_ONCE));
        }
    }
}
