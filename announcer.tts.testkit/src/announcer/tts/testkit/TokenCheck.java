package announcer.tts.testkit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import announcer.api.speech.SpeechException;
import announcer.tts.testkit.TokenText.Token;

/** Looks which tokens of texts a voice drops. One thread. */
final class TokenCheck {
    private static final Pattern BESIDE = Pattern.compile("^[\\s\\p{P}\\p{Sm}&&[^%‰#@&]]+|[\\s\\p{P}\\p{Sm}&&[^%‰#@&]]+$");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]");
    /** In "14 €,gate" the sign is named with the word behind it. */
    private static final Pattern SIGNS = Pattern.compile("[\\p{Sc}\\p{So}]+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|“([^”]+)”");

    /** Sounds that differ beside other words, or by chance: espeak-ng's Arabic has some too many now and then. */
    private static final int CONTEXT = 2;

    private final TracedTexts traced;
    private final Predicate<String> mayBeRefused;
    private final boolean everyWord;
    private final Findings findings;

    /**
     * @param mayBeRefused tells of a token whether the voice may refuse it
     * @param everyWord whether words are looked at as the other tokens are, or one in each text
     */
    TokenCheck(TracedTexts traced, Predicate<String> mayBeRefused, boolean everyWord, Findings findings) {
        this.traced = traced;
        this.mayBeRefused = mayBeRefused;
        this.everyWord = everyWord;
        this.findings = findings;
    }

    void check(Collection<TokenText> texts) throws SpeechException, InterruptedException {
        List<TokenText> spoken = new ArrayList<>();
        List<TokenText> open = List.copyOf(texts);
        while (!open.isEmpty()) {
            traced.ahead(open.stream().map(TokenText::text).toList());
            List<TokenText> less = new ArrayList<>();
            for (TokenText text : open) {
                TracedTexts.Answer answer = traced.of(text.text());
                if (answer.refusal().isEmpty()) {
                    spoken.add(text);
                } else {
                    withoutTheRefused(text, answer.refusal().get(), less);
                }
            }
            open = less;
        }
        traced.ahead(spoken.stream().flatMap(t -> reduced(t).stream()).map(r -> r.text().text()).toList());
        for (TokenText text : spoken) {
            for (Reduced less : reduced(text)) {
                compare(text, less);
            }
        }
    }

    private void withoutTheRefused(TokenText text, String reason, List<TokenText> less) {
        OptionalInt named = named(text, reason);
        if (named.isEmpty()) {
            findings.add(text.text(), "?", "is refused, and no token of it stands in quotes in the reason: " + reason);
            return;
        }
        Token token = text.tokens().get(named.getAsInt());
        if (!mayBeRefused.test(token.core())) {
            findings.add(text.text(), token.core(), "is refused, though the voice should have it: " + reason);
        }
        findings.refused(token.core());
        TokenText rest = text.without(named.getAsInt());
        if (!rest.tokens().isEmpty()) {
            less.add(rest);
        }
    }

    private static OptionalInt named(TokenText text, String reason) {
        List<String> pieces = new ArrayList<>();
        String composed = Normalizer.normalize(reason, Normalizer.Form.NFC);
        QUOTED.matcher(composed).results().forEach(quoted -> pieces.add(quoted.group(1) == null ? quoted.group(2) : quoted.group(1)));
        // What is quoted may have quotes.
        pieces.add(composed.substring(composed.indexOf('"') + 1, Math.max(composed.indexOf('"') + 1, composed.lastIndexOf('"'))));
        return IntStream.range(0, text.tokens().size()).filter(i -> pieces.stream().anyMatch(p -> isNamed(text.tokens().get(i), p)))
                .findFirst();
    }

    /** Punctuation beside a token may be named with it, and a part of the token for the whole. */
    private static boolean isNamed(Token token, String piece) {
        String core = Normalizer.normalize(token.core(), Normalizer.Form.NFC);
        String bare = BESIDE.matcher(piece).replaceAll("");
        return !token.isWord() && !bare.isEmpty()
                && (core.contains(bare) || piece.contains(core) && SPACE.matcher(piece).find() == core.contains(" ")
                        || SPACE.splitAsStream(core).anyMatch(part -> SIGNS.matcher(part).matches() && piece.contains(part)));
    }

    /** @param without the token, or the part of it that is left */
    private record Reduced(TokenText text, Token token, String without) {}

    private List<Reduced> reduced(TokenText text) {
        List<Reduced> all = new ArrayList<>();
        boolean word = false;
        for (int i = 0; i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            if (!token.isWord() || (everyWord || !word) && !isBetween(text, i)) {
                word = word || token.isWord();
                all.add(new Reduced(text.without(i), token, ""));
                for (String part : token.parts()) {
                    all.add(new Reduced(text.with(i, part), token, part));
                }
            }
        }
        return all;
    }

    /** Without this word its neighbours could be read as one. */
    private static boolean isBetween(TokenText text, int i) {
        List<Token> tokens = text.tokens();
        return i > 0 && i + 1 < tokens.size() && !tokens.get(i - 1).isWord() && !tokens.get(i + 1).isWord();
    }

    private void compare(TokenText whole, Reduced less) throws SpeechException, InterruptedException {
        TracedTexts.Answer without = traced.of(less.text().text());
        List<String> sounds = traced.of(whole.text()).sounds();
        if (without.refusal().isPresent()) {
            return;
        }
        if (less.without().isEmpty() && without.sounds().size() >= sounds.size()
                && common(sounds, without.sounds()) >= sounds.size() - CONTEXT
                && !isHeardMoreOften(less.token().core(), sounds, without.sounds())) {
            findings.add(whole.text(), less.token().core(), "leaves no trace: " + String.join(" ", sounds));
        } else if (!less.without().isEmpty() && common(sounds, without.sounds()) == sounds.size()) {
            // Not by the lengths: 7:40 has other words for 40 than 40 has.
            findings.add(whole.text(), less.token().core(),
                    "leaves no more trace than \"" + less.without() + "\": " + String.join(" ", sounds));
        }
    }

    /** Without it its neighbours may be read in another way, which is as long: "to 8259" is "to eighty-two fifty-nine". */
    private boolean isHeardMoreOften(String token, List<String> sounds, List<String> others) throws SpeechException, InterruptedException {
        TracedTexts.Answer alone = traced.of(token);
        return !alone.sounds().isEmpty() && count(alone.sounds(), sounds) > count(alone.sounds(), others);
    }

    private static long count(List<String> part, List<String> whole) {
        return IntStream.rangeClosed(0, whole.size() - part.size()).filter(i -> whole.subList(i, i + part.size()).equals(part)).count();
    }

    /** How many sounds are in both, in the same order. */
    private static int common(List<String> sounds, List<String> others) {
        int[] lengths = new int[others.size() + 1];
        for (String sound : sounds) {
            int diagonal = 0;
            for (int i = 1; i < lengths.length; i++) {
                int above = lengths[i];
                lengths[i] = others.get(i - 1).equals(sound) ? diagonal + 1 : Math.max(above, lengths[i - 1]);
                diagonal = above;
            }
        }
        return lengths[others.size()];
    }
}
