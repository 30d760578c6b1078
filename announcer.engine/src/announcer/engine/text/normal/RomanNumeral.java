package announcer.engine.text.normal;

import java.util.regex.Pattern;

/** Roman numerals from 1 to 3999. */
final class RomanNumeral {
    private static final int LONGEST = 15;
    private static final Pattern WELL_FORMED = Pattern
            .compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", Pattern.CASE_INSENSITIVE);

    private RomanNumeral() {
    }

    /** The number; -1 when it is not written as one. */
    static int value(String numeral) {
        if (numeral.isEmpty() || numeral.length() > LONGEST || !WELL_FORMED.matcher(numeral).matches()) {
            return -1;
        }
        int sum = 0;
        int right = 0;
        for (int i = numeral.length() - 1; i >= 0; i--) {
            int value = of(Character.toUpperCase(numeral.charAt(i)));
            sum += value < right ? -value : value;
            right = Math.max(right, value);
        }
        return sum;
    }

    private static int of(char letter) {
        return switch (letter) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            case 'C' -> 100;
            case 'D' -> 500;
            default -> 1000;
        };
    }
}
