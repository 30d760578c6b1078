package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;

/** Each rule of the contract is one that an engine can break, and the kit tells. */
class BadEnginesTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);

    static Stream<Arguments> breaches() {
        byte[] header = "RIFF$\b\0\0WAVEfmt \20\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                breach("a WAV header", () -> BadEngines.withSinks(s -> BadSinks.beginningWith(header, s)),
                        "it_begins_with_sound_and_not_with_a_header_or_a_step", "RIFF"),
                breach("a step", () -> BadEngines.withSinks(s -> BadSinks.beginningWith(new byte[]{0, 0x7f, 0, 0x7f}, s)),
                        "it_begins_with_sound_and_not_with_a_header_or_a_step", "a step clicks"),
                breach("big-endian samples", () -> BadEngines.withSinks(BadSinks::bigEndian),
                        "a_sentence_sounds_in_the_format_of_its_voice", "little-endian"),
                breach("silence", () -> BadEngines.withSinks(BadSinks::silent), "a_sentence_sounds_in_the_format_of_its_voice",
                        "peak of"),
                breach("odd numbers of bytes", () -> BadEngines.withSinks(BadSinks::oddBytes),
                        "a_sentence_sounds_in_the_format_of_its_voice", "whole sample groups"),
                breach("a buffer that overtakes a slow sink", () -> BadEngines.withSinks(BadSinks::overwritingWhenSlow),
                        "a_slow_sink_gets_the_same_sound_as_a_quick_one", "into a slow sink"),
                breach("a length by chance", BadEngines::whoseLengthIsChance, "the_same_text_twice_is_the_same_length", "a second time"),
                breach("callers mixed up", BadEngines::thatMixesItsCallersUp, "four_at_once_are_each_spoken_whole", ""),
                breach("a rate that is no factor", () -> BadEngines.withProsody(p -> p.withRate(Math.sqrt(p.rate()))),
                        "rate_2_takes_half_the_time", "length of"),
                breach("slow speech not slow", () -> BadEngines.withProsody(p -> p.withRate(Math.max(1, p.rate()))),
                        "rate_one_half_takes_twice_the_time", "length of"),
                breach("a pitch that is ignored", () -> BadEngines.withProsody(p -> p.withPitch(1)),
                        "pitch_one_and_a_half_is_as_much_higher", "pitch of"),
                breach("a rate that sticks", BadEngines::whoseRateSticks,
                        "a_request_with_a_rate_leaves_no_trace_in_the_next_or_beside_it", "afterwards"),
                breach("extremes refused", () -> BadEngines.withProsody(p -> p.rate() > 3 ? new Prosody(9, 1, 1) : p),
                        "the_ends_of_the_ranges_are_spoken", "rate is 9"),
                breach("breaks dropped", BadEngines::thatDropsBreaks, "a_break_of_half_a_second_in_ssml_is_heard_as_such", "a break"),
                breach("text beside the document", BadEngines::thatSpeaksTheTextBesideTheDocument,
                        "ssml_is_spoken_instead_of_the_text_and_not_beside_it", "length of the document"),
                breach("a stop that hangs", BadEngines::thatHangsWhenItIsStopped, SHORT,
                        "a_sink_that_wants_no_more_ends_the_call_by_its_exception", "not over within"),
                breach("a stop that is called a failure", BadEngines::thatSaysThatItFailedWhenItIsStopped,
                        "a_sink_that_wants_no_more_ends_the_call_by_its_exception", "could not be written"),
                breach("writing on", () -> BadEngines.withSinks(BadSinks::writingOn),
                        "a_sink_that_wants_no_more_ends_the_call_by_its_exception", "writes on after the sink has thrown"),
                breach("a cut that looks complete", BadEngines::whoseCutLooksComplete,
                        "a_sink_that_wants_no_more_ends_the_call_by_its_exception", "no normal return"),
                breach("a program that outlives its text", BadEngines::whoseProgramOutlivesItsText,
                        "a_sink_that_wants_no_more_ends_the_call_by_its_exception", "sleep"),
                breach("a broken sink unnoticed", BadEngines::thatSwallowsWhatItsSinkThrows,
                        "a_sink_that_fails_ends_the_call_by_an_exception", "no normal return"),
                breach("a deaf caller", BadEngines::thatIgnoresInterruption, "an_interrupted_caller_is_told_so",
                        "interrupted already when it calls"),
                breach("a cut by interruption that looks complete", BadEngines::whoseCutLooksComplete,
                        "a_caller_that_is_interrupted_underway_is_told_so", "returned normally though it was interrupted"),
                breach("a deaf speaker", () -> BadEngines.withSinks(BadSinks::deaf), "a_caller_that_is_interrupted_underway_is_told_so",
                        "returned normally though it was interrupted"),
                breach("a stop by interruption that is called a failure", BadEngines::thatSaysThatItFailedWhenItIsStopped,
                        "a_caller_that_is_interrupted_underway_is_told_so", "could not be written"),
                breach("a cut at the deadline", BadEngines::thatCutsAtTheDeadline,
                        "a_deadline_that_is_too_short_ends_in_an_error_or_in_the_whole_text", "says is complete"),
                breach("nothing spoken", BadEngines::thatIsEmptyWhereItCannotSpeak,
                        "a_text_with_nothing_to_say_is_spoken_or_refused_as_unspeakable", "returns without any says nothing"),
                breach("blame for the text", BadEngines::thatBlamesItselfForTheText,
                        "a_text_with_nothing_to_say_is_spoken_or_refused_as_unspeakable", "should be an UnspeakableTextException"),
                breach("a text that hangs", BadEngines::thatHangsWhereItCannotSpeak, SHORT,
                        "a_foreign_script_is_spoken_or_refused_as_unspeakable", "not over within"),
                breach("what is unspeakable spoken", () -> BadEngines.withText(t -> t.equals("...") ? "dot" : t),
                        "what_it_says_it_cannot_speak_is_refused_as_unspeakable", ""),
                breach("a text that throws", () -> BadEngines.withText(t -> {
                    if (t.indexOf('\uD800') >= 0) {
                        throw new IllegalStateException("bad text");
                    }
                    return t;
                }), "an_odd_text_is_spoken_or_refused_with_a_reason", "threw what callers do not expect"),
                breach("figures dropped", () -> BadEngines.pronouncing(t -> t.replaceAll("[0-9]", "")),
                        "every_token_leaves_a_trace_in_what_is_pronounced", "leaves no trace"),
                breach("money dropped", () -> BadEngines.pronouncing(t -> t.replaceAll("[$€£¥]", "")),
                        "every_token_leaves_a_trace_in_what_is_pronounced", "leaves no more trace than"),
                breach("what follows a dash dropped", () -> BadEngines.pronouncing(t -> t.replaceFirst("(?s) – .*", "")),
                        "every_token_leaves_a_trace_in_what_is_pronounced", "leaves no trace"),
                breach("a refusal without the token", () -> BadEngines.refusingToPronounce("ł", "letters it does not know"),
                        "every_token_leaves_a_trace_in_what_is_pronounced", "no token of it stands in quotes"),
                breach("a refusal of what is easy", () -> BadEngines.refusingToPronounce("A-0", "\"A-0\""),
                        "every_token_leaves_a_trace_in_what_is_pronounced", "though the voice should have it"),
                breach("figures read backwards", () -> BadEngines.pronouncing(t -> new StringBuilder(t).reverse().toString()),
                        "the_words_of_a_number_are_pronounced_in_their_order", "has none of"),
                breach("a word of a ticket dropped", () -> BadEngines.pronouncing(t -> t.replace(" two", "")),
                        "the_words_of_a_ticket_are_all_pronounced", "and its words are"),
                breach("a trace that is not its own", () -> BadEngines.refusingToPronounce("", "\"all\""),
                        "a_text_whose_pronunciation_is_refused_is_not_spoken_either", "whose trace is refused"),
                breach("text taken for markup", () -> BadEngines.withText(t -> t.replaceFirst("</speak>.*", "")),
                        "what_looks_like_markup_is_spoken_as_text", "after the markup"),
                breach("a foreign voice", () -> BadEngines.withVoices(new Voice("bone", "hum", Locale.ENGLISH, ToneEngine.HUM.format())),
                        "it_has_voices_that_state_its_name_and_their_language_under_ids_of_their_own", "bone"),
                breach("two voices of one id",
                        () -> BadEngines.withVoices(ToneEngine.HUM, new Voice("tone", "hum", Locale.GERMAN, ToneEngine.HUM.format())),
                        "it_has_voices_that_state_its_name_and_their_language_under_ids_of_their_own", "duplicate"),
                breach("no voices", BadEngines::withVoices, "it_has_voices_that_state_its_name_and_their_language_under_ids_of_their_own",
                        "no problem"),
                breach("voices that change", BadEngines::withANewVoiceEachTime, "asking_for_the_voices_is_cheap_and_repeatable", ""),
                breach("a component of another name", BadEngines.Misnamed::new, "its_component_is_registered_with_the_name_of_its_voices",
                        "bell"),
                breach("any voice will do", BadEngines::whichSpeaksWithAnyVoice, "a_voice_that_it_does_not_have_is_refused_with_a_reason",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void a_breach_is_seen_by_its_test(String breach, Supplier<SpeechEngine> engine, Duration patience, String test, String message) {
        TestExecutionSummary summary = run(engine.get(), patience, test);
        assertThat(summary.getTestsFailedCount()).as("tests that fail for " + breach).isPositive();
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new PrintWriter(failures));
        assertThat(failures.toString()).contains(message);
    }

    @Test
    void every_test_of_the_contract_has_a_breach_that_it_sees_or_needs_none() {
        assertThat(breaches().map(b -> (String) b.get()[3]).distinct()).containsAll(Subject.tests().toList());
    }

    private static Arguments breach(String name, Supplier<SpeechEngine> engine, String test, String message) {
        return breach(name, engine, LONG, test, message);
    }

    private static Arguments breach(String name, Supplier<SpeechEngine> engine, Duration patience, String test, String message) {
        return Arguments.of(name, engine, patience, test, message);
    }

    private static TestExecutionSummary run(SpeechEngine engine, Duration patience, String test) {
        Subject.engine = engine;
        Subject.patience = patience;
        boolean takesText = test.startsWith("a_text_with") || test.startsWith("an_odd_text");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Subject.class, test, takesText ? "java.lang.String" : "")).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Leftovers.shortenPatience();
        try {
            LauncherFactory.create().execute(request, listener);
        } finally {
            Leftovers.restorePatience();
        }
        assertThat(listener.getSummary().getTestsFoundCount()).as("tests named " + test).isPositive();
        return listener.getSummary();
    }

    /** The contract over whatever engine is to be tried; not found by the build as it is nested. */
    static final class Subject extends SpeechEngineContract {
        private static SpeechEngine engine;
        private static Duration patience;

        /** Names of the tests, but for the one that ends as it likes. */
        static Stream<String> tests() {
            Stream.Builder<String> names = Stream.builder();
            for (Class<?> level = SpeechEngineContract.class; level != EngineUnderTest.class; level = level.getSuperclass()) {
                for (Method method : level.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class)) {
                        names.add(method.getName());
                    }
                }
            }
            return names.build().filter(n -> !n.startsWith("a_caller_that_is_interrupted_while"));
        }

        @Override
        protected SpeechEngine engine() {
            return engine;
        }

        @Override
        protected String engineName() {
            return "tone";
        }

        @Override
        protected Duration patience() {
            return patience;
        }

        @Override
        protected Optional<String> unspeakable(Voice voice) {
            return Optional.of("...");
        }

        @Override
        protected Optional<PronunciationTrace> pronunciation() {
            return Optional.of((voice, text) -> ((ToneEngine) engine).pronounced(text));
        }

        @Override
        protected boolean understandsSsml() {
            return true;
        }
    }
}
