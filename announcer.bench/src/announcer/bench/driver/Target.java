package announcer.bench.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.process.ProcFiles;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;

/** The product that is measured: one started for it on a fresh home, or one that runs already. */
public final class Target implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Home home;
    private final JsonObject endpoints;
    private final ProductProcess own;

    private Target(Home home, JsonObject endpoints, ProductProcess own) {
        this.home = home;
        this.endpoints = endpoints;
        this.own = own;
    }

    /** Starts one on a fresh home that speaks no welcome, and waits until it is on the air. */
    public static Target start(String codec) throws IOException {
        Home home = Home.quiet().conf("announcer.ffmpeg", "codec=" + codec).conf("announcer.web", "requestsPerSecond=0");
        try {
            ProductProcess p = ProductProcess.start(home);
            Target t = new Target(home, p.endpoints(), p);
            awaitOnAir(t);
            return t;
        } catch (IOException | RuntimeException | Error e) {
            home.delete();
            throw e;
        }
    }

    private static void awaitOnAir(Target t) throws IOException {
        try {
            t.api().awaitOnAir("main", LIMIT);
        } catch (IOException | RuntimeException | Error e) {
            t.own.close();
            throw e;
        }
    }

    /** The one that runs on this home. */
    public static Target running(String folder) throws IOException {
        Home home = new Home(Path.of(folder).toAbsolutePath().normalize());
        String endpoints = home.text("data/endpoints.json");
        if (endpoints.isEmpty()) {
            throw new IOException("nothing runs on " + home.folder() + ": there is no " + home.endpoints());
        }
        return new Target(home, JsonParser.parseString(endpoints).getAsJsonObject(), null);
    }

    /** A client of its API that shows the token of its home. */
    public ApiClient api() throws IOException {
        return new ApiClient(endpoints.get("http").getAsString(), home.text("conf/api.token").strip());
    }

    /** Where its default channel can be heard. */
    public String rtspUrl() {
        return endpoints.get("rtsp").getAsString();
    }

    /** Id of its JVM. */
    public long jvm() {
        List<ProcessHandle> found = Processes.having(home.folder().toString()).stream()
                .filter(p -> ProcFiles.commandLine(p.pid()).matches("\\S*java .*"))
                .filter(p -> p.pid() != ProcessHandle.current().pid()).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " JVMs have " + home.folder() + " on their command line; there should be one");
        }
        return found.get(0).pid();
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
            home.delete();
        }
    }
}
