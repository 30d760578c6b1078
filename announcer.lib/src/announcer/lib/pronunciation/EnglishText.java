package announcer.lib.pronunciation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.pronunciation.LatinText.ForeignLetterException;

/**
 * Rewrites an English text so that an engine which knows English words, numbers and simple punctuation says all of it. Words, simple numbers,
 * codes like B12 and times of day stay as they are. Everything else is put in such words: signs, amounts of money, dates, long numbers and
 * numbers with zeros in front, addresses of the Internet, brackets, letters with marks. Nothing with a letter or a digit is left out.
 */
public final class EnglishText {
    /** Tokens that every engine says as they are. The groups of alternatives exclude each other by their first character, or are short. */
    private static final Pattern PLAIN = Pattern.compile("[\"']*+(?:"
            + "[A-Za-z]++(?:['-][A-Za-z]++)*+"
            + "|(?:[A-Za-z]\\.){1,20}[A-Za-z]?"
            + "|[A-Za-z]{1,4}[1-9][0-9]{0,3}"
            + "|0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})\\.[0-9]{1,12}"
            + "|[1-9][0-9]{0,5}(?:st|nd|rd|th|ST|ND|RD|TH|s)"
            + "|(?:0?[1-9]|1[0-2]):[0-5][0-9](?:[AaPp][Mm])?"
            + ")[.,;:!?\"']*+");
    private static final Pattern NUMBER = Pattern.compile(TokenWords.AMOUNT);
    private static final Pattern MONEY = Pattern.compile(TokenWords.SIGNS + TokenWords.AMOUNT);
    private static final Set<String> SCALES = Set.of("hundred", "thousand", "million", "billion", "trillion");
    private final Voice voice;
    private final List<String> tokens = new ArrayList<>();
    private final WordLine out;
    private final TokenWords words;

    private EnglishText(Voice voice, int length) {
        this.voice = voice;
        out = new WordLine(length + 16);
        words = new TokenWords(voice, out);
    }

    /**
     * Returns the text in ASCII. White space is a single space; at the ends it stays. Blank when there is nothing to say in it.
     *
     * @param voice for the message, and for how dates are read in its country
     * @throws UnspeakableTextException when there is a token in it that English has no letters or words for; it names the token
     */
    public static String of(Voice voice, String text) throws UnspeakableTextException {
        EnglishText english = new EnglishText(voice, text.length());
        english.readTokens(LetterA.named(text, EnglishNumbers.LETTER_A));
        english.writeTokens();
        String space = text.isEmpty() || !isSpace(text.charAt(0)) ? "" : " ";
        return space + english.out + (english.out.isEmpty() || !isSpace(text.charAt(text.length() - 1)) ? "" : " ");
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void readTokens(String text) throws UnspeakableTextException {
        int from = 0;
        boolean plain = true;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > from) {
                    readToken(text.substring(from, i), plain);
                }
                from = i + 1;
                plain = true;
            } else {
                plain &= LatinText.isPlain(text.charAt(i));
            }
        }
    }

    private void readToken(String token, boolean plain) throws UnspeakableTextException {
        if (plain) {
            tokens.add(token);
            return;
        }
        try {
            for (String part : LatinText.of(token).split(" ")) {
                if (!part.isEmpty()) {
                    tokens.add(part);
                }
            }
        } catch (ForeignLetterException e) {
            throw UnknownTokens.impossible(voice, token);
        }
    }

    private void writeTokens() {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (isSign(token) && startsWithDigit(next)) {
                tokens.set(i + 1, token + next);
            } else if (isSign(core(next)) && NUMBER.matcher(token).matches()) {
                i++;
                out.say(EnglishNumbers.money(next.charAt(0), token, ""));
                out.punctuation(next.substring(1));
            } else if (token.equals("#") && startsWithDigit(next)) {
                out.say("number");
            } else if (isPlain(token)) {
                out.say(token);
            } else if (isMoney(token) && SCALES.contains(core(next))) {
                i++;
                out.say(EnglishNumbers.money(token.charAt(0), token.substring(1), core(next)));
                out.punctuation(next.substring(core(next).length()));
            } else {
                words.write(token);
            }
        }
    }

    /** Whether every engine says it as it is. */
    static boolean isPlain(String token) {
        return PLAIN.matcher(token).matches();
    }

    private static boolean startsWithDigit(String token) {
        return !token.isEmpty() && isDigit(token.charAt(0));
    }

    private static boolean isSign(String token) {
        return token.length() == 1 && EnglishNumbers.isCurrency(token.charAt(0));
    }

    private static boolean isMoney(String token) {
        return MONEY.matcher(token).matches();
    }

    /** The word without the punctuation after it. */
    static String core(String token) {
        int end = token.length();
        while (end > 0 && ".,;:!?\"'".indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(0, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
