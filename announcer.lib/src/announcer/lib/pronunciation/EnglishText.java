package announcer.lib.pronunciation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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
    private static final String AMOUNT = "[0-9]{1,15}+(?:[.,][0-9]{1,15}+){0,5}+";
    private static final String SIGNS = "[" + EnglishNumbers.currencySigns() + "]";
    private static final Pattern NUMBER = Pattern.compile(AMOUNT);
    private static final Pattern MONEY = Pattern.compile(SIGNS + AMOUNT);
    /** The parts of any other token, in the order in which they are tried. What may be looked at twice is short. */
    private static final Pattern PART = Pattern.compile("(?<decoration>(?<run>[*=_~#+<>/|^\\\\-])\\k<run>{2,}+)"
            + "|(?<to>[=-]>|(?<=[0-9])\\.{2,3}(?=[0-9]))"
            + "|(?<sign>" + SIGNS + ")(?<minus>-?)(?<amount>" + AMOUNT + ")"
            + "|(?<before>" + AMOUNT + ")(?<after>" + SIGNS + ")"
            + "|(?<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9-])"
            + "|(?<date>[0-9]{1,2}(?<separator>[./])[0-9]{1,2}\\k<separator>[0-9]{4})(?![./]?[0-9])"
            + "|(?<![0-9]:)(?<time>(?:[01]?[0-9]|2[0-4]):[0-5][0-9])(?![0-9]|[:.][0-9]|,[0-9](?![0-9]?:))"
            + "|(?<groups>[0-9]++(?:-[0-9]++)++)"
            + "|(?<dotted>[0-9]++\\.[0-9]++(?:\\.[0-9]++)++)"
            + "|(?<ordinal>[0-9]{1,6}(?:,[0-9]{3})?(?:st|nd|rd|th|ST|ND|RD|TH))(?![A-Za-z0-9])"
            + "|(?<decimal>(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}+|[0-9]*+)\\.[0-9]++)"
            + "|(?<thousands>[0-9]{1,3}(?:,[0-9]{3}){1,3}+)(?![0-9])"
            + "|(?<number>[0-9]++)"
            + "|(?<dots>(?:[A-Za-z]\\.){2,20}(?:[A-Za-z](?![A-Za-z]))?)"
            + "|(?<code>[A-Za-z]++[0-9]++)"
            + "|(?<letters>[A-Za-z]++(?:['-][A-Za-z]++)*+)"
            + "|(?<other>.)", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|(?=www\\.|[a-z0-9._%+-]{1,64}@))([^\\s,;!\"']++)");
    /** Digits of a number in a range; more are no quantity. */
    private static final int LONGEST_IN_RANGE = 6;
    /** Characters of a code up to a digit of it, at the most. */
    private static final int LONGEST_CODE = 12;
    /** Digits of a code's number that FreeTTS reads in pairs and MaryTTS one by one; FreeTTS loses zeros of longer ones. */
    private static final int LONGEST_IN_CODE = 4;
    private static final Set<String> SCALES = Set.of("hundred", "thousand", "million", "billion", "trillion");
    private static final Map<Character, String> SIGN_WORDS = Map.ofEntries(Map.entry('%', "percent"), Map.entry('&', "and"),
            Map.entry('@', "at"), Map.entry('+', "plus"), Map.entry('=', "equals"), Map.entry('*', "star"), Map.entry('_', "underscore"),
            Map.entry('/', "slash"), Map.entry('\\', "backslash"), Map.entry('<', "less than"), Map.entry('>', "greater than"),
            Map.entry('~', "tilde"), Map.entry('^', "caret"));
    private static final Map<Character, String> ADDRESS_WORDS = Map.of('.', "dot", '-', "dash", ':', "colon", '?', "question mark", '#',
            "hash");

    private final Voice voice;
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder out;

    private EnglishText(Voice voice, int length) {
        this.voice = voice;
        out = new StringBuilder(length + 16);
    }

    /**
     * Returns the text in ASCII. White space is a single space; at the ends it stays. Blank when there is nothing to say in it.
     *
     * @param voice for the message, and for how dates are read in its country
     * @throws UnspeakableTextException when there is a token in it that English has no letters or words for; it names the token
     */
    public static String of(Voice voice, String text) throws UnspeakableTextException {
        EnglishText english = new EnglishText(voice, text.length());
        english.readTokens(text);
        english.writeTokens();
        String space = text.isEmpty() || !isSpace(text.charAt(0)) ? "" : " ";
        return space + english.out + (english.out.isEmpty() || !isSpace(text.charAt(text.length() - 1)) ? "" : " ");
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    // Tokens in ASCII.

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
            throw Spelling.impossible(voice, token);
        }
    }

    // Words.

    private void writeTokens() {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (isSign(token) && startsWithDigit(next)) {
                tokens.set(i + 1, token + next);
            } else if (isSign(core(next)) && NUMBER.matcher(token).matches()) {
                i++;
                say(EnglishNumbers.money(next.charAt(0), token, ""));
                punctuation(next.substring(1));
            } else if (token.equals("#") && startsWithDigit(next)) {
                say("number");
            } else if (PLAIN.matcher(token).matches()) {
                say(token);
            } else if (isMoney(token) && SCALES.contains(core(next))) {
                i++;
                say(EnglishNumbers.money(token.charAt(0), token.substring(1), core(next)));
                punctuation(next.substring(core(next).length()));
            } else {
                writeToken(token);
            }
        }
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
    private static String core(String token) {
        int end = token.length();
        while (end > 0 && ".,;:!?\"'".indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(0, end);
    }

    private void writeToken(String token) {
        boolean maybe = token.indexOf('@') >= 0 || token.indexOf('.') >= 0;
        Matcher address = ADDRESS.matcher(token);
        if (maybe && address.find()) {
            writeParts(token.substring(0, address.start()));
            String name = core(address.group(1));
            writeAddress(name);
            writeParts(token.substring(address.start(1) + name.length()));
        } else {
            writeParts(token);
        }
    }

    private void writeAddress(String address) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                part.append(c);
            } else {
                writeParts(letter(part.toString()));
                part.setLength(0);
                say(ADDRESS_WORDS.getOrDefault(c, SIGN_WORDS.getOrDefault(c, "")));
            }
        }
        writeParts(letter(part.toString()));
    }

    private void writeParts(String token) {
        Matcher part = PART.matcher(token);
        while (part.find()) {
            if (part.group("other") != null) {
                other(token, part.start());
            } else if (part.group("letters") != null) {
                letters(token, part.group(), part.start());
            } else {
                digits(part);
            }
        }
    }

    private void digits(Matcher part) {
        String text = part.group();
        if (part.group("decoration") != null) {
            pause();
        } else if (part.group("to") != null) {
            say("to");
        } else if (part.group("sign") != null) {
            say(part.group("minus").isEmpty() ? "" : "minus");
            say(EnglishNumbers.money(text.charAt(0), part.group("amount"), ""));
        } else if (part.group("before") != null) {
            say(EnglishNumbers.money(part.group("after").charAt(0), part.group("before"), ""));
        } else if (part.group("iso") != null) {
            date(text, text.substring(0, 4), text.substring(5, 7), text.substring(8));
        } else if (part.group("date") != null) {
            String[] numbers = text.split("[./]");
            boolean monthFirst = text.indexOf('/') > 0 && voice.locale().getCountry().equals("US");
            date(text, numbers[2], numbers[monthFirst ? 0 : 1], numbers[monthFirst ? 1 : 0]);
        } else if (part.group("time") != null) {
            say(EnglishNumbers.time(text));
        } else if (part.group("groups") != null) {
            groups(text);
        } else if (part.group("dotted") != null) {
            joined(text, '.', "dot");
        } else if (part.group("ordinal") != null) {
            say(text.replace(",", "").replaceFirst("^0+(?=[0-9])", ""));
        } else if (part.group("decimal") != null) {
            say(EnglishNumbers.decimal(text));
        } else if (part.group("number") != null) {
            say(EnglishNumbers.number(text));
        } else if (part.group("code") != null) {
            code(text);
        } else {
            // A number with thousands, a dotted abbreviation.
            say(text);
        }
    }

    private void date(String text, String year, String month, String day) {
        String date = EnglishNumbers.date(year, month, day);
        if (!date.isEmpty()) {
            say(date);
        } else if (text.indexOf('/') > 0) {
            joined(text, '/', "slash");
        } else {
            say(EnglishNumbers.spelled(text));
        }
    }

    /** A range, or the groups of a telephone number. */
    private void groups(String text) {
        int dash = text.indexOf('-');
        String first = text.substring(0, dash);
        String second = text.substring(dash + 1);
        boolean range = second.indexOf('-') < 0 && isQuantity(first) && isQuantity(second)
                && !(first.length() == 3 && second.length() == 4);
        say(range ? first + " to " + second : EnglishNumbers.spelled(text));
    }

    private static boolean isQuantity(String digits) {
        return digits.length() <= LONGEST_IN_RANGE && EnglishNumbers.number(digits).equals(digits);
    }

    private void joined(String numbers, char separator, String word) {
        int from = 0;
        for (int to = numbers.indexOf(separator); to >= 0; to = numbers.indexOf(separator, from)) {
            say(EnglishNumbers.number(numbers.substring(from, to)));
            say(word);
            from = to + 1;
        }
        say(EnglishNumbers.number(numbers.substring(from)));
    }

    private void code(String text) {
        if (PLAIN.matcher(text).matches()) {
            say(text);
            return;
        }
        int digits = 0;
        while (!isDigit(text.charAt(digits))) {
            digits++;
        }
        say(letter(text.substring(0, digits)));
        say(text.length() - digits > LONGEST_IN_CODE
                ? EnglishNumbers.spelled(text.substring(digits))
                : EnglishNumbers.number(text.substring(digits)));
    }

    private void letters(String token, String text, int start) {
        int end = start + text.length();
        boolean afterDigit = start > 0 && isDigit(token.charAt(start - 1));
        if (afterDigit && (text.equalsIgnoreCase("am") || text.equalsIgnoreCase("pm"))) {
            say(text.equalsIgnoreCase("am") ? EnglishNumbers.LETTER_A + " m" : "p m");
            return;
        }
        boolean inCode = afterDigit || start > 1 && token.charAt(start - 1) == '-' || end + 1 < token.length() && token.charAt(end) == '-';
        say(inCode ? letter(text) : text);
    }

    /** The letter A by itself is read as the article. */
    private static String letter(String letters) {
        return letters.equalsIgnoreCase("a") ? EnglishNumbers.LETTER_A : letters;
    }

    private void other(String token, int at) {
        char c = token.charAt(at);
        char last = at > 0 ? token.charAt(at - 1) : ' ';
        char next = at + 1 < token.length() ? token.charAt(at + 1) : ' ';
        switch (c) {
            case '.' -> dot(token, at, last, next);
            case ',', ';', ':', '!', '?' -> punctuation(c);
            case '|' -> pause();
            case '"', '\'', '`' -> {
                // Nothing to say.
            }
            case '-' -> dash(token, at, last, next);
            case '#' -> say(!Character.isLetterOrDigit(next) ? "hash" : isNumbered(token, at) ? "number" : "hashtag");
            case '~' -> say(isDigit(next) ? "about" : "tilde");
            default -> say(EnglishNumbers.isCurrency(c) ? EnglishNumbers.currency(c, endsWithOne()) : SIGN_WORDS.getOrDefault(c, ""));
        }
    }

    /** Whether what begins here is a number or a code. */
    private static boolean isNumbered(String token, int at) {
        return token.substring(at, Math.min(token.length(), at + LONGEST_CODE)).codePoints().anyMatch(Character::isDigit);
    }

    private void dot(String token, int at, char last, char next) {
        if (!Character.isLetterOrDigit(last) || !Character.isLetterOrDigit(next)) {
            punctuation('.');
            return;
        }
        // A space was forgotten: "go to gate 5.Thank you".
        boolean sentence = !Character.isUpperCase(last) && Character.isUpperCase(next)
                && (at + 2 == token.length() || !Character.isUpperCase(token.charAt(at + 2)));
        if (sentence) {
            punctuation('.');
        } else {
            say("dot");
        }
    }

    private void dash(String token, int at, char last, char next) {
        boolean amount = isDigit(next) || EnglishNumbers.isCurrency(next);
        if (amount && isAmountBefore(token, at)) {
            say("to");
        } else if (!Character.isLetterOrDigit(last)) {
            if (amount) {
                say("minus");
            } else {
                pause();
            }
        } else if (!Character.isLetterOrDigit(next)) {
            pause();
        }
    }

    /** Whether a dash here may stand between two amounts or times: behind "5", "5%", "5\u20ac", "5pm". */
    static boolean isAmountBefore(String token, int dash) {
        char last = dash > 0 ? token.charAt(dash - 1) : ' ';
        if (isDigit(last) || last == '%' || EnglishNumbers.isCurrency(last)) {
            return true;
        }
        return dash > 2 && "mM".indexOf(last) >= 0 && "aApP".indexOf(token.charAt(dash - 2)) >= 0 && isDigit(token.charAt(dash - 3));
    }

    // The text that is made.

    private void say(String words) {
        if (!words.isEmpty()) {
            out.append(out.isEmpty() ? "" : " ").append(words);
        }
    }

    /** A comma, unless nothing was said yet. */
    private void pause() {
        if (!out.isEmpty()) {
            punctuation(',');
        }
    }

    /** Stands directly after a word; of several signs the stronger one stays. A text may begin with it, as a part of a longer one. */
    private void punctuation(char sign) {
        int end = out.length() - 1;
        char last = end < 0 ? ' ' : out.charAt(end);
        if (last == ',' && sign != ',') {
            out.setCharAt(end, sign);
        } else if (".,;:!?".indexOf(last) < 0) {
            out.append(sign);
        }
    }

    private void punctuation(String signs) {
        for (int i = 0; i < signs.length(); i++) {
            if (".,;:!?".indexOf(signs.charAt(i)) >= 0) {
                punctuation(signs.charAt(i));
            }
        }
    }

    private boolean endsWithOne() {
        int end = out.length();
        return end > 0 && out.charAt(end - 1) == '1' && (end == 1 || out.charAt(end - 2) == ' ');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
