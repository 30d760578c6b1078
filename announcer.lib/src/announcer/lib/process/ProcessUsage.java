package announcer.lib.process;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process has used of the machine. Immutable.
 *
 * @param cpuTime processor time since its start; empty where the system does not tell
 * @param residentBytes its memory in RAM; empty where the system does not tell
 */
public record ProcessUsage(Optional<Duration> cpuTime, OptionalLong residentBytes) {
    /** The system tells nothing. */
    public static final ProcessUsage UNKNOWN = new ProcessUsage(Optional.empty(), OptionalLong.empty());
}
