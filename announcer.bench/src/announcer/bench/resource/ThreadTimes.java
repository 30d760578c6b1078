package announcer.bench.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import announcer.bench.process.ProcFiles;

/** Processor time of a process's threads by name, as Linux tells it: names are cut at 15 characters, times step by 10 ms. */
final class ThreadTimes {
    private final long nanos = System.nanoTime();
    private final double all;
    private final Map<String, Double> seconds = new TreeMap<>();

    private ThreadTimes(long pid) throws IOException {
        all = ProcFiles.cpuSeconds(pid);
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads) {
                // Threads of a pool are one row: their numbers are left out.
                seconds.merge(name(thread).replaceAll("[-# ]*\\d+$", ""), ProcFiles.cpuSeconds(thread), Double::sum);
            }
        }
    }

    /** The times so far. */
    static ThreadTimes of(long pid) throws IOException {
        return new ThreadTimes(pid);
    }

    /** Percent of a core that the whole process used since then. */
    double percentSince(ThreadTimes before) {
        return (all - before.all) / (nanos - before.nanos) * 1e11;
    }

    /** Percent of a core since then that the threads of a name used. */
    double percentSince(ThreadTimes before, String name) {
        return (seconds.getOrDefault(name, 0.0) - before.seconds.getOrDefault(name, 0.0)) / (nanos - before.nanos) * 1e11;
    }

    /** Percent of a core since then by name, for those that used any. */
    Map<String, Double> since(ThreadTimes before) {
        Map<String, Double> used = new TreeMap<>();
        for (String name : seconds.keySet()) {
            double percent = percentSince(before, name);
            if (percent > 0) {
                used.put(name, percent);
            }
        }
        return used;
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            // It has ended meanwhile.
            return "(ended)";
        }
    }
}
