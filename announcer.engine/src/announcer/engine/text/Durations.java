package announcer.engine.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a {@code break} is. */
final class Durations {
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Map<String, Duration> STRENGTHS = Map.of("none", Duration.ZERO, "x-weak", Duration.ofMillis(100), "weak",
            Duration.ofMillis(200), "medium", Duration.ofMillis(400), "strong", Duration.ofMillis(700), "x-strong",
            Duration.ofMillis(1_200));
    private static final List<String> STRENGTH_NAMES = List.of("none", "x-weak", "weak", "medium", "strong", "x-strong");
    private static final Pattern TIME = Pattern.compile("\\+?(\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9})(ms|s)");

    private Durations() {
    }

    /** A time wins over a strength, as the recommendation has it; with neither it is a medium break. */
    static Duration ofBreak(StartTag tag) throws SsmlSaxException {
        Optional<String> strength = tag.oneOf("strength", STRENGTH_NAMES);
        Optional<String> time = tag.value("time");
        return time.isPresent() ? time(tag, time.get()) : STRENGTHS.get(strength.orElse("medium"));
    }

    private static Duration time(StartTag tag, String value) throws SsmlSaxException {
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            throw tag.wrong("time", "time=\"" + value + "\" is not a time; write \"500ms\" or \"1.5s\"");
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).movePointRight(matcher.group(2).equals("s") ? 3 : 0);
        Duration duration = Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
        if (duration.compareTo(LONGEST) > 0) {
            throw tag.wrong("time", "time=\"" + value + "\" is too long; a break is at most " + LONGEST.toSeconds() + "s");
        }
        return duration;
    }
}
