package announcer.calling.state;

import java.time.Instant;

/**
 * How far a service's numbers have come. Immutable.
 *
 * @param dayStart when the day began to which they belong
 * @param last the number that was issued last
 */
public record Sequence(Instant dayStart, int last) {}
