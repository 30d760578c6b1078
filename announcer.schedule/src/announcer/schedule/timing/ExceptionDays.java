package announcer.schedule.timing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import announcer.api.config.InvalidConfigurationException;

/** Days on which a schedule does not run. Immutable. */
final class ExceptionDays {
    /** How many entries there may be: the form's bound. */
    private static final int MOST = 1_000;

    private record Days(LocalDate from, LocalDate to) {}

    /** Days in a row, by the first of them to the last; no two of them touch. */
    private final NavigableMap<LocalDate, LocalDate> rows;

    private ExceptionDays(NavigableMap<LocalDate, LocalDate> rows) {
        this.rows = rows;
    }

    /** @param written as 2026-12-25, or 2026-12-24/2027-01-06 for all days from the first to the last */
    static ExceptionDays parse(List<String> written) throws InvalidConfigurationException {
        if (written.size() > MOST) {
            throw new InvalidConfigurationException("exceptions", "exceptions has " + written.size() + " entries, at most " + MOST
                    + " are taken; write days in a row as a first and a last day, such as 2026-12-24/2027-01-06");
        }
        NavigableMap<LocalDate, LocalDate> rows = new TreeMap<>();
        for (String one : written) {
            if (!one.isBlank()) {
                add(rows, days(one.strip()));
            }
        }
        return new ExceptionDays(rows);
    }

    private static void add(NavigableMap<LocalDate, LocalDate> rows, Days days) {
        LocalDate from = days.from;
        LocalDate to = days.to;
        // All that it overlaps or touches becomes one with it.
        Map.Entry<LocalDate, LocalDate> other = rows.floorEntry(to.plusDays(1));
        while (other != null && !other.getValue().isBefore(from.minusDays(1))) {
            rows.remove(other.getKey());
            from = from.isBefore(other.getKey()) ? from : other.getKey();
            to = to.isAfter(other.getValue()) ? to : other.getValue();
            other = rows.floorEntry(to);
        }
        rows.put(from, to);
    }

    private static Days days(String written) throws InvalidConfigurationException {
        int slash = written.indexOf('/');
        try {
            LocalDate from = LocalDate.parse(slash < 0 ? written : written.substring(0, slash).strip());
            LocalDate to = slash < 0 ? from : LocalDate.parse(written.substring(slash + 1).strip());
            if (!to.isBefore(from) && from.getYear() >= 1970 && to.getYear() <= 9999) {
                return new Days(from, to);
            }
        } catch (DateTimeParseException e) {
            // Said below, with examples.
        }
        throw new InvalidConfigurationException("exceptions", "exceptions has \"" + written
                + "\"; each must be a day such as 2026-12-25, or a first and a last day such as 2026-12-24/2027-01-06");
    }

    /** The last of the days in a row that a day is one of; empty: it is no exception. */
    Optional<LocalDate> lastWith(LocalDate day) {
        return Optional.ofNullable(rows.floorEntry(day)).map(Map.Entry::getValue).filter(last -> !last.isBefore(day));
    }

    /** The first days in a row that last for longer than some years, as they would be written; empty: there are none. */
    Optional<String> longerThan(int years) {
        return rows.entrySet().stream().filter(r -> r.getKey().plusYears(years).isBefore(r.getValue())).findFirst()
                .map(r -> r.getKey() + "/" + r.getValue());
    }
}
