package announcer.bench.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import announcer.bench.http.ApiClient;
import announcer.bench.http.ConsoleClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;

/** The product that is broken: on a home of its own and at ports that stay the same when it is killed and started again. */
final class ChaosProduct implements AutoCloseable {
    private static final Duration ON_AIR = Duration.ofSeconds(60);

    private static final String PASSWORD = "of a product that breaks 1";

    private final Home home;
    private final List<String> channels;
    private final String external;
    private final Map<String, String> environment;
    private final String[] arguments;
    private volatile ProductProcess process;
    /** One for all requests: each client has connections of its own, which would look like a leak of the product's. */
    private volatile ApiClient api;

    private ChaosProduct(Home home, List<String> channels, String external, Map<String, String> environment) throws IOException {
        this.home = home;
        this.channels = channels;
        this.external = external;
        this.environment = environment;
        arguments = new String[]{"--http-port", String.valueOf(freePort()), "--rtsp-port", String.valueOf(freePort())};
        process = ProductProcess.startWith(environment, home, arguments);
        api = process.api();
    }

    /**
     * Starts it on a fresh home and waits until its channels are on the air.
     *
     * @param channels how many there are, all but one on the embedded server
     * @param server URL of the external server that the last one is published to
     * @param environment more variables of its environment
     */
    static ChaosProduct start(Home home, int channels, String server, Map<String, String> environment) throws IOException {
        List<String> ids = new ArrayList<>(List.of("main"));
        home.conf("announcer.web", "requestsPerSecond=0");
        for (int i = 1; i < channels - 1; i++) {
            ids.add("chaos" + i);
        }
        for (String id : ids) {
            home.conf("announcer.channel~" + id, "id=" + id);
        }
        String external = "external";
        home.conf("announcer.channel~" + external, "id=" + external, "destination=" + server);
        ids.add(external);
        ChaosProduct product = new ChaosProduct(home, List.copyOf(ids), external, environment);
        try {
            product.changePassword();
            product.awaitOnAir();
            return product;
        } catch (RuntimeException | Error e) {
            product.close();
            throw e;
        }
    }

    /** The console does nothing for an administrator whose password is still the printed one. */
    private void changePassword() throws IOException {
        String file = "conf/announcer.user~admin.cfg";
        String before = home.text(file);
        HttpTestClient admin = HttpTestClient.anonymous(process.httpUrl()).basic("admin", process.password());
        Until.isTrue("the printed password is changed", ON_AIR, () -> admin.json("POST", "/api/session/password",
                "{\"present\":\"" + process.password() + "\",\"next\":\"" + PASSWORD + "\"}").statusCode() == 204);
        Until.matches("the new password's hash is in its file", ON_AIR, () -> home.text(file),
                text -> !text.equals(before) && text.contains("passwordHash"));
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
        process = ProductProcess.startWith(environment, home, arguments);
        api = process.api();
    }

    List<String> channels() {
        return channels;
    }

    /** Those that players hear at its embedded server. */
    List<String> embeddedChannels() {
        return channels.stream().filter(channel -> !channel.equals(external)).toList();
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
        return new ConsoleClient(process.consoleUrl(), PASSWORD);
    }

    String rtspUrl(String channel) {
        return process.rtspUrl(channel);
    }

    @Override
    public void close() {
        process.close();
    }
}
