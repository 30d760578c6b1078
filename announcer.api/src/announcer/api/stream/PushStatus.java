package announcer.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A publication at one moment. Immutable.
 *
 * @param state what it is doing
 * @param since when it came into this state
 * @param cause why it is not PUSHING, in words that say what to do, credentials masked; empty when it is, or when it is too early to say
 * @param run number of the present or latest attempt to run a process, counted from 1, never falling; 0 before the first
 * @param restarts processes started after the first
 * @param mediaTime how much of its input the present run has sent on, from the first sample it read; zero before any
 * @param nextAttempt when it will try again, while BACKING_OFF
 * @param pid the running process's id
 * @param destination where it publishes to, credentials masked
 * @param supervision how its process is watched over; empty: the pusher does not tell
 */
public record PushStatus(PushState state, Instant since, Optional<String> cause, int run, int restarts, Duration mediaTime,
        Optional<Instant> nextAttempt, OptionalLong pid, String destination,
        Optional<PushSupervision> supervision) {
    public PushStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(mediaTime, "mediaTime");
        Objects.requireNonNull(nextAttempt, "nextAttempt");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(supervision, "supervision");
    }

    /** The status of a pusher that does not tell how it watches over its process. */
    public PushStatus(PushState state, Instant since, Optional<String> cause, int run, int restarts, Duration mediaTime,
            Optional<Instant> nextAttempt, OptionalLong pid, String destination) {
        this(state, since, cause, run, restarts, mediaTime, nextAttempt, pid, destination, Optional.empty());
    }
}
