package announcer.api;

/**
 * The phrase cache: sentences whose sound is kept.
 *
 * @param hits sentences that were found in it since the engine started
 * @param misses sentences that had to be synthesised since then
 * @param memoryEntries sentences kept in memory
 * @param memoryBytes bytes of sound in memory
 * @param memoryLimitBytes the most that may be
 * @param diskEntries sentences kept on disk
 * @param diskBytes bytes of the files that hold them
 * @param diskLimitBytes the most that may be
 */
public record CacheStatus(long hits, long misses, int memoryEntries, long memoryBytes, long memoryLimitBytes, int diskEntries,
        long diskBytes, long diskLimitBytes) {}
