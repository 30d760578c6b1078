package announcer.ffmpeg.supervisor;

/**
 * What one process may use of the machine. Immutable.
 *
 * @param residentBytes memory in RAM; 0: no ceiling
 * @param cpuCores processor cores on average over {@link ResourceWatch#WINDOW}; 0: no ceiling
 */
public record ResourceCeilings(long residentBytes, double cpuCores) {
    /** No ceilings. */
    public static final ResourceCeilings NONE = new ResourceCeilings(0, 0);
}
