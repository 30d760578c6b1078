package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import announcer.api.audio.PcmSource;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/** What an engine's test class says about its engine, and how the kit has it speak. */
abstract class EngineUnderTest {
    /** The live engine; the test class makes it once in {@code @BeforeAll} and releases it in {@code @AfterAll}. */
    protected abstract SpeechEngine engine();

    /** What the engine is registered with as {@link SpeechEngine#NAME}. */
    protected String engineName() {
        return voices().get(0).engine();
    }

    /** The voices that are tested; the first two unless told otherwise. */
    protected List<Voice> voices() {
        List<Voice> all = engine().voices();
        return all.subList(0, Math.min(2, all.size()));
    }

    /** An ordinary sentence or two in the language of this voice, 3 to 6 s long; one is there for some twenty languages, else English. */
    protected String speakable(Voice voice) {
        return Texts.sentence(voice);
    }

    /** A text that this voice cannot speak for certain, when there is one: it must then be refused as unspeakable. */
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.empty();
    }

    /** The deadline of ordinary requests. */
    protected Duration deadline() {
        return Duration.ofSeconds(20);
    }

    /** How long anything at all may take before it counts as hanging; well above {@link #deadline}. */
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** Whether the same request gives the same bytes each time. When not, lengths are compared, within 10 %. */
    protected boolean deterministic() {
        return true;
    }

    /** Whether the engine can speak faster and slower. */
    protected boolean supportsRate() {
        return true;
    }

    /** Whether the engine can speak higher and lower. */
    protected boolean supportsPitch() {
        return true;
    }

    /** Whether the engine is registered with {@link SpeechEngine#SSML} true. */
    protected boolean understandsSsml() {
        return false;
    }

    /** Measures this voice's pitch: from 60 to 500 Hz unless told otherwise. */
    protected PitchEstimator pitchEstimator(Voice voice) {
        return new PitchEstimator(60, 500);
    }

    final SpeechRequest request(Voice voice, String text) {
        return new SpeechRequest(voice, text, deadline());
    }

    final SpeechRequest request(Voice voice, Prosody prosody) {
        return new SpeechRequest(voice, speakable(voice), Optional.empty(), prosody, deadline());
    }

    /** Ten times the sentence: long enough to be stopped in the middle. */
    final SpeechRequest longRequest(Voice voice) {
        return request(voice, (speakable(voice) + " ").repeat(10));
    }

    final Pcm speak(Voice voice) throws Exception {
        return speak(request(voice, speakable(voice)));
    }

    final Pcm speak(SpeechRequest request) throws Exception {
        return speak(request, ByteBuffer.allocate(Reading.BIG));
    }

    final Pcm speak(SpeechRequest request, ByteBuffer buffer) throws Exception {
        return bounded("speaking with " + request.voice().id(), () -> {
            try (PcmSource source = Pulled.open(engine(), request)) {
                assertThat(source.format()).as("format of the source").isEqualTo(request.voice().format());
                Pcm pcm = new Pcm(request.voice().format(), Reading.all(source, buffer));
                assertThat(pcm.bytes()).as("a source without sound; throw UnspeakableTextException").isNotEmpty();
                return pcm;
            }
        });
    }

    final <T> T bounded(String what, Callable<T> work) throws Exception {
        return Bounded.start(what, work).within(patience());
    }

    /** After something went wrong: nothing of it is left, and the next one is spoken. */
    final void worksAsEver(Voice voice, Pcm expected) throws Exception {
        assertSame(voice.id() + " afterwards", speak(voice), expected);
    }

    final void assertSame(String what, Pcm actual, Pcm expected) {
        assertThat(actual.seconds() / expected.seconds()).as(what + ": length, as a part of what is whole").isBetween(0.9, 1.1);
        if (deterministic()) {
            // Not the bytes themselves: a failure would print them.
            assertThat(Arrays.mismatch(actual.bytes(), expected.bytes()))
                    .as(what + ": the first byte that is another than before (override deterministic() when that cannot be)").isEqualTo(-1);
        }
    }
}
