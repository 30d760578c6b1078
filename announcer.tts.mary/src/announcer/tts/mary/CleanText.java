package announcer.tts.mary;

import java.util.regex.Pattern;

/** Text as MaryTTS can take it. */
final class CleanText {
    /** No word is longer. MaryTTS's rules for unknown words take ever longer with their length. */
    static final int LONGEST_WORD = 40;
    /** A longer number is left out by MaryTTS without a word (from 19 digits on); digit by digit it is spoken. */
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{16,}");
    /** Between two digits this may look like a date or a time, which there need not be: MaryTTS gives up at the 31st of February. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])[^0-9 \\p{L}]+(?=[0-9])");

    private CleanText() {
    }

    /**
     * Without what XML 1.0 cannot hold (most control characters, lone surrogates, non-characters), without what lies beyond the Basic
     * Multilingual Plane (which MaryTTS cuts in halves), and with words of a bearable length. White space is a single space.
     */
    static String of(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        int wordLength = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.getType(c) == Character.FORMAT) {
                // A soft hyphen, a direction: the word goes on.
                continue;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || !isXml(c)) {
                wordLength = 0;
            } else if (++wordLength > LONGEST_WORD) {
                clean.append(' ');
                wordLength = 1;
            }
            if (wordLength > 0) {
                clean.append(c);
            } else if (clean.length() == 0 || clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        }
        return LONG_NUMBER.matcher(clean).replaceAll(m -> String.join(" ", m.group().split("")));
    }

    /** The same without what MaryTTS may take for a date, a time or an amount. */
    static String tame(String text) {
        return BETWEEN_DIGITS.matcher(text).replaceAll(" ");
    }

    private static boolean isXml(char c) {
        return c >= ' ' && c != 0x7f && !Character.isSurrogate(c) && c < 0xfffe && (c < 0xfdd0 || c > 0xfdef)
                && Character.getType(c) != Character.CONTROL;
    }
}
