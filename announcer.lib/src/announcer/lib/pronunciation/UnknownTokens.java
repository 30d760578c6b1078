package announcer.lib.pronunciation;

import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.text.Excerpt;

/** What is left for a token that a voice does not know: to spell it, or to say that it cannot be spoken. */
public final class UnknownTokens {
    /** What a message shows of a token. */
    private static final int EXCERPT = 40;

    private UnknownTokens() {
    }

    /** Returns the letters and digits of a token, each by itself, in words where the language is English. Nothing else is left of it. */
    public static String spelled(Voice voice, String token) {
        boolean english = isEnglish(voice);
        StringBuilder spelled = new StringBuilder(2 * token.length());
        token.codePoints().filter(Character::isLetterOrDigit).forEach(c -> {
            if (spelled.length() > 0) {
                spelled.append(' ');
            }
            if (english && c < 0x80) {
                spelled.append(EnglishNumbers.character((char) c));
            } else {
                spelled.appendCodePoint(c);
            }
        });
        return spelled.toString();
    }

    /** Returns whether {@link EnglishText} is for this voice. */
    public static boolean isEnglish(Voice voice) {
        return voice.locale().getLanguage().equals("en");
    }

    /** Returns whether there is a letter or a digit in it, which must not get lost. */
    public static boolean isSpoken(CharSequence token) {
        return token.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Returns what a caller is told of a token that a voice has no sounds for. */
    public static UnspeakableTextException impossible(Voice voice, String token) {
        return new UnspeakableTextException(voice.id() + " cannot pronounce " + Excerpt.quoted(token, EXCERPT)
                + ": put it in words of its language (" + voice.locale().toLanguageTag() + "), or choose a voice that speaks it");
    }
}
