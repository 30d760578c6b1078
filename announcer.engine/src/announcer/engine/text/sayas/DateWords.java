package announcer.engine.text.sayas;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.ULocale;

import announcer.lib.number.NumberWords;

/** Dates in words: the order and the names of months come from ICU, the numbers are spelled out where the grammar of it is known. */
final class DateWords {
    private static final Set<String> SPELLED = Set.of("en", "de", "fr", "es", "it", "pt", "nl", "zh", "ja", "ko", "ru", "ar");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern FIELD = Pattern.compile("'([^']*)'|([A-Za-z])\\2*|[^A-Za-z']+");
    private static final Pattern ALLOWED = Pattern.compile("[0-9./\\s\u5e74\u6708\u65e5-]+");

    private final ULocale locale;
    private final String language;
    private final NumberWords numbers;

    DateWords(Locale locale, NumberWords numbers) {
        this.locale = ULocale.forLocale(locale);
        this.language = locale.getLanguage();
        this.numbers = numbers;
    }

    Optional<String> spoken(String text, String format) {
        String western = WrittenNumber.westernDigits(text);
        if (!ALLOWED.matcher(western).matches()) {
            return Optional.empty();
        }
        List<String> fields = fields(western);
        String order = order(fields, format);
        if (order.length() != fields.size()) {
            return Optional.empty();
        }
        Map<Character, Integer> values = new TreeMap<>();
        for (int i = 0; i < order.length(); i++) {
            values.put(order.charAt(i), value(order.charAt(i), fields.get(i)));
        }
        return isDate(values) ? Optional.of(words(values)) : Optional.empty();
    }

    private static List<String> fields(String text) {
        if (text.matches("\\d{8}")) {
            return List.of(text.substring(0, 4), text.substring(4, 6), text.substring(6));
        }
        List<String> fields = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            fields.add(matcher.group());
        }
        return fields;
    }

    /** Which number is what: "dmy" and the like. */
    private String order(List<String> fields, String format) {
        String asked = format.toLowerCase(Locale.ROOT).replaceAll("[^dmy]", "").replaceAll("(.)\\1+", "$1");
        if (!asked.isEmpty()) {
            return asked;
        }
        if (fields.isEmpty() || fields.get(0).length() == 4) {
            return "ymd".substring(0, Math.min(3, fields.size()));
        }
        SimpleDateFormat shortest = (SimpleDateFormat) DateFormat.getDateInstance(DateFormat.SHORT, locale);
        String usual = shortest.toPattern().toLowerCase(Locale.ROOT).replaceAll("[^dmy]", "").replaceAll("(.)\\1+", "$1");
        return fields.size() == 2 ? usual.replace("y", "") : usual;
    }

    private static int value(char field, String digits) {
        int value = Integer.parseInt(digits);
        return field == 'y' && digits.length() <= 2 ? value + (value < 70 ? 2000 : 1900) : value;
    }

    private static boolean isDate(Map<Character, Integer> values) {
        try {
            LocalDate.of(values.getOrDefault('y', 2000), values.getOrDefault('m', 1), values.getOrDefault('d', 1));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String words(Map<Character, Integer> values) {
        String skeleton = (values.containsKey('y') ? "y" : "") + (values.containsKey('m') ? "MMMM" : "")
                + (values.containsKey('d') ? "d" : "");
        String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern(skeleton);
        boolean theTenthOfMarch = language.equals("en") && pattern.startsWith("d") && values.containsKey('m');
        StringBuilder out = new StringBuilder(theTenthOfMarch ? "the " : "");
        Matcher matcher = FIELD.matcher(pattern);
        while (matcher.find()) {
            String letter = matcher.group(2);
            if (letter == null) {
                out.append(literal(matcher.group(1) == null ? matcher.group() : matcher.group(1),
                        theTenthOfMarch && !out.toString().contains(" of ")));
            } else {
                out.append(field(letter.charAt(0), matcher.group().length(), values));
            }
        }
        return out.toString().replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }

    private String literal(String text, boolean afterDay) {
        if (afterDay) {
            return " of ";
        }
        return switch (language) {
            // The ordinal says it: "zehnter", not "zehnter."
            case "de" -> text.replace(".", "");
            case "ru" -> text.equals("\u0433") ? "\u0433\u043e\u0434\u0430" : text.replace(".", "");
            default -> text;
        };
    }

    private String field(char letter, int count, Map<Character, Integer> values) {
        return switch (letter) {
            case 'd' -> day(values.get('d'));
            case 'y' -> spelled() ? numbers.year(values.get('y')).orElse(values.get('y').toString()) : values.get('y').toString();
            case 'M', 'L' -> month(values.get('m'), letter, count);
            default -> "";
        };
    }

    private String month(int month, char letter, int count) {
        if (count < 3) {
            return spelled() ? numbers.cardinal(month).orElse("" + month) : "" + month;
        }
        int context = letter == 'L' ? DateFormatSymbols.STANDALONE : DateFormatSymbols.FORMAT;
        String name = DateFormatSymbols.getInstance(locale).getMonths(context, DateFormatSymbols.WIDE)[month - 1];
        if (!Character.isDigit(name.codePointAt(0))) {
            return name;
        }
        // "3月": the name itself holds the number.
        String digits = String.valueOf(month);
        return spelled() ? name.replace(digits, numbers.cardinal(month).orElse(digits)) : name;
    }

    private String day(int day) {
        Optional<String> words = switch (language) {
            case "en" -> numbers.ordinal(day, "");
            case "de" -> numbers.ordinal(day, "masculine");
            case "ru" -> numbers.ordinal(day, "neuter");
            case "fr", "it" -> day == 1 ? numbers.ordinal(day) : numbers.cardinal(day);
            default -> spelled() ? numbers.cardinal(day) : Optional.empty();
        };
        return words.orElse("" + day);
    }

    private boolean spelled() {
        return SPELLED.contains(language);
    }
}
