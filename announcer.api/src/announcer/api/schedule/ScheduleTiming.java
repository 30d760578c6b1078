package announcer.api.schedule;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a schedule runs, as it is written in its configuration; nothing is checked here beyond {@code null}. Exactly one of {@code cron} and
 * {@code at} is given. Immutable.
 *
 * @param cron five fields of cron (minute, hour, day of month, month, day of week)
 * @param at a local date and time, such as 2026-12-24T18:00: once
 * @param timeZone an IANA time zone such as Europe/Berlin; empty: the system's
 * @param exceptions days of that time zone on which it does not run: 2026-12-25, or from and to, 2026-12-24/2027-01-06
 */
public record ScheduleTiming(Optional<String> cron, Optional<String> at, Optional<String> timeZone, List<String> exceptions) {
    public ScheduleTiming {
        Objects.requireNonNull(cron, "cron");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(timeZone, "timeZone");
        exceptions = List.copyOf(exceptions);
    }
}
