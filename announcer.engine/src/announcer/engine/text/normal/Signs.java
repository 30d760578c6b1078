package announcer.engine.text.normal;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/** What single characters are to {@link SignPass}. Chosen by character, see {@link TextNormalizer}. */
final class Signs {
    static final char FRACTION_SLASH = '\u2044';
    static final char ZERO_WIDTH_SPACE = '\u200b';
    static final char MINUS = '\u2212';
    private static final int LETTERS = 26;
    private static final int KEYCAP_TEN = 0x1f51f;
    private static final int HUNDRED_POINTS = 0x1f4af;
    /** The emoji of underground railways. */
    private static final int CIRCLED_M = 0x24c2;
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO);
    /** Their words are parted by zero-width spaces, if at all. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER,
            UnicodeScript.MYANMAR, UnicodeScript.TIBETAN, UnicodeScript.JAVANESE);
    /** Zero-width joiners and non-joiners mean nothing in them. */
    private static final Set<UnicodeScript> UNJOINED = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN, UnicodeScript.GEORGIAN, UnicodeScript.HEBREW, UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private Signs() {
    }

    static boolean isAsciiDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiWord(int c) {
        return isAsciiDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Written without spaces between words: next to it a number needs none. */
    static boolean isEastAsian(int c) {
        return UNSPACED.contains(UnicodeScript.of(c));
    }

    /** The same, or punctuation of it. */
    static boolean isEastAsianText(int c) {
        return isEastAsian(c) || c >= 0x3001 && c <= 0x303f || "\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f".indexOf(c) >= 0
                || c >= 0xff5f && c <= 0xff65;
    }

    /** A letter or digit that a number next to it would run into. */
    static boolean runsOn(int c) {
        return Character.isLetterOrDigit(c) && !isEastAsian(c);
    }

    /** The digit that a raised figure is; -1 for another character. */
    static int superscript(int c) {
        return c < 0x80 || c > 0x2079 ? -1 : SUPERSCRIPTS.indexOf(c);
    }

    static boolean isSubscript(int c) {
        return c >= 0x2080 && c <= 0x2089;
    }

    static boolean isRoman(int c) {
        return c >= 0x2160 && c <= 0x2188 && c != 0x2183 && c != 0x2184;
    }

    /** The number in a circle, a square, in brackets or with a full stop or comma that is one character; -1 for another character. */
    static int enclosedNumber(int c) {
        boolean enclosed = c >= 0x2460 && c <= 0x249b || c >= 0x24ea && c <= 0x24ff || c >= 0x2776 && c <= 0x2793
                || c >= 0x3220 && c <= 0x3229 || c >= 0x3248 && c <= 0x324f || c >= 0x3251 && c <= 0x325f || c >= 0x3280 && c <= 0x3289
                || c >= 0x32b1 && c <= 0x32bf;
        if (enclosed) {
            return number(c);
        }
        if (c == KEYCAP_TEN || c == HUNDRED_POINTS) {
            // Pictures of numbers: most engines say nothing for a picture.
            return c == KEYCAP_TEN ? 10 : 100;
        }
        return c >= 0x1f101 && c <= 0x1f10a ? c - 0x1f101 : c == 0x1f100 || c == 0x1f10b || c == 0x1f10c ? 0 : -1;
    }

    /** The value of a sign that is known to be a number. */
    @SuppressWarnings("CharacterGetNumericValue") // Roman and circled numbers are what it is asked for.
    static int number(int c) {
        return Character.getNumericValue(c);
    }

    /** The letter in a circle, a square or brackets; -1 for another character. Blood groups and parking are emoji, and letters all the same. */
    static int enclosedLetter(int c) {
        if (c >= 0x249c && c <= 0x24b5) {
            return 'a' + c - 0x249c;
        }
        if (c >= 0x24b6 && c <= 0x24e9 && c != CIRCLED_M) {
            return c <= 0x24cf ? 'A' + c - 0x24b6 : 'a' + c - 0x24d0;
        }
        // Four alphabets, 32 places apart.
        int place = c < 0x1f110 || c > 0x1f189 ? LETTERS : (c - 0x1f110) % 32;
        return place < LETTERS ? 'A' + place : -1;
    }

    /** Numerator and denominator of a fraction that is one character, as "1⁄2"; null for another character. */
    static String fraction(int c) {
        boolean fraction = c >= 0xbc && c <= 0xbe || c >= 0x2150 && c <= 0x215f || c == 0x2189;
        return fraction ? nfkc(c) : null;
    }

    /**
     * Other ways to write the same letters and signs, which Unicode's compatibility mapping takes back and engines mostly do not know: full-width
     * and half-width ones, mathematical alphabets, ligatures, shaped Arabic letters, raised and lowered letters, units in one square.
     */
    static String otherForm(int c) {
        if (c == 0xfdfa || c == 0xfdfb || c >= 0xfdf0 && c <= 0xfdff) {
            // Whole words of Arabic in one sign: engines may know them, and spelling them out is no one's business.
            return null;
        }
        // Congratulation and secret are emoji: as Chinese letters they would make the text Chinese.
        boolean emoji = c == 0x3297 || c == 0x3299;
        boolean square = c >= 0x3200 && c <= 0x33ff && !emoji && Character.getType(c) == Character.OTHER_SYMBOL
                || c >= 0x3358 && c <= 0x3370 || c >= 0x33e0 && c <= 0x33fe;
        if (square) {
            return unit(c);
        }
        boolean other = c >= 0x1d400 && c <= 0x1d7ff || c >= 0xfb00 && c <= 0xfb4f || c >= 0xfb50 && c <= 0xfbb1
                || c >= 0xfbd3 && c <= 0xfd3d || c >= 0xfd50 && c <= 0xfdc7 || c >= 0xfe80 && c <= 0xfefc || c >= 0xfe50 && c <= 0xfe6b
                || isWideLetterOrSign(c) || c >= 0xff65 && c <= 0xffdc || c >= 0xffe0 && c <= 0xffe6 || c >= 0x2071 && c <= 0x209c
                || c >= 0x1d2c && c <= 0x1d6a || c >= 0x2b0 && c <= 0x2b8 || c >= 0x2e0 && c <= 0x2e4 || c == 0x132 || c == 0x133
                || c >= 0x1c4 && c <= 0x1cc || c >= 0x1f1 && c <= 0x1f3 || c == 0x17f || c == 0x140 || c == 0x13f || isLetterlike(c);
        return other ? nfkc(c) : null;
    }

    /** Full-width letters, and signs that are no punctuation of Chinese or Japanese. */
    private static boolean isWideLetterOrSign(int c) {
        return c >= 0xff21 && c <= 0xff3a || c >= 0xff41 && c <= 0xff5a || c < 0xff5f && c > 0xff00
                && "\uff03\uff04\uff05\uff06\uff0a\uff0b\uff0d\uff0f\uff1c\uff1d\uff1e\uff20\uff3c\uff3e\uff3f\uff40".indexOf(c) >= 0;
    }

    private static boolean isLetterlike(int c) {
        return switch (c) {
            case 0x2102, 0x2103, 0x2105, 0x2109, 0x210a, 0x210b, 0x210c, 0x210d, 0x210e, 0x2110, 0x2111, 0x2112, 0x2113, 0x2115, 0x2119,
                    0x211a, 0x211b, 0x211c, 0x211d, 0x2121, 0x2124, 0x2128, 0x212c, 0x212d, 0x212f, 0x2130, 0x2131, 0x2133, 0x2134,
                    0x213b ->
                true;
            default -> false;
        };
    }

    /** ㎡ is m² and not m2. */
    private static String unit(int c) {
        boolean power = c >= 0x339f && c <= 0x33a6 || c == 0x33a8 || c == 0x33af;
        String plain = nfkc(c).replace('\u2215', '/');
        return power ? plain.replace('2', '\u00b2').replace('3', '\u00b3') : plain;
    }

    static boolean isHyphen(int c) {
        return c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2043;
    }

    static boolean isDash(int c) {
        return c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0xfe58;
    }

    static boolean isApostrophe(int c) {
        return c == 0x2018 || c == 0x2019 || c == 0x201a || c == 0x201b || c == 0x2032 || c == 0x2bc || c == 0x2b9 || c == 0xb4
                || c == 0xff07 || c == 0x275b || c == 0x275c;
    }

    static boolean isQuote(int c) {
        return c == 0x201c || c == 0x201d || c == 0x201e || c == 0x201f || c == 0xab || c == 0xbb || c == 0x2039 || c == 0x203a
                || c == 0x2033 || c == 0x2036 || c == 0xff02 || c == 0x275d || c == 0x275e;
    }

    /** Holds groups of digits together. */
    static boolean isGroupingSpace(int c) {
        return c == 0xa0 || c == 0x2007 || c == 0x2009 || c == 0x202f;
    }

    static boolean isSpace(int c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR || c == 0xfffc;
    }

    /** What does not show and is not spoken either, behind the character {@code before}. */
    static boolean isInvisible(int c, int before) {
        return switch (c) {
            case 0xad, 0x34f, 0x61c, 0x180e, 0x200e, 0x200f, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0xfff9, 0xfffa, 0xfffb -> true;
            case ZERO_WIDTH_SPACE -> !WITHOUT_SPACES.contains(UnicodeScript.of(before));
            // They shape the letters of some scripts and hold emoji together.
            case 0x200c, 0x200d -> before < 0x80 || UNJOINED.contains(UnicodeScript.of(before));
            case 0xfe0e, 0xfe0f -> before < 0x80 || Character.isLetter(before);
            case 0x20e3 -> isAsciiDigit(before) || before == '#' || before == '*';
            default -> c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x206f;
        };
    }

    private static String nfkc(int c) {
        return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    }
}
