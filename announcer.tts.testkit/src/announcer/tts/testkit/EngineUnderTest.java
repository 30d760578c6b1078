package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.testing.concurrent.BoundedTask;

/** The engine under test, and the calls that tests share. */
abstract class EngineUnderTest {
    /** The first answer of an engine to each request; each later answer is compared with it. */
    private static final Map<SpeechEngine, Map<SpeechRequest, Pcm>> REFERENCES = Collections.synchronizedMap(new WeakHashMap<>());
    private static Leftovers before;

    @BeforeAll
    static void lookAround() {
        before = Leftovers.sinceNow();
    }

    /** Runs after the test class has released its engine. */
    @AfterAll
    static void nothingIsLeftOfTheEngine() {
        assertThat(before.processes()).as("processes that outlive the engine: end each with its call, children and all").isEmpty();
        assertThat(before.threads()).as("threads that outlive the engine: end and join them in @Deactivate, and call that in @AfterAll")
                .isEmpty();
    }

    /** The live engine; the test class makes it once in {@code @BeforeAll} and releases it in {@code @AfterAll}. */
    protected abstract SpeechEngine engine();

    /** Returns the name that the engine is registered with as {@link SpeechEngine#NAME}. */
    protected String engineName() {
        return voices().get(0).engine();
    }

    /** The voices that are tested; the first two unless told otherwise. */
    protected List<Voice> voices() {
        List<Voice> all = engine().voices();
        assertThat(all).as("voices; the engine says: " + engine().problem().orElse("no problem")).isNotEmpty();
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

    /**
     * The deadline of the longest odd texts, which may run into it: of 2,000 words, of 1,000 digits. All others have five times as long, and half
     * of the patience at least, but not more than that.
     */
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

    /** Whether this voice can speak faster and slower. */
    protected boolean supportsRate(Voice voice) {
        return true;
    }

    /** Whether this voice can speak higher and lower. */
    protected boolean supportsPitch(Voice voice) {
        return true;
    }

    /** Returns the leftovers of an ended call that the kit cannot see: files, sockets, places in a pool. Empty when nothing is. */
    protected Optional<String> anythingLeft() {
        return Optional.empty();
    }

    /** Whether the engine is registered with {@link SpeechEngine#SSML} true. */
    protected boolean understandsSsml() {
        return false;
    }

    /** What the engine makes of a text before it makes sound; without it the rule that no token is dropped is not tested. */
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.empty();
    }

    /** Measures this voice's pitch: from 60 to 500 Hz unless told otherwise. */
    protected PitchEstimator pitchEstimator(Voice voice) {
        return new PitchEstimator(60, 500);
    }

    /** A deadline that no engine misses, however busy the machine is. */
    final Duration ample() {
        Duration half = patience().dividedBy(2);
        Duration five = deadline().multipliedBy(5);
        Duration longer = five.compareTo(half) < 0 ? half : five;
        return longer.compareTo(patience()) < 0 ? longer : patience();
    }

    final SpeechRequest request(Voice voice, String text) {
        return new SpeechRequest(voice, text, ample());
    }

    final SpeechRequest request(Voice voice, Prosody prosody) {
        return new SpeechRequest(voice, speakable(voice), Optional.empty(), prosody, ample());
    }

    /** Ten times the sentence: long enough to be stopped in the middle. */
    final SpeechRequest longRequest(Voice voice) {
        return request(voice, (speakable(voice) + " ").repeat(10));
    }

    /** The voice's sentence as it was spoken for the first time. */
    final Pcm reference(Voice voice) throws Exception {
        return reference(request(voice, speakable(voice)));
    }

    /** The request as it was spoken for the first time: an engine is not made to speak again only to know what it says. */
    final Pcm reference(SpeechRequest request) throws Exception {
        Map<SpeechRequest, Pcm> known = REFERENCES.computeIfAbsent(engine(), e -> new ConcurrentHashMap<>());
        Pcm pcm = known.get(request);
        if (pcm == null) {
            pcm = speak(request);
            known.put(request, pcm);
        }
        return pcm;
    }

    final Pcm speak(Voice voice) throws Exception {
        return speak(request(voice, speakable(voice)));
    }

    final Pcm speak(SpeechRequest request) throws Exception {
        Pcm pcm = new Pcm(request.voice().format(), speak(request, new CheckedSink(request, true)).bytes());
        assertThat(pcm.bytes()).as("sound of a text that %s says it has spoken; throw UnspeakableTextException when there is none",
                request.voice().id()).isNotEmpty();
        return pcm;
    }

    /** Has a request spoken into a sink, within the patience, and returns the sink. */
    final <S extends CheckedSink> S speak(SpeechRequest request, S sink) throws Exception {
        try {
            return bounded("speaking with " + request.voice().id(), () -> {
                engine().synthesize(request, sink);
                return sink;
            });
        } finally {
            sink.verify();
        }
    }

    final <T> T bounded(String what, Callable<T> work) throws Exception {
        return BoundedTask.start(what, work).get(patience());
    }

    /** After something went wrong: nothing of it is left, and the next one is spoken. */
    final void worksAsEver(Voice voice) throws Exception {
        assertSame(voice.id() + " afterwards", speak(voice), reference(voice));
    }

    /** After something odd: it speaks still. */
    final void speaksStill(Voice voice) throws Exception {
        String text = speakable(voice);
        int space = text.indexOf(' ', 5);
        assertThat(speak(request(voice, space < 0 ? text : text.substring(0, space))).bytes()).as("sound of a word with %s afterwards",
                voice.id()).isNotEmpty();
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
