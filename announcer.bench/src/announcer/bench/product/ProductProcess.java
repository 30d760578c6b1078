package announcer.bench.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.process.ProcFiles;
import announcer.bench.process.Processes;
import announcer.bench.util.Until;

/**
 * The product, running in a process of its own as {@code ./announcer --home H --http-port 0 --rtsp-port 0} without a terminal. Whatever
 * happens, no process is left behind when this JVM ends.
 */
public final class ProductProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Home home;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Thread killer = new Thread(this::killAll, "bench-product-killer");
    private JsonObject endpoints;

    private ProductProcess(Home home, Map<String, String> environment, List<String> extraArguments) throws IOException {
        this.home = home;
        List<String> arguments = new ArrayList<>(List.of("--home", home.folder().toString(), "--http-port", "0", "--rtsp-port", "0"));
        arguments.addAll(extraArguments);
        ProcessBuilder builder = Launcher.process(arguments).redirectInput(new java.io.File("/dev/null"));
        builder.environment().putAll(environment);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(killer);
        collect("bench-product-out", process.inputReader(StandardCharsets.UTF_8), "");
        collect("bench-product-err", process.errorReader(StandardCharsets.UTF_8), "stderr: ");
    }

    /** Starts it and waits until it says what it listens on. */
    public static ProductProcess start(Home home, String... extraArguments) throws IOException {
        return startWith(Map.of(), home, extraArguments);
    }

    /** The same with other environment variables. */
    public static ProductProcess startWith(Map<String, String> environment, Home home, String... extraArguments) throws IOException {
        String before = home.text("data/endpoints.json");
        ProductProcess p = new ProductProcess(home, environment, List.of(extraArguments));
        try {
            p.awaitEndpoints(before);
        } catch (IOException | RuntimeException | Error e) {
            p.close();
            throw e;
        }
        return p;
    }

    private void awaitEndpoints(String before) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        Until.isTrue("the product has written " + home.endpoints() + " anew", START_LIMIT.plusSeconds(5), () -> {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no " + home.endpoints() + " after " + START_LIMIT.toSeconds() + " s; it wrote:\n" + String.join("\n", printed()));
            }
            if (!process.isAlive() && jvm().isEmpty()) {
                throw new AssertionError(
                        "./announcer has ended with " + process.exitValue() + "; it wrote:\n" + String.join("\n", printed()));
            }
            // One that a killed product left behind is not this one's: ports are chosen anew at every start.
            return Files.exists(home.endpoints()) && !home.text("data/endpoints.json").equals(before);
        });
        endpoints = JsonParser.parseString(home.text("data/endpoints.json")).getAsJsonObject();
    }

    private void collect(String name, BufferedReader from, String prefix) {
        Thread t = new Thread(() -> {
            try (from) {
                from.lines().forEach(line -> note(prefix + line));
            } catch (IOException | UncheckedIOException e) {
                note(prefix + "(reading ended: " + e.getMessage() + ")");
            }
        }, name);
        t.setDaemon(true);
        t.start();
        readers.add(t);
    }

    private void note(String line) {
        synchronized (lines) {
            lines.add(line);
        }
    }

    /** What it has printed so far; lines of standard error begin with {@code stderr: }. */
    public List<String> printed() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The value of the line {@code name: value} that it printed. */
    public Optional<String> printedValue(String name) {
        return printed().stream().filter(l -> l.startsWith(name + ": ")).map(l -> l.substring(name.length() + 2).strip()).findFirst();
    }

    /** Its home. */
    public Home home() {
        return home;
    }

    /** What it has written into data/endpoints.json: it writes anew when a server of it moves to another port. */
    public JsonObject endpoints() {
        try {
            String text = home.text("data/endpoints.json");
            return text.isBlank() ? endpoints : JsonParser.parseString(text).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base of its HTTP URLs, with a slash at the end. */
    public String httpUrl() {
        return endpoints().get("http").getAsString();
    }

    /** Where players hear its default channel. */
    public String rtspUrl() {
        return endpoints().get("rtsp").getAsString();
    }

    /** Where players hear another channel on the embedded server. */
    public String rtspUrl(String channel) {
        return rtspUrl().replaceFirst("/[^/]*$", "/" + channel);
    }

    /** Its web console. */
    public String consoleUrl() {
        return endpoints().get("console").getAsString();
    }

    /** The console's first password, as it was printed; only the first start on a home prints it. */
    public String password() {
        return printedValue("password")
                .orElseThrow(() -> new AssertionError("no line \"password: VALUE\" was printed:\n" + String.join("\n", printed())));
    }

    /** Its HTTP API, as the owner of conf/api.token. */
    public ApiClient api() throws IOException {
        return new ApiClient(httpUrl(), home.text("conf/api.token").strip());
    }

    /** The JVM that is the product: the script's own process, or one under it. */
    public Optional<ProcessHandle> jvm() {
        String path = home.folder().toString();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(process.toHandle()), process.descendants())
                .filter(p -> ProcFiles.commandLine(p.pid()).matches("\\S*java .*") && ProcFiles.commandLine(p.pid()).contains(path))
                .findFirst();
    }

    /** Id of the JVM. */
    public long pid() {
        return jvm()
                .orElseThrow(() -> new AssertionError("no JVM with the home's path on its command line runs under process " + process.pid()
                        + "\n" + String.join("\n", printed())))
                .pid();
    }

    /** The JVM's command line, as everybody on this machine can read it. */
    public String commandLine() {
        return ProcFiles.commandLine(pid());
    }

    /** Ids of the ffmpeg processes that it runs. */
    public List<Long> ffmpegs() {
        // By the program's own name: the JVM's command line may well contain the word.
        return Processes.descendants(process.pid(), "ffmpeg").stream().map(ProcessHandle::pid)
                .filter(pid -> ProcFiles.commandLine(pid).split(" ")[0].endsWith("ffmpeg")).toList();
    }

    /** Whether it runs. */
    public boolean running() {
        return process.isAlive();
    }

    /** Sends {@code TERM} or {@code INT} to the script's process and waits until it has ended; returns its exit code. */
    public int stop(String signal) throws IOException, InterruptedException {
        Processes.signal(process.pid(), signal);
        Until.isTrue("./announcer has ended after SIG" + signal + "; it wrote:\n" + String.join("\n", printed()), STOP_LIMIT,
                () -> !process.isAlive());
        return process.exitValue();
    }

    /** Kills the JVM with SIGKILL: nothing of it can clean up. */
    public void kill() throws IOException, InterruptedException {
        long pid = pid();
        Processes.signal(pid, "KILL");
        Processes.awaitEnd(pid, Duration.ofSeconds(5));
    }

    private void killAll() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops it when it still runs; what does not end in time is killed, with all its children. */
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                process.destroy();
                Until.isTrue("./announcer has ended", STOP_LIMIT, () -> !process.isAlive());
            }
        } finally {
            killAll();
            for (Thread t : readers) {
                joined(t);
            }
            if (!Thread.currentThread().equals(killer)) {
                forgetKiller();
            }
        }
    }

    private void forgetKiller() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook runs, and finds nothing left to kill.
        }
    }

    private static void joined(Thread t) {
        try {
            t.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
