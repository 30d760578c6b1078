package announcer.engine.text.sayas;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.lib.number.NumberWords;

/** Times of day in words, in the languages whose way of saying them is known. */
final class TimeWords {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.h\uff1a](\\d{2}))?(?:[:.\uff1a](\\d{2}))?\\s?(?:([ap])\\.?m\\.?)?",
            Pattern.CASE_INSENSITIVE);

    private final String language;
    private final NumberWords numbers;

    TimeWords(Locale locale, NumberWords numbers) {
        this.language = locale.getLanguage();
        this.numbers = numbers;
    }

    Optional<String> spoken(String text) {
        Matcher matcher = TIME.matcher(WrittenNumber.westernDigits(text));
        if (!matcher.matches() || matcher.group(2) == null && matcher.group(4) == null) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        boolean half = matcher.group(4) != null;
        // Seconds are for machines; a time that has them is left to the engine.
        if (matcher.group(3) != null || minute > 59 || hour > 24 || half && (hour < 1 || hour > 12)) {
            return Optional.empty();
        }
        boolean afternoon = half && matcher.group(4).equalsIgnoreCase("p");
        int ofDay = half ? hour % 12 + (afternoon ? 12 : 0) : hour;
        return switch (language) {
            case "en" -> Optional.of(english(hour, minute, half ? (afternoon ? " P M" : " A M") : ""));
            case "zh" -> Optional.of(chinese(hour, minute, half ? (afternoon ? "\u4e0b\u5348" : "\u4e0a\u5348") : ""));
            case "de" -> Optional.of((ofDay == 1 ? "ein" : cardinal(ofDay)) + " Uhr" + (minute == 0 ? "" : " " + cardinal(minute)));
            case "fr" -> Optional.of(feminine(ofDay) + (ofDay < 2 ? " heure" : " heures") + (minute == 0 ? "" : " " + feminine(minute)));
            case "es" -> Optional.of(feminine(ofDay) + (minute == 0 ? " en punto" : " y " + cardinal(minute)));
            case "it" -> Optional.of((ofDay == 1 ? "una" : cardinal(ofDay)) + (minute == 0 ? " in punto" : " e " + cardinal(minute)));
            case "ru" -> Optional.of(russian(ofDay, minute));
            case "ar" -> Optional.of(arabic(ofDay, minute));
            default -> Optional.empty();
        };
    }

    private String english(int hour, int minute, String half) {
        if (minute == 0) {
            return cardinal(hour) + (!half.isEmpty() ? half : hour >= 1 && hour <= 12 ? " o'clock" : " hundred hours");
        }
        return cardinal(hour) + (minute < 10 ? " oh " : " ") + cardinal(minute) + half;
    }

    private String chinese(int hour, int minute, String half) {
        String hours = hour == 2 ? "\u4e24" : cardinal(hour);
        String minutes = minute == 0 ? "\u6574" : (minute < 10 ? "\u96f6" : "") + cardinal(minute) + "\u5206";
        return half + hours + "\u70b9" + minutes;
    }

    private String russian(int hour, int minute) {
        String hours = words(hour, "masculine") + " "
                + form(hour, "\u0447\u0430\u0441", "\u0447\u0430\u0441\u0430", "\u0447\u0430\u0441\u043e\u0432");
        return minute == 0
                ? hours
                : hours + " " + feminine(minute) + " "
                        + form(minute, "\u043c\u0438\u043d\u0443\u0442\u0430", "\u043c\u0438\u043d\u0443\u0442\u044b",
                                "\u043c\u0438\u043d\u0443\u0442");
    }

    private static String form(int n, String one, String few, String many) {
        if (n / 10 % 10 == 1) {
            return many;
        }
        return n % 10 == 1 ? one : n % 10 >= 2 && n % 10 <= 4 ? few : many;
    }

    private String arabic(int hour, int minute) {
        int ofTwelve = (hour + 11) % 12 + 1;
        // "The one", not "the first".
        String hours = ofTwelve == 1
                ? "\u0627\u0644\u0648\u0627\u062d\u062f\u0629"
                : numbers.ordinal(ofTwelve, "feminine").orElse("" + ofTwelve);
        return minute == 0 ? hours : hours + " \u0648" + cardinal(minute) + " \u062f\u0642\u064a\u0642\u0629";
    }

    private String cardinal(int n) {
        return numbers.cardinal(n).orElse("" + n);
    }

    private String feminine(int n) {
        return words(n, "feminine");
    }

    private String words(int n, String gender) {
        return numbers.cardinal(n, gender).orElse("" + n);
    }
}
