package announcer.api.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import announcer.api.Request;

/**
 * A schedule at one moment. Immutable.
 *
 * @param id its id
 * @param pid PID of its configuration
 * @param enabled whether it runs at all
 * @param timing when it runs, as written
 * @param timeZone the time zone in force
 * @param missed what becomes of times that were missed
 * @param missedWithin how late a missed time may still be run
 * @param request what is announced
 * @param next the next times, soonest first, {@link Schedules#NEXT} at most; one that has come stays until it is settled. None: it is
 *            disabled, wrong, or will not run again
 * @param last what became of its latest time; empty: none has come yet
 * @param problem why it does not run, or not now; empty: all is well
 */
public record ScheduleStatus(String id, String pid, boolean enabled, ScheduleTiming timing, String timeZone, MissedRule missed,
        Duration missedWithin, Request request, List<ScheduleTime> next, Optional<ScheduleRun> last, Optional<String> problem) {
    public ScheduleStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(timeZone, "timeZone");
        Objects.requireNonNull(missed, "missed");
        Objects.requireNonNull(missedWithin, "missedWithin");
        Objects.requireNonNull(request, "request");
        next = List.copyOf(next);
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(problem, "problem");
    }

    /** Whether it was to run once, and will not again: what became of it tells {@code last}; nothing did when it was made after its time. */
    public boolean done() {
        return enabled && timing.at().isPresent() && next.isEmpty() && problem.isEmpty();
    }
}
