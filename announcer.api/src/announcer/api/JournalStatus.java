package announcer.api;

import java.util.Optional;

/**
 * The journal at one moment. Immutable.
 *
 * @param announcements how many it holds
 * @param bytes its size on disk
 * @param problem what is wrong with it, in words that say what to do: the last write failed, or a damaged store was set aside; empty when
 *            nothing is
 */
public record JournalStatus(long announcements, long bytes, Optional<String> problem) {}
