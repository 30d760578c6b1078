package announcer.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What Linux tells of a process under /proc. A process that is gone has an empty command line, and no memory and time. */
public final class ProcFiles {
    private static final int TICKS_PER_SECOND = 100;

    private ProcFiles() {
    }

    /** Its command line, the arguments apart by spaces. */
    public static String commandLine(long pid) {
        return read(pid, "cmdline").replace('\0', ' ').strip();
    }

    static boolean zombie(long pid) {
        return field(pid, "State").startsWith("Z");
    }

    static boolean signalIgnored(long pid, int signal) {
        String mask = field(pid, "SigIgn");
        return !mask.isEmpty() && ((Long.parseUnsignedLong(mask, 16) >>> (signal - 1)) & 1) == 1;
    }

    /** Memory in RAM, in bytes. */
    public static OptionalLong residentBytes(long pid) {
        String kilobytes = field(pid, "VmRSS").replaceAll("[^0-9]", "");
        return kilobytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(kilobytes) * 1_024);
    }

    /** Processor time used so far, in seconds; steps of 10 ms. */
    public static double cpuSeconds(long pid) {
        return cpuSeconds(Path.of("/proc", String.valueOf(pid)));
    }

    /** The same of a process or a thread. @param folder its folder under /proc */
    public static double cpuSeconds(Path folder) {
        return seconds(folder, 11);
    }

    /** Processor time of all its children that have ended, in seconds. */
    public static double endedChildrenCpuSeconds(long pid) {
        return seconds(Path.of("/proc", String.valueOf(pid)), 13);
    }

    /** The sum of two neighbouring fields of stat, which count the time in user and in system mode. */
    private static double seconds(Path folder, int field) {
        String stat = read(folder.resolve("stat"));
        // The second field is the program's name in brackets and may hold anything: count from behind it.
        int behind = stat.lastIndexOf(") ");
        if (behind < 0) {
            return 0;
        }
        String[] fields = stat.substring(behind + 2).split(" ");
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / (double) TICKS_PER_SECOND;
    }

    /** What it has open, as {@code /proc/PID/fd} names it: {@code socket:[4711]}, {@code pipe:[4712]}, {@code anon_inode:[eventpoll]}, a path. */
    public static List<String> openFiles(long pid) {
        File[] links = Path.of("/proc", String.valueOf(pid), "fd").toFile().listFiles();
        List<String> files = new ArrayList<>();
        for (File link : links == null ? new File[0] : links) {
            try {
                files.add(Files.readSymbolicLink(link.toPath()).toString());
            } catch (IOException e) {
                // Closed meanwhile: it is not open, and not counted.
            }
        }
        return files;
    }

    private static String field(long pid, String name) {
        return read(pid, "status").lines().filter(l -> l.startsWith(name + ":")).map(l -> l.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String read(long pid, String file) {
        return read(Path.of("/proc", String.valueOf(pid), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
