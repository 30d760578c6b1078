package announcer.api;

/**
 * The timing figures of a channel.
 *
 * @param framesWritten frames (20 ms each) written on the present generation
 * @param driftMillis sound written minus time elapsed on the present generation, in milliseconds; within one frame when healthy
 * @param latenessP50Micros median lateness of the channel's last ticks against their due times, in microseconds
 * @param latenessP99Micros 99th percentile of the same
 * @param latenessMaxMicros worst of the same
 * @param generation count of readers that have connected to the channel's pipe
 * @param restartsForDebt how often the push was restarted since more than the configured maximum was owed
 */
public record PacingStatus(long framesWritten, double driftMillis, long latenessP50Micros, long latenessP99Micros, long latenessMaxMicros,
        long generation, long restartsForDebt) {}
