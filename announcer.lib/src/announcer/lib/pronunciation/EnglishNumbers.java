package announcer.lib.pronunciation;

import java.util.Map;

/** Numbers, amounts of money and dates in forms that no engine misreads. */
final class EnglishNumbers {
    /** A longer number is no quantity: it is said digit by digit. */
    static final int LONGEST = 12;
    /** Digits that are said in one breath. Without a pause FreeTTS's time grows with the square of their number. */
    private static final int BREATH = 4;
    /** A word that sounds like the letter A, which by itself is read as the article. */
    static final String LETTER_A = "ay";
    private static final String[] DIGITS = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    private static final String[] TEENS = {"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen"};
    private static final String[] TENS = {"", "", "twenty", "thirty", "forty", "fifty"};
    private static final String[] MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October",
            "November", "December"};
    private static final Map<Character, Currency> CURRENCIES = Map.ofEntries(Map.entry('$', new Currency("dollar", "cent")),
            Map.entry('\u20ac', new Currency("euro", "cent")), Map.entry('\u00a3', new Currency("pound", "pounds", "penny", "pence")),
            Map.entry('\u00a5', new Currency("yen", "yen", "sen", "sen")),
            Map.entry('\u20b9', new Currency("rupee", "rupees", "paisa", "paise")),
            Map.entry('\u20bd', new Currency("ruble", "kopeck")), Map.entry('\u20a9', new Currency("won", "won", "jeon", "jeon")),
            Map.entry('\u20ba', new Currency("lira", "lira", "kurus", "kurus")),
            Map.entry('\u20b4', new Currency("hryvnia", "hryvnias", "kopeck", "kopecks")),
            Map.entry('\u20aa', new Currency("shekel", "agora")),
            Map.entry('\u20ab', new Currency("dong", "dong", "xu", "xu")),
            Map.entry('\u0e3f', new Currency("baht", "baht", "satang", "satang")),
            Map.entry('\u20b1', new Currency("peso", "centavo")), Map.entry('\u20bf', new Currency("bitcoin", "cent")),
            Map.entry('\u20a6', new Currency("naira", "naira", "kobo", "kobo")));

    private record Currency(String one, String many, String minorOne, String minorMany) {
        Currency(String one, String minor) {
            this(one, one + "s", minor, minor + "s");
        }
    }

    private EnglishNumbers() {
    }

    static boolean isCurrency(char c) {
        return CURRENCIES.containsKey(c);
    }

    /** Returns the signs of all currencies, as they stand in a pattern's brackets. */
    static String currencySigns() {
        StringBuilder signs = new StringBuilder();
        CURRENCIES.keySet().forEach(c -> signs.append('\\').append(c));
        return signs.toString();
    }

    /** Returns the name of a currency. */
    static String currency(char sign, boolean one) {
        Currency currency = CURRENCIES.get(sign);
        return one ? currency.one : currency.many;
    }

    /** Returns the name of a digit, or a letter in such a form that it is not read as a word. */
    static String character(char c) {
        return c >= '0' && c <= '9' ? DIGITS[c - '0'] : c == 'a' || c == 'A' ? LETTER_A : String.valueOf(c);
    }

    /** Returns a number without signs in it; its zeros in front are said, as in a code. */
    static String number(String digits) {
        return digits.length() > LONGEST || digits.length() > 1 && digits.charAt(0) == '0' ? spelled(digits) : digits;
    }

    /** Returns a number digit by digit, with a short pause after each few; whatever else is in it becomes a pause too. */
    static String spelled(String number) {
        StringBuilder words = new StringBuilder(number.length() * 6);
        int breath = 0;
        boolean pause = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c < '0' || c > '9') {
                pause = true;
                continue;
            }
            if (words.length() > 0) {
                boolean group = pause || breath == BREATH && number.length() > 2 * BREATH;
                words.append(group ? ", " : " ");
                breath = group ? 0 : breath;
            }
            pause = false;
            breath++;
            words.append(DIGITS[c - '0']);
        }
        return words.toString();
    }

    /** Returns a number with a point: "3.14". What stands before the point has no sign in it, or commas between thousands. */
    static String decimal(String number) {
        int point = number.indexOf('.');
        String whole = number.substring(0, point);
        boolean plain = !whole.isEmpty() && number(whole).equals(whole);
        return plain ? number : (whole.isEmpty() ? "" : number(whole) + " ") + "point " + spelled(number.substring(point + 1));
    }

    /**
     * Returns an amount of money in words and digits: "5 euros 50 cents".
     *
     * @param amount digits, perhaps with points and commas between them
     * @param scale "million" or the like, or empty
     */
    static String money(char sign, String amount, String scale) {
        Currency currency = CURRENCIES.get(sign);
        int last = Math.max(amount.lastIndexOf('.'), amount.lastIndexOf(','));
        String tail = amount.substring(last + 1);
        if (!scale.isEmpty()) {
            boolean thousands = last < 0 || tail.length() == 3 && amount.charAt(last) == ',';
            return (thousands ? quantity(amount) : quantity(amount.substring(0, last)) + "." + tail) + " " + scale + " " + currency.many;
        }
        boolean minor = last >= 0 && tail.length() == 2;
        boolean fraction = last >= 0 && (tail.length() == 1 || tail.length() > 3 || tail.length() == 3 && amount.charAt(last) == '.'
                && amount.indexOf('.') == last);
        String whole = quantity(minor || fraction ? amount.substring(0, last) : amount);
        if (fraction) {
            return whole + " point " + spelled(tail) + " " + currency.many;
        }
        String major = whole + " " + (whole.equals("1") ? currency.one : currency.many);
        if (!minor || tail.equals("00")) {
            return major;
        }
        String cents = tail.charAt(0) == '0' ? tail.substring(1) : tail;
        String rest = cents + " " + (cents.equals("1") ? currency.minorOne : currency.minorMany);
        return whole.equals("0") ? rest : major + " " + rest;
    }

    /** With commas, so that nobody takes 1234 for a year. */
    private static String quantity(String amount) {
        String digits = amount.replaceAll("[^0-9]", "").replaceFirst("^0+(?=[0-9])", "");
        if (digits.length() > LONGEST) {
            return spelled(digits);
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    /**
     * Returns a time of day. From one to twelve every engine knows what it is; later hours MaryTTS turns into those of the afternoon, and FreeTTS
     * says nothing for the hour 00.
     */
    static String time(String time) {
        int colon = time.indexOf(':');
        int hour = Integer.parseInt(time.substring(0, colon));
        int minute = Integer.parseInt(time.substring(colon + 1));
        if (hour >= 1 && hour <= 12) {
            return time;
        }
        String minutes = minute == 0 ? hour == 0 ? "zero zero" : "o'clock" : minute < 10 ? "oh " + small(minute) : small(minute);
        return (hour == 0 ? spelled(time.substring(0, colon)) : small(hour)) + " " + minutes;
    }

    private static String small(int number) {
        return number < 10
                ? DIGITS[number]
                : number < 20 ? TEENS[number - 10] : TENS[number / 10] + (number % 10 == 0 ? "" : " " + DIGITS[number % 10]);
    }

    /** Returns a date, or nothing when there is no such month or day. */
    static String date(String year, String month, String day) {
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        return m < 1 || m > 12 || d < 1 || d > 31 ? "" : MONTHS[m - 1] + " " + d + " " + year;
    }
}
