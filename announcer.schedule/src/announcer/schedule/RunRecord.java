package announcer.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import announcer.api.schedule.ScheduleRun;

/**
 * What is remembered of a schedule, also over a restart. Immutable.
 *
 * @param rule when it runs, see {@link ScheduleSettings#rule}
 * @param through the latest time for which it is settled what became of all times up to it; the clock may have been set back since
 * @param submitted the latest times whose announcement was submitted, oldest first
 * @param last what became of the latest time
 */
record RunRecord(String rule, Instant through, List<Instant> submitted, Optional<ScheduleRun> last) {
    /** How many submitted times are remembered: a clock that is set back by more than they span runs times again. */
    static final int SUBMITTED = 100;

    RunRecord {
        submitted = List.copyOf(submitted.subList(Math.max(0, submitted.size() - SUBMITTED), submitted.size()));
    }
}
