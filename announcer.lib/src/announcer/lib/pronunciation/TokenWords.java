package announcer.lib.pronunciation;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.speech.Voice;

/**
 * Puts a token that engines do not know into words, part by part: amounts, dates, ranges, long numbers, codes, addresses of the Internet. Not
 * thread-safe, as its line.
 */
final class TokenWords {
    /** A number with its decimal or thousands separators, whatever they mean. */
    static final String AMOUNT = "[0-9]{1,15}+(?:[.,][0-9]{1,15}+){0,5}+";
    static final String SIGNS = "[" + EnglishNumbers.currencySigns() + "]";
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
    /** Digits of a code's number that FreeTTS reads in pairs and MaryTTS one by one; FreeTTS loses zeros of longer ones. */
    private static final int LONGEST_IN_CODE = 4;
    private static final Map<Character, String> ADDRESS_WORDS = Map.of('.', "dot", '-', "dash", ':', "colon", '?', "question mark", '#',
            "hash");

    private final Voice voice;
    private final WordLine out;
    private final SignWords signs;

    /** @param voice for how dates are read in its country */
    TokenWords(Voice voice, WordLine out) {
        this.voice = voice;
        this.out = out;
        signs = new SignWords(out);
    }

    /** Appends the words of a token. */
    void write(String token) {
        boolean maybe = token.indexOf('@') >= 0 || token.indexOf('.') >= 0;
        Matcher address = ADDRESS.matcher(token);
        if (maybe && address.find()) {
            writeParts(token.substring(0, address.start()));
            String name = EnglishText.core(address.group(1));
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
                out.say(ADDRESS_WORDS.getOrDefault(c, SignWords.word(c)));
            }
        }
        writeParts(letter(part.toString()));
    }

    private void writeParts(String token) {
        Matcher part = PART.matcher(token);
        while (part.find()) {
            if (part.group("other") != null) {
                signs.say(token, part.start());
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
            out.pause();
        } else if (part.group("to") != null) {
            out.say("to");
        } else if (part.group("sign") != null) {
            out.say(part.group("minus").isEmpty() ? "" : "minus");
            out.say(EnglishNumbers.money(text.charAt(0), part.group("amount"), ""));
        } else if (part.group("before") != null) {
            out.say(EnglishNumbers.money(part.group("after").charAt(0), part.group("before"), ""));
        } else if (part.group("iso") != null) {
            date(text, text.substring(0, 4), text.substring(5, 7), text.substring(8));
        } else if (part.group("date") != null) {
            String[] numbers = text.split("[./]");
            boolean monthFirst = text.indexOf('/') > 0 && voice.locale().getCountry().equals("US");
            date(text, numbers[2], numbers[monthFirst ? 0 : 1], numbers[monthFirst ? 1 : 0]);
        } else if (part.group("time") != null) {
            out.say(EnglishNumbers.time(text));
        } else if (part.group("groups") != null) {
            groups(text);
        } else if (part.group("dotted") != null) {
            joined(text, '.', "dot");
        } else if (part.group("ordinal") != null) {
            out.say(text.replace(",", "").replaceFirst("^0+(?=[0-9])", ""));
        } else if (part.group("decimal") != null) {
            out.say(EnglishNumbers.decimal(text));
        } else if (part.group("number") != null) {
            out.say(EnglishNumbers.number(text));
        } else if (part.group("code") != null) {
            code(text);
        } else {
            // A number with thousands, a dotted abbreviation.
            out.say(text);
        }
    }

    private void date(String text, String year, String month, String day) {
        String date = EnglishNumbers.date(year, month, day);
        if (!date.isEmpty()) {
            out.say(date);
        } else if (text.indexOf('/') > 0) {
            joined(text, '/', "slash");
        } else {
            out.say(EnglishNumbers.spelled(text));
        }
    }

    /** A range, or the groups of a telephone number. */
    private void groups(String text) {
        int dash = text.indexOf('-');
        String first = text.substring(0, dash);
        String second = text.substring(dash + 1);
        boolean range = second.indexOf('-') < 0 && isQuantity(first) && isQuantity(second)
                && !(first.length() == 3 && second.length() == 4);
        out.say(range ? first + " to " + second : EnglishNumbers.spelled(text));
    }

    private static boolean isQuantity(String digits) {
        return digits.length() <= LONGEST_IN_RANGE && EnglishNumbers.number(digits).equals(digits);
    }

    private void joined(String numbers, char separator, String word) {
        int from = 0;
        for (int to = numbers.indexOf(separator); to >= 0; to = numbers.indexOf(separator, from)) {
            out.say(EnglishNumbers.number(numbers.substring(from, to)));
            out.say(word);
            from = to + 1;
        }
        out.say(EnglishNumbers.number(numbers.substring(from)));
    }

    private void code(String text) {
        if (EnglishText.isPlain(text)) {
            out.say(text);
            return;
        }
        int digits = 0;
        while (!isDigit(text.charAt(digits))) {
            digits++;
        }
        out.say(letter(text.substring(0, digits)));
        out.say(text.length() - digits > LONGEST_IN_CODE
                ? EnglishNumbers.spelled(text.substring(digits))
                : EnglishNumbers.number(text.substring(digits)));
    }

    private void letters(String token, String text, int start) {
        int end = start + text.length();
        boolean afterDigit = start > 0 && isDigit(token.charAt(start - 1));
        if (afterDigit && (text.equalsIgnoreCase("am") || text.equalsIgnoreCase("pm"))) {
            out.say(text.equalsIgnoreCase("am") ? EnglishNumbers.LETTER_A + " m" : "p m");
            return;
        }
        boolean inCode = afterDigit || start > 1 && token.charAt(start - 1) == '-' || end + 1 < token.length() && token.charAt(end) == '-';
        out.say(inCode ? letter(text) : text);
    }

    /** The letter A by itself is read as the article. */
    private static String letter(String letters) {
        return letters.equalsIgnoreCase("a") ? EnglishNumbers.LETTER_A : letters;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
