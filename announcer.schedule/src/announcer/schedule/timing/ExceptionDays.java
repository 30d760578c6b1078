package announcer.schedule.timing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.config.InvalidConfigurationException;

/** Days on which a schedule does not run. Immutable. */
final class ExceptionDays {
    private record Days(LocalDate from, LocalDate to) {
        boolean contain(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private final List<Days> all;

    private ExceptionDays(List<Days> all) {
        this.all = List.copyOf(all);
    }

    /** @param written as 2026-12-25, or 2026-12-24/2027-01-06 for all days from the first to the last */
    static ExceptionDays parse(List<String> written) throws InvalidConfigurationException {
        List<Days> all = new ArrayList<>();
        for (String one : written) {
            if (!one.isBlank()) {
                all.add(days(one.strip()));
            }
        }
        return new ExceptionDays(all);
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
        return all.stream().filter(d -> d.contain(day)).map(Days::to).max(LocalDate::compareTo);
    }
}
