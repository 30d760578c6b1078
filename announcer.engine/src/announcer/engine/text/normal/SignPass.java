package announcer.engine.text.normal;

import java.text.Normalizer;

/**
 * Rewrites a text sign by sign, from left to right. What a sign becomes depends on the sign and on what was written before it, so that a second
 * pass changes nothing. One use.
 */
final class SignPass {
    private static final int MOST_MARKS = 30;

    private final String text;
    private final StringBuilder out;
    private int next;
    /** Whether a number was written last that what follows must not run into. */
    private boolean apart;
    private boolean lowered;

    SignPass(String text) {
        this.text = text;
        out = new StringBuilder(text.length() + 16);
    }

    String run() {
        while (next < text.length()) {
            int c = text.codePointAt(next);
            if (c < 0x80) {
                next++;
                append(c);
            } else if (!number(c) && !space(c) && !punctuation(c)) {
                next += Character.charCount(c);
                other(c);
            }
        }
        return out.toString();
    }

    /** The last character written; with marks upon it, the one that bears them, for that is what it will be composed with. */
    private int before() {
        int i = out.length();
        int c = ' ';
        for (int n = 0; i > 0 && n < MOST_MARKS; n++) {
            c = out.codePointBefore(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                return c;
            }
            i -= Character.charCount(c);
        }
        return c;
    }

    /** The character behind the one at {@link #next}. */
    private int following(int c) {
        int i = next + Character.charCount(c);
        return i < text.length() ? text.codePointAt(i) : ' ';
    }

    private void append(int c) {
        if (apart && Signs.runsOn(c) && before() != Signs.FRACTION_SLASH) {
            out.append(' ');
        }
        apart = false;
        lowered = false;
        out.appendCodePoint(c);
    }

    private void append(String replacement) {
        replacement.codePoints().forEach(this::append);
    }

    /** A number that is one sign is no part of the number, and perhaps of the word, that it stands next to. */
    private void separate(String number, boolean fromLetters) {
        int c = before();
        if (apart || Signs.isAsciiDigit(c) || fromLetters && Signs.runsOn(c)) {
            out.append(' ');
        }
        out.append(number);
        lowered = false;
        apart = true;
    }

    private boolean number(int c) {
        int enclosed = Signs.enclosedNumber(c);
        String fraction = Signs.fraction(c);
        if (Character.isDigit(c)) {
            append('0' + Character.digit(c, 10));
        } else if (enclosed >= 0) {
            separate(Integer.toString(enclosed), false);
        } else if (fraction != null) {
            separate(fraction, true);
        } else if (Signs.isSubscript(c)) {
            subscript(c);
        } else if (Signs.superscript(c) >= 0) {
            superscripts();
            return true;
        } else if ((c == 0x207a || c == 0x207b) && isBase(before()) && Signs.superscript(following(c)) >= 0) {
            append(c);
        } else if (Signs.isRoman(c)) {
            roman();
            return true;
        } else {
            return false;
        }
        next += Character.charCount(c);
        return true;
    }

    /** H₂O is read as H2O. */
    private void subscript(int c) {
        boolean goesOn = lowered;
        boolean part = before() == Signs.FRACTION_SLASH;
        if (!goesOn && !part && Signs.isAsciiDigit(before())) {
            out.append(' ');
        }
        append('0' + c - 0x2080);
        lowered = true;
    }

    /** Raised figures are the upper part of a fraction, or an exponent, which stays for {@link SpokenForm}, or a figure of their own. */
    private void superscripts() {
        int end = next;
        StringBuilder figures = new StringBuilder();
        while (end < text.length() && Signs.superscript(text.charAt(end)) >= 0) {
            figures.append(Signs.superscript(text.charAt(end++)));
        }
        if (isFractionBar(end)) {
            separate(figures.append(Signs.FRACTION_SLASH).toString(), true);
            apart = false;
            next = end + 1;
        } else if (isBase(before())) {
            out.append(text, next, end);
            apart = true;
            next = end;
        } else {
            separate(figures.toString(), false);
            next = end;
        }
    }

    /** A fraction slash before a figure, or a slash before a lowered one. */
    private boolean isFractionBar(int i) {
        if (i + 1 >= text.length()) {
            return false;
        }
        char below = text.charAt(i + 1);
        return Signs.isSubscript(below)
                ? text.charAt(i) == '/' || text.charAt(i) == Signs.FRACTION_SLASH
                : text.charAt(i) == Signs.FRACTION_SLASH && Character.isDigit(below);
    }

    private static boolean isBase(int c) {
        return Character.isLetterOrDigit(c) || c == ')' || c == ']' || Signs.superscript(c) >= 0 || c == 0x207a || c == 0x207b;
    }

    private void roman() {
        int end = next;
        while (end < text.length() && Signs.isRoman(text.charAt(end))) {
            end++;
        }
        int value = end - next > 1 ? RomanNumeral.value(Normalizer.normalize(text.substring(next, end), Normalizer.Form.NFKC)) : -1;
        if (value > 0) {
            separate(Integer.toString(value), true);
            next = end;
        }
        while (next < end) {
            separate(Integer.toString(Signs.number(text.charAt(next++))), true);
        }
    }

    private boolean space(int c) {
        boolean betweenFigures = Signs.isAsciiDigit(before()) && Character.isDigit(following(c));
        if (c == Signs.ZERO_WIDTH_SPACE && betweenFigures) {
            // It parts words: two numbers are not one because nobody sees it.
            append(' ');
            next++;
            return true;
        }
        if (Signs.isInvisible(c, before())) {
            next += Character.charCount(c);
            return true;
        }
        if (!Signs.isSpace(c)) {
            return false;
        }
        append(Signs.isGroupingSpace(c) && betweenFigures ? DigitGroups.SEPARATOR : ' ');
        next += Character.charCount(c);
        return true;
    }

    private boolean punctuation(int c) {
        int before = before();
        int after = following(c);
        boolean eastAsian = Signs.isEastAsianText(before) || before == c;
        if (Signs.isHyphen(c)) {
            append('-');
        } else if (Signs.isDash(c) && !eastAsian) {
            dash(c, before, after);
        } else if (Signs.isApostrophe(c) || Signs.isQuote(c)) {
            // A mark that stands alone ("« Bonjour »,") would be a word of its own to some engines.
            if (!Character.isSpaceChar(before) || Character.isLetterOrDigit(after)) {
                append(Signs.isQuote(c) ? '"' : '\'');
            }
        } else if (c == 0x2026 && !eastAsian) {
            append("...");
        } else if ((c == 0xff0e || c == 0xff1a) && Signs.isAsciiWord(before)) {
            append(c - 0xfee0);
        } else if ((c == 0x66b || c == 0x66c) && !Signs.isAsciiDigit(before)) {
            append(',');
        } else if (c == 0x66a) {
            append('%');
        } else {
            return false;
        }
        next += Character.charCount(c);
        return true;
    }

    /** "Berlin–Hamburg" and "8–12" hold together, a thought between dashes does not. */
    private void dash(int c, int before, int after) {
        boolean spaced = Character.isSpaceChar(before) || Character.isSpaceChar(after);
        append(spaced || c == 0x2013 ? "-" : " - ");
    }

    private void other(int c) {
        int letter = Signs.enclosedLetter(c);
        if (letter >= 0) {
            append(letter);
            return;
        }
        String form = c >= 0xff61 && c <= 0xff9f ? halfWidthKatakana(c) : Signs.otherForm(c);
        if (form == null) {
            append(c);
        } else {
            other(form);
        }
    }

    /** Signs in a replacement are signs too: "㏠" holds a number. */
    private void other(String form) {
        if (Signs.isAsciiDigit(form.charAt(0)) && Signs.isAsciiDigit(before())) {
            out.append(' ');
        }
        append(form);
        apart = Signs.superscript(form.charAt(form.length() - 1)) >= 0;
    }

    /** Its voicing mark is a character of its own. */
    private String halfWidthKatakana(int c) {
        StringBuilder syllable = new StringBuilder().appendCodePoint(c);
        while (next < text.length() && (text.charAt(next) == 0xff9e || text.charAt(next) == 0xff9f) && syllable.length() < 3) {
            syllable.append(text.charAt(next++));
        }
        return Normalizer.normalize(syllable, Normalizer.Form.NFKC);
    }
}
