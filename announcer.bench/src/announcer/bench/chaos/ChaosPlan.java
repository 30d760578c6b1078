package announcer.bench.chaos;

import java.time.Duration;

/**
 * What a run of chaos is to do. The same plan has the same faults in the same order; when they strike depends on how fast the product
 * recovers.
 *
 * @param seed of everything that is left to chance
 * @param faults how many there are at most
 * @param announcements how many are submitted
 * @param time in which all of them are submitted, and after which no new fault begins
 * @param channels how many there are, each with a player
 * @param killJvm whether the JVM is among what is killed: what it had accepted survives that in a product with a journal only
 */
public record ChaosPlan(long seed, int faults, int announcements, Duration time, int channels, boolean killJvm) {}
