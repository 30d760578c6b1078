package announcer.journal.store;

import java.time.Duration;

/**
 * What is kept. Immutable.
 *
 * @param age what was accepted longer ago is removed
 * @param announcements the oldest of more than these are removed
 */
public record Retention(Duration age, long announcements) {}
