package announcer.bench.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import announcer.bench.http.ApiClient;
import announcer.bench.http.ConsoleClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;

/** The product that is broken: on a home of its own and at ports that stay the same when it is killed and started again. */
final class ChaosProduct implements AutoCloseable {
    private static final Duration ON_AIR = Duration.ofSeconds(60);

    private final Home home;
    private final List<String> channels;
    private final String[] arguments;
    private final String password;
    private volatile ProductProcess process;
    /** One for all requests: each client has connections of its own, which would look like a leak of the product's. */
    private volatile ApiClient api;

    private ChaosProduct(Home home, List<String> channels) throws IOException {
        this.home = home;
        this.channels = channels;
        arguments = new String[]{"--http-port", String.valueOf(freePort()), "--rtsp-port", String.valueOf(freePort())};
        process = ProductProcess.start(home, arguments);
        password = process.password();
        api = process.api();
    }

    /** Starts it on a fresh home and waits until its channels are on the air. */
    static ChaosProduct start(Home home, int channels) throws IOException {
        List<String> ids = new ArrayList<>(List.of("main"));
        home.conf("announcer.web", "requestsPerSecond=0");
        for (int i = 1; i < channels; i++) {
            ids.add("chaos" + i);
            home.conf("announcer.channel~chaos" + i, "id=chaos" + i);
        }
        home.conf("announcer.channel~main", "id=main");
        ChaosProduct product = new ChaosProduct(home, List.copyOf(ids));
        try {
            product.awaitOnAir();
            return product;
        } catch (RuntimeException | Error e) {
            product.close();
            throw e;
        }
    }

    private void awaitOnAir() {
        for (String channel : channels) {
            api.awaitOnAir(channel, ON_AIR);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Kills its JVM and starts another on the same home. */
    void killAndStart() throws IOException, InterruptedException {
        process.kill();
        process.close();
        // It would be the same text as before, and so no sign that the new one has started.
        Files.deleteIfExists(home.endpoints());
        process = ProductProcess.start(home, arguments);
        api = process.api();
    }

    List<String> channels() {
        return channels;
    }

    Home home() {
        return home;
    }

    ProductProcess process() {
        return process;
    }

    ApiClient api() {
        return api;
    }

    ConsoleClient console() {
        return new ConsoleClient(process.consoleUrl(), password);
    }

    String rtspUrl(String channel) {
        return process.rtspUrl(channel);
    }

    @Override
    public void close() {
        process.close();
    }
}
