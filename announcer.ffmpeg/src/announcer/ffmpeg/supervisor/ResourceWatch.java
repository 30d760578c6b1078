package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import announcer.lib.process.ProcessUsage;
import announcer.lib.time.Deadline;

/** What one process uses of the machine, looked at every few seconds. Confined to the push's owner thread. */
final class ResourceWatch {
    static final Duration EVERY = Duration.ofSeconds(5);
    /** Processor time is an average: a start, or a moment in which the machine catches up, costs more. */
    static final Duration WINDOW = Duration.ofSeconds(30);
    private static final double MEGABYTE = 1024 * 1024;

    private record Sample(long nanos, long cpuNanos) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private Deadline nextLook = Deadline.PASSED;
    private OptionalLong residentBytes = OptionalLong.empty();

    /** A process has been started, or none runs any more. */
    void restart(long nowNanos) {
        samples.clear();
        residentBytes = OptionalLong.empty();
        nextLook = Deadline.after(nowNanos, EVERY);
    }

    boolean isDue(long nowNanos) {
        return nextLook.hasPassed(nowNanos);
    }

    long nanosUntilDue(long nowNanos) {
        return nextLook.nanosLeft(nowNanos);
    }

    /**
     * Looks.
     *
     * @return which ceiling it has passed, in words; empty when none
     */
    Optional<String> look(ProcessUsage usage, ResourceCeilings ceilings, long nowNanos) {
        nextLook = Deadline.after(nowNanos, EVERY);
        residentBytes = usage.residentBytes();
        usage.cpuTime().ifPresent(cpu -> {
            while (samples.size() > 1 && nowNanos - samples.peekFirst().nanos() > WINDOW.toNanos()) {
                samples.removeFirst();
            }
            samples.addLast(new Sample(nowNanos, cpu.toNanos()));
        });
        if (ceilings.residentBytes() > 0 && residentBytes.orElse(0) > ceilings.residentBytes()) {
            return Optional.of(String.format(Locale.ROOT, "uses %.0f MB of memory; maxMemoryMegabytes of announcer.ffmpeg is %.0f",
                    residentBytes.getAsLong() / MEGABYTE, ceilings.residentBytes() / MEGABYTE));
        }
        if (ceilings.cpuCores() > 0 && spanNanos() >= WINDOW.minus(EVERY).toNanos() && cpuCores().orElse(0) > ceilings.cpuCores()) {
            return Optional.of(
                    String.format(Locale.ROOT, "has used %.0f %% of a processor core for %d s; maxCpuPercent of announcer.ffmpeg is %.0f",
                            cpuCores().getAsDouble() * 100, spanNanos() / 1_000_000_000, ceilings.cpuCores() * 100));
        }
        return Optional.empty();
    }

    OptionalLong residentBytes() {
        return residentBytes;
    }

    /** Cores used on average over the window, or since the first look. */
    OptionalDouble cpuCores() {
        long span = spanNanos();
        return span <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (samples.peekLast().cpuNanos() - samples.peekFirst().cpuNanos()) / span);
    }

    private long spanNanos() {
        return samples.isEmpty() ? 0 : samples.peekLast().nanos() - samples.peekFirst().nanos();
    }
}
