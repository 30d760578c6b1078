package announcer.calling.house;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import announcer.api.Chime;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.UntilHeard;
import announcer.api.calling.TicketKind;
import announcer.api.config.InvalidConfigurationException;

/**
 * One configuration of a service. Immutable.
 *
 * @param id its id
 * @param pid PID of the configuration
 * @param kind whether it has tickets or orders
 * @param names its name by language
 * @param numbers its numbers
 * @param resetAt when its numbers begin anew each day; empty: never
 * @param hours when it is open
 * @param take whether visitors may take its numbers
 * @param languages in which its calls are said; none: the house's
 * @param templates what is said, by language
 * @param manner how its calls are said
 * @param counter where its orders are collected; empty: nowhere in particular
 */
public record ServiceSettings(String id, String pid, TicketKind kind, Map<String, String> names, Numbers numbers,
        Optional<LocalTime> resetAt, OpeningHours hours, boolean take, List<String> languages, Map<String, String> templates, Manner manner,
        Optional<String> counter) {
    /** The longest template. */
    static final int LONGEST_TEMPLATE = 500;

    /**
     * The numbers of a service: a prefix and a range.
     *
     * @param digits how many digits are printed at least
     */
    public record Numbers(String prefix, int first, int last, int digits) {
        /** A number as it is printed. */
        public String text(int number) {
            // The same on every machine: some languages write other digits.
            return prefix + (digits == 0 ? Integer.toString(number) : String.format(Locale.ROOT, "%0" + digits + "d", number));
        }

        /** Whether this is one of these numbers, as it is printed. */
        public boolean has(String printed) {
            String rest = printed.startsWith(prefix) ? printed.substring(prefix.length()) : "";
            // No number has more figures than its bounds.
            boolean isNumber = !rest.isEmpty() && rest.length() <= 6 && rest.chars().allMatch(c -> c >= '0' && c <= '9');
            int number = isNumber ? Integer.parseInt(rest) : -1;
            return number >= first && number <= last && rest.length() == Math.max(digits, Integer.toString(number).length());
        }
    }

    /**
     * How calls are said.
     *
     * @param languagePause silence between two languages
     */
    public record Manner(Chime chime, Repeat repeat, Duration languagePause, Priority priority, Duration timeToLive,
            UntilHeard untilHeard) {
        /** Of what has no service. */
        public static final Manner USUAL = new Manner(Chime.OF_CHANNEL, Repeat.ONCE, Duration.ofMillis(500), Priority.ROUTINE,
                Duration.ofMinutes(2), UntilHeard.NEVER);
    }

    /** Reads a configuration. */
    public static ServiceSettings of(String pid, Values v) throws InvalidConfigurationException {
        String prefix = v.text("prefix");
        if (prefix.length() > 5 || !prefix.isEmpty() && !prefix.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ./-]*")) {
            throw new InvalidConfigurationException("prefix", "prefix is \"" + prefix
                    + "\"; it has 5 letters, digits, dashes, points and slashes at most, such as A-");
        }
        int first = v.number("first", 1, 0, 999_999);
        int last = v.number("last", 999, 0, 999_999);
        if (last < first) {
            throw new InvalidConfigurationException("last", "last is " + last + "; it must not be less than first, which is " + first);
        }
        Numbers numbers = new Numbers(prefix, first, last, v.number("digits", 3, 0, 6));
        Optional<String> counter = Optional.of(v.text("counter")).filter(c -> !c.isEmpty());
        if (counter.isPresent()) {
            Values.id("counter", counter.get());
        }
        return new ServiceSettings(v.id(), pid, v.option("kind", Kind.class, Kind.TICKETS).of,
                v.byLanguage("names", Values.LONGEST_NAME), numbers, reset(v.text("resetAt", "00:00")),
                OpeningHours.of("hours", v.texts("hours")), v.flag("take", true), v.languages("languages"),
                templates(v, "templates"), manner(v), counter);
    }

    static Map<String, String> templates(Values v, String key) throws InvalidConfigurationException {
        Map<String, String> all = v.byLanguage(key, LONGEST_TEMPLATE);
        for (Map.Entry<String, String> e : all.entrySet()) {
            String rest = e.getValue().replace("{ticket}", "").replace("{counter}", "").replace("{service}", "");
            if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0 || !e.getValue().contains("{ticket}")) {
                throw new InvalidConfigurationException(key, key + " has \"" + e.getValue() + "\" for " + e.getKey()
                        + "; it must have {ticket}, may have {counter} and {service}, and no other braces");
            }
        }
        return all;
    }

    private static Manner manner(Values v) throws InvalidConfigurationException {
        int untilHeard = v.number("untilHeardTimes", 0, 0, UntilHeard.MOST);
        return new Manner(new Chime(Optional.of(v.text("chimeBefore")).filter(c -> !c.isEmpty()), Optional.empty()),
                new Repeat(v.number("repeatTimes", 1, 1, 5), Duration.ofSeconds(v.number("repeatPauseSeconds", 2, 0, 60))),
                Duration.ofMillis(v.number("languagePauseMillis", 500, 0, 5000)), v.option("priority", Priority.class, Priority.ROUTINE),
                Duration.ofSeconds(v.number("timeToLiveSeconds", 120, 5, 3600)),
                untilHeard == 0 ? UntilHeard.NEVER : new UntilHeard(untilHeard, UntilHeard.USUAL_PAUSE));
    }

    private static Optional<LocalTime> reset(String text) throws InvalidConfigurationException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalTime.parse(text.matches("\\d:.*") ? "0" + text : text));
        } catch (DateTimeParseException e) {
            throw new InvalidConfigurationException("resetAt",
                    "resetAt is \"" + text + "\"; it must be a time of day such as 00:00 or 04:30, or empty: never");
        }
    }

    private enum Kind {
        TICKETS(TicketKind.TICKET), ORDERS(TicketKind.ORDER);

        private final TicketKind of;

        Kind(TicketKind of) {
            this.of = of;
        }
    }
}
