package announcer.bench.chaos;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.bench.process.ProcFiles;
import announcer.bench.process.Processes;

/**
 * What the product holds of the machine at one moment.
 *
 * @param threads of its JVM
 * @param openFiles that its JVM has open, by kind; without the jars of bundles that are there, which are opened when they are first used
 * @param processes with the home on their command line, and ffmpegs under the JVM
 * @param residentMegabytes of its JVM
 * @param heapMegabytes in use after a collection; 0 where the JDK's {@code jcmd} is not there to tell
 * @param metaspaceMegabytes in use; 0 as above
 */
public record MachineUse(int threads, SortedMap<String, Integer> openFiles, int processes, long residentMegabytes, long heapMegabytes,
        long metaspaceMegabytes) {
    private static final Pattern BUNDLE_JAR = Pattern.compile(".*/bundle[0-9]+/version[0-9.]+/.*");
    private static final Pattern HEAP = Pattern.compile("heap +total [0-9]+K, used ([0-9]+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used ([0-9]+)K");

    static MachineUse of(ChaosProduct product) throws IOException, InterruptedException {
        long jvm = product.process().pid();
        // First of all: to be asked costs the JVM a thread and a socket, which it keeps.
        Processes.output("jcmd", String.valueOf(jvm), "GC.run");
        String heap = Processes.output("jcmd", String.valueOf(jvm), "GC.heap_info");
        String[] threads = new File("/proc/" + jvm + "/task").list();
        return new MachineUse(threads == null ? 0 : threads.length, byKind(ProcFiles.openFiles(jvm)),
                processes(product).size(),
                ProcFiles.residentBytes(jvm).orElse(0) >> 20, megabytes(HEAP, heap), megabytes(METASPACE, heap));
    }

    /** Each once: the packaged ffmpeg lies in the home. */
    private static Set<Long> processes(ChaosProduct product) throws IOException {
        Set<Long> all = new HashSet<>(product.process().ffmpegs());
        Processes.having(product.home().folder().toString()).forEach(p -> all.add(p.pid()));
        return all;
    }

    private static long megabytes(Pattern figure, String text) {
        Matcher matcher = figure.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) >> 10 : 0;
    }

    /** A jar that is open twice, or that has been deleted, is one too many and is counted. */
    private static SortedMap<String, Integer> byKind(List<String> files) {
        SortedMap<String, Integer> each = new TreeMap<>();
        files.forEach(file -> each.merge(file.replaceFirst("^(socket|pipe):.*", "$1"), 1, Integer::sum));
        SortedMap<String, Integer> kinds = new TreeMap<>();
        each.forEach((file, count) -> {
            boolean jar = BUNDLE_JAR.matcher(file).matches() && new File(file).exists();
            kinds.merge(file.replaceAll("[0-9]+", "N"), jar ? count - 1 : count, Integer::sum);
        });
        return kinds;
    }

    /** Number of files that its JVM has open. */
    int files() {
        return openFiles.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** By how much each kind of open files has grown or shrunk; without those that have not. */
    SortedMap<String, Integer> moreFilesThan(MachineUse before) {
        SortedMap<String, Integer> more = new TreeMap<>(openFiles);
        before.openFiles.forEach((kind, count) -> more.merge(kind, -count, Integer::sum));
        more.values().removeIf(count -> count == 0);
        return more;
    }
}
