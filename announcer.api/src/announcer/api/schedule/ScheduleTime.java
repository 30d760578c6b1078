package announcer.api.schedule;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * A time at which a schedule runs. A local time that does not exist, because the clocks go forward over it, is run at the end of the shift; one
 * that exists twice, because they go back, is run the first time. Immutable.
 *
 * @param time when it runs, in the schedule's time zone
 * @param planned the local time that the rule names; another than that of {@code time} where it does not exist that day
 */
public record ScheduleTime(ZonedDateTime time, LocalDateTime planned) {
    public ScheduleTime {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(planned, "planned");
    }

    /** Whether the planned time does not exist that day. */
    public boolean shifted() {
        return !time.toLocalDateTime().equals(planned);
    }
}
