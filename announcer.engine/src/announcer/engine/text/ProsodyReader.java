package announcer.engine.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.speech.Prosody;

/**
 * The attributes of {@code prosody} as factors. Words, plain numbers and percentages without a sign replace what surrounds the element;
 * values with a sign ("+10%", "-6dB", "+2st") change it. What lies outside the ranges of {@link Prosody} is held within them.
 */
final class ProsodyReader {
    private static final Map<String, Double> RATES = Map.of("x-slow", 0.5, "slow", 0.75, "medium", 1.0, "default", 1.0, "fast", 1.35,
            "x-fast", 1.75);
    private static final Map<String, Double> PITCHES = Map.of("x-low", 0.7, "low", 0.85, "medium", 1.0, "default", 1.0, "high", 1.18,
            "x-high", 1.4);
    private static final Map<String, Double> VOLUMES = Map.of("silent", 0.0, "x-soft", decibels(-12), "soft", decibels(-6), "medium", 1.0,
            "default", 1.0, "loud", decibels(6), "x-loud", decibels(12));
    private static final String UNITS = "%|st|hz|db|";
    private static final Pattern VALUE = Pattern.compile("([+-]?)(\\d{1,6}(?:\\.\\d{0,6})?|\\.\\d{1,6})(" + UNITS + ")",
            Pattern.CASE_INSENSITIVE);

    private final StartTag tag;

    ProsodyReader(StartTag tag) {
        this.tag = tag;
    }

    Prosody within(Prosody outer) throws SsmlSaxException {
        double rate = factor("rate", outer.rate(), RATES, "\"slow\", \"120%\" or \"-10%\"");
        double pitch = factor("pitch", outer.pitch(), PITCHES, "\"high\", \"+10%\" or \"-2st\"");
        double volume = factor("volume", outer.volume(), VOLUMES, "\"soft\", \"+6dB\" or \"50\"");
        return new Prosody(held(rate, 0.25, 4), held(pitch, 0.5, 2), held(volume, 0, 4));
    }

    private double factor(String attribute, double outer, Map<String, Double> words, String examples) throws SsmlSaxException {
        Optional<String> value = tag.value(attribute);
        if (value.isEmpty()) {
            return outer;
        }
        Double word = words.get(value.get());
        if (word != null) {
            return word;
        }
        Matcher matcher = VALUE.matcher(value.get());
        Optional<Double> number = matcher.matches() ? number(attribute, outer, matcher) : Optional.empty();
        if (number.isEmpty()) {
            throw tag.wrong(attribute, attribute + "=\"" + value.get() + "\" is not understood; write for example " + examples
                    + ", or one of " + String.join(", ", words.keySet().stream().sorted().toList()));
        }
        return number.get();
    }

    private static Optional<Double> number(String attribute, double outer, Matcher matcher) {
        String sign = matcher.group(1);
        double amount = Double.parseDouble(matcher.group(2)) * (sign.equals("-") ? -1 : 1);
        boolean relative = !sign.isEmpty();
        return switch (attribute + ":" + matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "rate:%", "pitch:%", "volume:%" -> Optional.of(relative ? outer * Math.max(0, 1 + amount / 100) : amount / 100);
            // SSML 1.0: a number is a factor of the rate.
            case "rate:" -> amount > 0 ? Optional.of(amount) : Optional.empty();
            // SSML 1.0: volume from 0 to 100, which is the voice's own.
            case "volume:" -> Optional.of(relative ? outer + amount / 100 : amount / 100);
            case "volume:db" -> Optional.of(outer * decibels(amount));
            case "pitch:st" -> relative ? Optional.of(outer * Math.pow(2, amount / 12)) : Optional.empty();
            // How high the voice is by itself is not known here: hertz cannot be turned into a factor.
            case "pitch:hz" -> Optional.of(outer);
            default -> Optional.empty();
        };
    }

    private static double decibels(double db) {
        return Math.pow(10, db / 20);
    }

    private static double held(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
