package announcer.schedule.timing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleTime;
import announcer.api.schedule.ScheduleTiming;

/**
 * The times of a schedule. A local time that the clocks go forward over is run at the end of the shift; one that comes twice is run the first
 * time. Times that fall together are one. Immutable.
 */
public final class Timing {
    /** Behind so many years of exceptions nobody looks for a time. */
    private static final int MOST_YEARS = 50;

    private final ZoneId zone;
    private final LocalTimes rule;
    private final ExceptionDays exceptions;

    private Timing(ZoneId zone, LocalTimes rule, ExceptionDays exceptions) {
        this.zone = zone;
        this.rule = rule;
        this.exceptions = exceptions;
    }

    /** @throws InvalidConfigurationException when it is no timing, or never comes true; names the field */
    public static Timing of(ScheduleTiming written) throws InvalidConfigurationException {
        String cron = written.cron().map(String::strip).orElse("");
        String at = written.at().map(String::strip).orElse("");
        if (cron.isEmpty() == at.isEmpty()) {
            throw new InvalidConfigurationException(cron.isEmpty() ? "cron" : "at", (cron.isEmpty()
                    ? "neither cron nor at is given"
                    : "both cron and at are given")
                    + "; a schedule has one of them: cron = 30 8 * * MON-FRI runs again and again, at = 2026-12-24T18:00 once");
        }
        ZoneId zone = zone(written.timeZone());
        ExceptionDays exceptions = ExceptionDays.parse(written.exceptions());
        Optional<String> endless = exceptions.longerThan(MOST_YEARS);
        if (endless.isPresent()) {
            throw new InvalidConfigurationException("exceptions", "no day is left by its exceptions: " + endless.get() + " is longer than "
                    + MOST_YEARS + " years; a schedule that shall not run for now has enabled = false");
        }
        return new Timing(zone, cron.isEmpty() ? once(at) : CronTimes.parse(cron), exceptions);
    }

    private static ZoneId zone(Optional<String> written) throws InvalidConfigurationException {
        String name = written.map(String::strip).orElse("");
        if (name.isEmpty()) {
            return ZoneId.systemDefault();
        }
        // Not an offset: that would ignore daylight saving, and nobody would notice before spring.
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new InvalidConfigurationException("timeZone", "timeZone is \"" + name
                    + "\"; it must be the name of an IANA time zone, such as Europe/Berlin, America/New_York or UTC, or empty for the system's, "
                    + ZoneId.systemDefault().getId());
        }
        return ZoneId.of(name);
    }

    private static LocalTimes once(String at) throws InvalidConfigurationException {
        try {
            LocalDateTime time = LocalDateTime.parse(at.replace(' ', 'T'));
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                return after -> Optional.of(time).filter(t -> t.isAfter(after));
            }
        } catch (DateTimeParseException e) {
            // Said below, with an example.
        }
        throw new InvalidConfigurationException("at", "at is \"" + at + "\"; it must be a local date and time such as 2026-12-24T18:00");
    }

    /** The time zone in force. */
    public ZoneId zone() {
        return zone;
    }

    /** The first time after an instant; empty: there is none. */
    public Optional<ScheduleTime> next(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, zone);
        LocalDateTime end = from.plusYears(MOST_YEARS);
        while (true) {
            Optional<LocalDateTime> planned = rule.next(from);
            if (planned.isEmpty()) {
                return Optional.empty();
            }
            from = planned.get();
            Optional<LocalDate> free = exceptions.lastWith(from.toLocalDate());
            if (free.isPresent()) {
                from = free.get().plusDays(1).atStartOfDay().minusNanos(1);
                if (from.isAfter(end)) {
                    return Optional.empty();
                }
                continue;
            }
            // In the second of two equal hours the rule's next local times are those of the first one.
            ZonedDateTime time = time(from);
            if (time.toInstant().isAfter(after)) {
                return Optional.of(new ScheduleTime(time, from));
            }
        }
    }

    /** The first times after an instant, soonest first. */
    public List<ScheduleTime> next(Instant after, int most) {
        List<ScheduleTime> next = new ArrayList<>();
        Optional<ScheduleTime> one = next(after);
        while (one.isPresent()) {
            next.add(one.get());
            one = next.size() < most ? next(one.get().time().toInstant()) : Optional.empty();
        }
        return next;
    }

    private ZonedDateTime time(LocalDateTime planned) {
        ZoneOffsetTransition shift = zone.getRules().getTransition(planned);
        // Of two equal local times this is the first.
        return shift != null && shift.isGap() ? shift.getInstant().atZone(zone) : planned.atZone(zone);
    }
}
