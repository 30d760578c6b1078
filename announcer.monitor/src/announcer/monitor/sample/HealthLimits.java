package announcer.monitor.sample;

import java.time.Duration;

/**
 * The limits from which on health checks warn.
 *
 * @param offAir the time that a channel may be off the air
 * @param queueAge the time that an announcement may wait
 * @param driftMillis how much more or less sound than time may have passed
 * @param latenessMillis how late the pacer may be at its 99th percentile
 * @param diskFreeBytes what must be free where the home is
 * @param memoryPercent how much of the heap may be in use after a garbage collection
 */
public record HealthLimits(Duration offAir, Duration queueAge, long driftMillis, long latenessMillis, long diskFreeBytes,
        int memoryPercent) {
    private static final long MEGABYTE = 1_000_000;

    static HealthLimits of(MonitorConfig config) {
        return new HealthLimits(Duration.ofSeconds(config.offAirSeconds()), Duration.ofSeconds(config.queueAgeSeconds()),
                config.driftMillis(),
                config.latenessMillis(), config.diskFreeMegabytes() * MEGABYTE, config.memoryPercent());
    }
}
