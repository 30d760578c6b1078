package announcer.api.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a time of a schedule. Immutable.
 *
 * @param due the time; of several that were missed together the first
 * @param decided when that was decided
 * @param outcome what became of it
 * @param announcement id of the announcement, when it was accepted
 * @param cause why it was refused, missed or late, in a sentence
 */
public record ScheduleRun(Instant due, Instant decided, ScheduleOutcome outcome, Optional<String> announcement, Optional<String> cause) {
    public ScheduleRun {
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(decided, "decided");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(announcement, "announcement");
        Objects.requireNonNull(cause, "cause");
    }
}
