package announcer.api.stream;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a pusher watches over its process, at one moment. Immutable.
 *
 * @param restartsAtOnce restarts that it would make without delay now; later ones wait, ever longer
 * @param failuresInARow runs that have failed since one was healthy for long enough
 * @param lastCause why the latest run that has ended did so, or could not begin, in words, credentials masked; it stays when the next run
 *            publishes; empty before any
 * @param lastEnded when that was
 * @param residentBytes memory of the running process in RAM; empty when none runs, or where the system does not tell
 * @param cpuCores processor cores that the running process uses, on average over the latest half minute (1: all of one); empty when it is
 *            too early to say, when none runs, or where the system does not tell
 */
public record PushSupervision(int restartsAtOnce, int failuresInARow, Optional<String> lastCause, Optional<Instant> lastEnded,
        OptionalLong residentBytes, OptionalDouble cpuCores) {
    public PushSupervision {
        Objects.requireNonNull(lastCause, "lastCause");
        Objects.requireNonNull(lastEnded, "lastEnded");
        Objects.requireNonNull(residentBytes, "residentBytes");
        Objects.requireNonNull(cpuCores, "cpuCores");
    }

    /** Returns the same without memory and processor time, which change all the time. */
    public PushSupervision withoutUsage() {
        return new PushSupervision(restartsAtOnce, failuresInARow, lastCause, lastEnded, OptionalLong.empty(), OptionalDouble.empty());
    }
}
