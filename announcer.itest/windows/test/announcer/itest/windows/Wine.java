package announcer.itest.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import announcer.bench.util.Tools;

/**
 * Runs Windows programs: Wine, with the Windows JVM and the ffmpeg.exe that the build has unpacked. All of it lies in one folder, where
 * announcer.transport.winpipe has its own.
 */
final class Wine {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Wine() {
    }

    /** Skips the test when Wine or the Windows JVM is missing; under CI, where nothing may be missing, fails it. */
    static Path require() {
        Path wine = Tools.require("wine");
        if (!Files.isDirectory(tools().resolve("windows-jre"))) {
            throw Tools.missing("the product on a Windows JVM takes minutes: add -P windows-jvm-under-wine, as CI does");
        }
        return wine;
    }

    private static Path tools() {
        return Path.of(System.getProperty("announcer.windows.tools"));
    }

    static Path prefix() {
        return tools().resolve("wine-prefix");
    }

    /** The disk C:, where Windows programs find everything as on Windows; the disk Z: is the machine's own root. */
    static Path diskC() {
        return prefix().resolve("drive_c");
    }

    /** Makes the prefix when there is none. */
    static void prepare() throws IOException, InterruptedException {
        Files.createDirectories(prefix());
        if (!Files.isDirectory(diskC().resolve("windows"))) {
            run(Map.of(), List.of("wineboot", "-i"));
        }
    }

    /** A path as Windows programs write it. */
    static String windows(Path path) {
        Path full = path.toAbsolutePath().normalize();
        return full.startsWith(diskC())
                ? "C:\\" + diskC().relativize(full).toString().replace('/', '\\')
                : "Z:" + full.toString().replace('/', '\\');
    }

    /** A Windows program, not yet started, that finds Java by JAVA_HOME and ffmpeg.exe on the PATH. */
    static ProcessBuilder process(Map<String, String> environment, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of(require().toString()));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectInput(new java.io.File("/dev/null"));
        Map<String, String> env = builder.environment();
        env.keySet().removeAll(List.of("DISPLAY", "ANNOUNCER_HOME", "JAVA_TOOL_OPTIONS", "MAVEN_OPTS", "LANG", "LC_CTYPE"));
        env.put("WINEPREFIX", prefix().toString());
        env.put("WINEARCH", "win64");
        env.put("WINEDEBUG", "-all");
        env.put("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=");
        // Wine takes file names and arguments for what this says.
        env.put("LC_ALL", "C.UTF-8");
        if (Files.isDirectory(tools().resolve("windows-jre"))) {
            env.put("JAVA_HOME", windows(only(tools().resolve("windows-jre")).resolve("jre")));
            env.put("WINEPATH", windows(tools().resolve("windows-ffmpeg/org/bytedeco/ffmpeg/windows-x86_64")));
        }
        env.putAll(environment);
        return builder;
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow(() -> new IOException(folder + " is empty"));
        }
    }

    /** What a finished program gave; both its outputs in one. */
    record Outcome(int exit, String text) {}

    /** Runs one to its end. */
    static Outcome run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("announcer-wine", ".txt");
        Process p = process(environment, command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            boolean ended = p.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(out, StandardCharsets.UTF_8);
            if (!ended) {
                throw new AssertionError(command + " did not end within " + LIMIT.toSeconds() + " s; it wrote:\n" + text);
            }
            return new Outcome(p.exitValue(), text);
        } finally {
            p.destroyForcibly();
            Files.deleteIfExists(out);
        }
    }

    /** Ids, as Linux numbers them, of the Windows programs of this name that run in this prefix. */
    static List<Long> running(String program) {
        String mark = "WINEPREFIX=" + prefix() + "\0";
        return ProcessHandle.allProcesses().map(ProcessHandle::pid)
                .filter(pid -> file(pid, "cmdline").split("\0")[0].replace('\\', '/').endsWith("/" + program)
                        || file(pid, "cmdline").startsWith(program))
                .filter(pid -> (file(pid, "environ") + "\0").contains(mark)).toList();
    }

    private static String file(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends everything in the prefix. */
    static void end() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Tools.require("wineserver").toString(), "-k");
        builder.environment().put("WINEPREFIX", prefix().toString());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(20, TimeUnit.SECONDS);
    }
}
