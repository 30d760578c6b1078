package announcer.lib.pronunciation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One token in the characters of ASCII and the signs of currencies: letters without their marks ("Müller" becomes "Muller"), other forms of
 * letters and digits as they are meant, signs in English words, brackets and dashes as commas.
 */
final class LatinText {
    /** What the sign for a pause is in {@link EnglishText}. */
    private static final String PAUSE = " | ";
    /** Letters that Unicode does not take apart, and signs. A space makes a word of its own. */
    private static final Map<Integer, String> KNOWN = new HashMap<>();

    static {
        String[] letters = {"\u00df ss", "\u1e9e SS", "\u00e6 ae", "\u00c6 Ae", "\u0153 oe", "\u0152 Oe", "\u00f8 o", "\u00d8 O",
                "\u0142 l",
                "\u0141 L", "\u0111 d", "\u0110 D", "\u00f0 d", "\u00d0 D", "\u00fe th", "\u00de Th", "\u0131 i", "\u0127 h", "\u0126 H",
                "\u014b ng",
                "\u014a Ng", "\u0167 t", "\u0166 T", "\u0138 k", "\u0259 e", "\u018f E", "\u0192 f", "\u0180 b", "\u0268 i", "\u0289 u",
                "\u2c65 a"};
        for (String letter : letters) {
            KNOWN.put(letter.codePointAt(0), letter.substring(2));
        }
        String[] words = {"\u00bd one half", "\u2153 one third", "\u2154 two thirds", "\u00bc one quarter", "\u00be three quarters",
                "\u2155 one fifth", "\u2156 two fifths", "\u2157 three fifths", "\u2158 four fifths", "\u2159 one sixth",
                "\u215a five sixths",
                "\u215b one eighth", "\u215c three eighths", "\u215d five eighths", "\u215e seven eighths", "\u00b2 squared",
                "\u00b3 cubed",
                "\u2116 number", "\u2122 trademark", "\u00a9 copyright", "\u00ae registered", "\u00d7 times", "\u00f7 divided by",
                "\u00b1 plus or minus",
                "\u2264 less than or equal to", "\u2265 greater than or equal to", "\u2260 not equal to", "\u2248 about", "\u221e infinity",
                "\u221a square root of", "\u00b5 micro", "\u2126 ohms", "\u2030 per thousand", "\u2192 to", "\u21d2 to",
                "\u2194 to and from",
                "\u00a7 section", "\u00b6 paragraph", "\u00a2 cents", "\u00b0 degrees", "\u2103 degrees Celsius",
                "\u2109 degrees Fahrenheit",
                "\u2211 sum", "\u2206 delta", "\u00ac not", "\u2227 and", "\u2228 or", "\u2044 over"};
        for (String word : words) {
            KNOWN.put(word.codePointAt(0), " " + word.substring(2) + " ");
        }
        put("\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb\u00b4\u02b9", "'");
        put("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f", "\"");
        put("\u2010\u2011\u2212\u2043", "-");
        put("(){}[]\u2022\u00b7\u2023\u3001\u3008\u3009\u300a\u300b\u3010\u3011\u00a1\u00bf\u2020\u2021", PAUSE);
        put("\u2190\u2191\u2193\u25b7\u25c1\u2219\u22c5", PAUSE);
        // Squares of colours and the triangles beside them: signs of mathematics by their kind.
        put("\u25f8\u25f9\u25fa\u25fb\u25fc\u25fd\u25fe\u25ff", PAUSE);
        put("\u3002", ". ");
        put("\u2026", "... ");
    }

    private final String token;
    private final StringBuilder out = new StringBuilder();
    /** Where the next character of the token stands. */
    private int next;

    private LatinText(String token) {
        this.token = token;
    }

    private static void put(String characters, String text) {
        characters.codePoints().forEach(c -> KNOWN.put(c, text));
    }

    /** Returns whether a character is taken as it is. */
    static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && "(){}[]".indexOf(c) < 0;
    }

    /**
     * Returns the token, which may have become several.
     *
     * @throws ForeignLetterException when there is a letter or a sign in it that English has no word for
     */
    static String of(String token) throws ForeignLetterException {
        LatinText text = new LatinText(token);
        while (text.next < token.length()) {
            int from = text.next;
            int c = token.codePointAt(from);
            text.next += Character.charCount(c);
            text.add(c, from);
        }
        return text.out.toString();
    }

    private void add(int c, int from) throws ForeignLetterException {
        String known = KNOWN.get(c);
        if (isDash(c) && isDegreeBefore(from) && isDigit(next())) {
            out.append(" to ");
        } else if (c < 0x80 && known == null) {
            if (c > ' ' && c < 0x7f) {
                out.append((char) c);
            } else {
                out.append(' ');
            }
        } else if (c == 0xb0) {
            degrees();
        } else if (known != null) {
            out.append(isFraction(c) && from > 0 && isDigit(token.charAt(from - 1)) ? " and" : "").append(known);
        } else if (c >= 0x2012 && c <= 0x2015) {
            boolean range = SignWords.isAmountBefore(token, from) && (isDigit(next()) || EnglishNumbers.isCurrency(next()));
            out.append(range ? "-" : PAUSE);
        } else if (c < 0x10000 && EnglishNumbers.isCurrency((char) c)) {
            out.append((char) c);
        } else {
            addByKind(c, from);
        }
    }

    private char next() {
        return next < token.length() ? token.charAt(next) : ' ';
    }

    private static boolean isDash(int c) {
        return c == '-' || c == 0x2212 || c >= 0x2010 && c <= 0x2015;
    }

    private boolean isDegreeBefore(int dash) {
        int end = dash > 1 && "CF".indexOf(token.charAt(dash - 1)) >= 0 ? dash - 1 : dash;
        return end > 0 && token.charAt(end - 1) == 0xb0 || dash > 0 && "\u2103\u2109".indexOf(token.charAt(dash - 1)) >= 0;
    }

    private void addByKind(int c, int from) throws ForeignLetterException {
        int value = value(c);
        if (value >= 0) {
            out.append(' ').append(value).append(' ');
            return;
        }
        String meant = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        if (meant.codePointAt(0) != c) {
            for (int i = 0; i < meant.length(); i += Character.charCount(meant.codePointAt(i))) {
                add(meant.codePointAt(i), from);
            }
            return;
        }
        switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER, Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER, Character.LETTER_NUMBER ->
                letter(c, from);
            case Character.DECIMAL_DIGIT_NUMBER -> out.append(Character.digit(c, 10));
            case Character.OTHER_NUMBER, Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL,
                    Character.COMBINING_SPACING_MARK ->
                throw new ForeignLetterException();
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                // An accent, or a direction: the letter before has been taken.
            }
            case Character.DASH_PUNCTUATION, Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION ->
                out.append(PAUSE);
            // Pictures have no word; nor has what is no character at all.
            default -> out.append(' ');
        }
    }

    /** Returns the number that a circled or small one means; negative: it is another character. */
    @SuppressWarnings("CharacterGetNumericValue")
    private static int value(int c) {
        // What the method has for letters is not asked for.
        return Character.getType(c) == Character.OTHER_NUMBER ? Character.getNumericValue(c) : -1;
    }

    /** A Greek letter that stands alone has a name; any other foreign letter is part of a foreign word. */
    private void letter(int c, int from) throws ForeignLetterException {
        boolean alone = (from == 0 || !Character.isLetter(token.codePointBefore(from)))
                && (next == token.length() || !Character.isLetter(token.codePointAt(next)));
        String name = Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK ? Character.getName(c) : "";
        int letter = name.indexOf(" LETTER ");
        if (!alone || letter < 0) {
            throw new ForeignLetterException();
        }
        out.append(' ').append(name.substring(letter + " LETTER ".length()).replaceFirst(" WITH .*", "").toLowerCase(Locale.ROOT))
                .append(' ');
    }

    private void degrees() {
        int end = out.length();
        boolean one = end > 0 && out.charAt(end - 1) == '1' && (end == 1 || !isDigit(out.charAt(end - 2)));
        out.append(one ? " degree " : " degrees ");
        boolean scale = next < token.length() && "CF".indexOf(token.charAt(next)) >= 0
                && (next + 1 == token.length() || !Character.isLetterOrDigit(token.charAt(next + 1)));
        if (scale) {
            out.append(token.charAt(next) == 'C' ? "Celsius" : "Fahrenheit");
            next++;
        }
    }

    private static boolean isFraction(int c) {
        return c >= 0xbc && c <= 0xbe || c >= 0x2150 && c <= 0x215e;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** There is something in a token that English has no word for. */
    static final class ForeignLetterException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
