package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import announcer.api.speech.SpeechException;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.testing.ticket.GoldenTickets;
import announcer.tts.testkit.TokenText.Token;

/** No token of a text is dropped in silence: somebody would wait for a call that never came. */
abstract class PronunciationContract extends TextContract {
    /** {@code -Dtokens.seed=7} makes other texts. */
    private static final long SEED = Long.getLong("tokens.seed", 11);
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static final int TEXTS = Repetitions.of(200, 2_000);
    private static final int SPOKEN = 3;
    private static final Set<String> NUMBERS = Set.of("number", "code", "time", "phone", "money");
    private static final String BEFORE_A = "B";
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[^\\p{IsHan} ,\uff0c]+");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*[0-9]\\p{ASCII}*");

    @Test
    void every_token_leaves_a_trace_in_what_is_pronounced() throws Exception {
        PronunciationTrace trace = trace();
        Findings findings = new Findings();
        for (Voice voice : pronouncing()) {
            TracedTexts traced = new TracedTexts(trace, voice);
            List<TokenText> texts = texts(voice);
            new TokenCheck(traced, token -> mayRefuse(voice, token), THOROUGH, findings).check(texts);
            if (THOROUGH && secondOpinion().isPresent()) {
                // For whoever reads it: what is too short may be right all the same.
                System.out.println(voice.id() + ": " + new SecondOpinion(traced, new TracedTexts(secondOpinion().get(), voice)).of(texts));
            }
            findings.tell(voice, "tokens", texts.size(), SEED);
        }
        findings.verify();
    }

    @Test
    void the_words_of_a_number_are_pronounced_in_their_order() throws Exception {
        PronunciationTrace trace = trace();
        List<Voice> english = pronouncing().stream().filter(v -> v.locale().getLanguage().equals("en")).toList();
        assumeTrue(!english.isEmpty(), "the words of numbers are known in English, and no voice is English");
        Findings findings = new Findings();
        for (Voice voice : english) {
            TracedTexts traced = new TracedTexts(trace, voice);
            List<TokenText> texts = texts(voice);
            List<Token> tokens = texts.stream().flatMap(t -> t.tokens().stream())
                    .filter(t -> NUMBERS.contains(t.kind()) && ASCII.matcher(t.core()).matches()).toList();
            traced.ahead(Stream.concat(tokens.stream().map(Token::core), NumberReadings.words()).toList());
            for (Token token : tokens) {
                TracedTexts.Answer answer = traced.of(token.core());
                if (answer.refusal().isEmpty()) {
                    NumberReadings.missing(token, answer.sounds(), traced).ifPresent(readings -> findings.add(token.core(), token.core(),
                            "has none of " + readings + ": " + String.join(" ", answer.sounds())));
                }
            }
            findings.tell(voice, "numbers", texts.size(), SEED);
        }
        findings.verify();
    }

    /** Each ticket of the voice's language, as the grammar puts it: what is heard of it is what is heard of its words, one after the other. */
    @Test
    void the_words_of_a_ticket_are_all_pronounced() throws Exception {
        PronunciationTrace trace = trace();
        Findings findings = new Findings();
        for (Voice voice : pronouncing()) {
            String language = voice.locale().getLanguage();
            if (GoldenTickets.LANGUAGES.contains(language)) {
                List<GoldenTickets> tickets = GoldenTickets.of(language);
                TracedTexts traced = new TracedTexts(trace, voice);
                traced.ahead(tickets.stream().flatMap(t -> Stream.concat(Stream.of(t.words()), words(t))).toList());
                for (GoldenTickets ticket : tickets) {
                    compare(ticket, traced, findings);
                }
                findings.tell(voice, "tickets", tickets.size(), 0);
            }
        }
        findings.verify();
    }

    private static void compare(GoldenTickets ticket, TracedTexts traced, Findings findings) throws SpeechException, InterruptedException {
        TracedTexts.Answer whole = traced.of(ticket.words());
        // What other engines refuse, such as a letter of another script, this one may speak.
        if (whole.refusal().isPresent() && !ticket.given().contains(GoldenTickets.REFUSED)) {
            findings.add(ticket.words(), ticket.id(), whole.refusal().get());
        }
        if (whole.refusal().isEmpty()) {
            List<String> sounds = new ArrayList<>();
            for (String word : words(ticket).toList()) {
                List<String> ofWord = sounds(word, traced);
                if (ofWord.isEmpty()) {
                    findings.add(ticket.words(), word, "has no sound");
                }
                sounds.addAll(ofWord);
            }
            if (!holdsInOrder(toneless(whole.sounds()), toneless(sounds))) {
                findings.add(ticket.words(), ticket.id(), "is " + whole.sounds() + ", and its words are " + sounds);
            }
        }
    }

    /** Whether all of the sounds are among these, in their order. What is there beside them is a sign between words, which some engines say. */
    private static boolean holdsInOrder(List<String> all, List<String> sounds) {
        Iterator<String> rest = sounds.iterator();
        String next = rest.hasNext() ? rest.next() : null;
        for (String sound : all) {
            if (sound.equals(next)) {
                next = rest.hasNext() ? rest.next() : null;
            }
        }
        return next == null;
    }

    /** An A that stands alone may be the article: it is asked for behind another word, as the letter that it is in a ticket. */
    private static List<String> sounds(String word, TracedTexts traced) throws SpeechException, InterruptedException {
        if (!word.equals("A")) {
            return traced.of(word).sounds();
        }
        List<String> both = traced.of(BEFORE_A + " " + word).sounds();
        return both.subList(Math.min(both.size(), traced.of(BEFORE_A).sounds().size()), both.size());
    }

    private static Stream<String> words(GoldenTickets ticket) {
        return WORD.matcher(ticket.words()).results().map(MatchResult::group);
    }

    /** The tone of a Chinese syllable depends on the next one's. */
    private static List<String> toneless(List<String> sounds) {
        return sounds.stream().map(s -> s.replaceAll("(?<=\\D)[0-9]+$", "")).toList();
    }

    /** The trace tells of the engine itself only when both refuse the same. */
    @Test
    void a_text_whose_pronunciation_is_refused_is_not_spoken_either() throws Exception {
        PronunciationTrace trace = trace();
        for (Voice voice : voices()) {
            TracedTexts traced = new TracedTexts(trace, voice);
            List<String> texts = Stream.concat(Stream.of(Texts.foreign(voice), speakable(voice) + " " + Texts.foreign(voice)),
                    texts(voice).stream().limit(SPOKEN).map(TokenText::text)).toList();
            for (String text : texts) {
                if (traced.of(text).refusal().isPresent()) {
                    assertThatThrownBy(() -> speak(request(voice, text)), voice.id() + " with \"" + text + "\", whose trace is refused")
                            .isInstanceOf(UnspeakableTextException.class);
                } else {
                    assertThat(speak(request(voice, text)).speechSeconds()).as(voice.id() + " with \"" + text + "\", which has a trace")
                            .isPositive();
                }
            }
        }
    }

    private PronunciationTrace trace() {
        assumeTrue(pronunciation().isPresent(), "skipped: the test class has no pronunciation(), so dropped tokens are not seen");
        return pronunciation().get();
    }

    /** Some for each voice, however many there are. */
    private List<TokenText> texts(Voice voice) {
        TokenTexts texts = new TokenTexts(voice.locale(), SEED);
        return Stream.generate(texts::next).limit(Math.max(TEXTS / 4, TEXTS / pronouncing().size())).toList();
    }
}
