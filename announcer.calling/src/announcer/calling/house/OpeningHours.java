package announcer.calling.house;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.config.InvalidConfigurationException;

/** When a service is open: lines such as {@code MON-FRI 08:00-12:00}; a line without days is for every day. Immutable. */
public final class OpeningHours {
    private static final Pattern LINE = Pattern
            .compile("(?:([A-Z]{3})(?:-([A-Z]{3}))?((?:,[A-Z]{3})*) +)?(\\d{1,2}:\\d{2})-(\\d{1,2}:\\d{2})");
    private static final String WHAT = "write days and times, such as MON-FRI 08:00-12:00, SAT,SUN 9:00-11:00 or 00:00-24:00";

    /** @param to the end; not after {@code from}: on the next day */
    private record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean has(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean overNight = !to.isAfter(from);
            boolean begun = days.contains(at.getDayOfWeek()) && !time.isBefore(from) && (overNight || time.isBefore(to));
            return begun || overNight && days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(to);
        }
    }

    private final List<String> lines;
    private final List<Span> spans;

    private OpeningHours(List<String> lines, List<Span> spans) {
        this.lines = lines;
        this.spans = spans;
    }

    /** @param lines none: always open */
    static OpeningHours of(String key, List<String> lines) throws InvalidConfigurationException {
        List<Span> spans = new ArrayList<>();
        for (String line : lines) {
            spans.add(span(key, line));
        }
        return new OpeningHours(List.copyOf(lines), spans);
    }

    private static Span span(String key, String line) throws InvalidConfigurationException {
        Matcher m = LINE.matcher(line.toUpperCase(Locale.ROOT).strip());
        if (!m.matches()) {
            throw wrong(key, line);
        }
        try {
            return new Span(days(key, line, m), time(m.group(4)), time(m.group(5)));
        } catch (DateTimeParseException e) {
            throw wrong(key, line);
        }
    }

    private static Set<DayOfWeek> days(String key, String line, Matcher m) throws InvalidConfigurationException {
        if (m.group(1) == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        DayOfWeek first = day(key, line, m.group(1));
        Set<DayOfWeek> days = EnumSet.of(first);
        if (m.group(2) != null) {
            DayOfWeek last = day(key, line, m.group(2));
            for (DayOfWeek d = first; d != last; d = d.plus(1)) {
                days.add(d.plus(1));
            }
        }
        for (String more : m.group(3).split(",", -1)) {
            if (!more.isEmpty()) {
                days.add(day(key, line, more));
            }
        }
        return days;
    }

    private static DayOfWeek day(String key, String line, String name) throws InvalidConfigurationException {
        for (DayOfWeek d : DayOfWeek.values()) {
            if (d.name().startsWith(name)) {
                return d;
            }
        }
        throw wrong(key, line);
    }

    /** The end of a day is the beginning of the next. */
    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text.length() < 5 ? "0" + text : text);
    }

    private static InvalidConfigurationException wrong(String key, String line) {
        return new InvalidConfigurationException(key, key + " has \"" + line + "\"; " + WHAT);
    }

    /** Whether it is open at a time. */
    public boolean isOpen(ZonedDateTime at) {
        return spans.isEmpty() || spans.stream().anyMatch(s -> s.has(at));
    }

    /** The lines, as configured. */
    public List<String> lines() {
        return lines;
    }
}
