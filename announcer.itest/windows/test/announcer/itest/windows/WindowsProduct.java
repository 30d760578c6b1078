package announcer.itest.windows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.util.Until;

/** The product on a Windows JVM, started by {@code announcer.cmd} as a user starts it. */
final class WindowsProduct {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private final Home home;
    private final Process process;
    private final Path printed;
    private JsonObject endpoints;

    private WindowsProduct(Home home, Process process, Path printed) {
        this.home = home;
        this.process = process;
        this.printed = printed;
    }

    /** @param charset what the JVM takes for the platform's */
    static WindowsProduct start(Home home, String charset) throws IOException {
        Path printed = home.folder().resolveSibling("printed-" + charset + ".txt");
        Map<String, String> environment = Map.of("ANNOUNCER_JAVA_OPTS", "-Dfile.encoding=" + charset);
        Process process = Wine.process(environment, command(home, "run", "--http-port", "0", "--rtsp-port", "0"))
                .redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        WindowsProduct product = new WindowsProduct(home, process, printed);
        Until.isTrue("the product has written where it is reached", START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("announcer.cmd has ended with " + process.exitValue() + "; it wrote:\n" + product.printed());
            }
            // The first may be of what is there so far: a slow machine.
            return home.text("data/endpoints.json").contains("rtsp://");
        });
        product.endpoints = JsonParser.parseString(home.text("data/endpoints.json")).getAsJsonObject();
        return product;
    }

    private static List<String> command(Home home, String command, String... more) {
        List<String> all = new ArrayList<>(List.of("cmd", "/c", Wine.windows(Launcher.script().resolveSibling("announcer.cmd")), command,
                "--home", Wine.windows(home.folder())));
        all.addAll(List.of(more));
        return all;
    }

    /** A client command, by {@code announcer.cmd} too. */
    static Wine.Outcome client(Home home, String command, String... more) throws IOException, InterruptedException {
        return Wine.run(Map.of(), command(home, command, more));
    }

    String printed() throws IOException {
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    ApiClient api() throws IOException {
        return new ApiClient(endpoints.get("http").getAsString(), home.text("conf/api.token").strip());
    }

    String rtspUrl() {
        return URI.create(endpoints.get("rtsp").getAsString()).toString();
    }

    /** Whether announcer.cmd has not ended. */
    boolean running() {
        return process.isAlive();
    }

    /** Ctrl-C: Wine hands a SIGINT over as one. Returns what announcer.cmd exits with. */
    int stop() throws Exception {
        for (long pid : Wine.running("java.exe")) {
            Processes.signal(pid, "INT");
        }
        Until.isTrue("announcer.cmd has ended; it wrote:\n" + printed(), STOP_LIMIT, () -> !process.isAlive());
        return process.exitValue();
    }
}
