package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osgi.framework.BundleContext;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import announcer.lib.time.MonotonicClock;
import announcer.testing.FakeAccess;
import announcer.testing.FakeAnnouncer;
import announcer.testing.FakeLexicon;
import announcer.testing.FakeCalling;
import announcer.testing.FakeSchedules;
import announcer.testing.FakeSettings;
import announcer.testing.VirtualClock;
import announcer.web.engine.ProductInfo;
import announcer.web.http.RequestLimits;

/** The servlet in the Jetty that the product runs, on a free loopback port, with few threads; and a client for it. */
final class ApiServer {
    /** A request is answered within this time, or the test has failed. */
    static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(20);
    static final int THREADS = 8;
    static final Contract CONTRACT = new Contract();
    /** One for all servers: each has threads of its own, which go only when it is collected. */
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int THREADS_AT_FIRST = 2;

    final FakeAnnouncer announcer = new FakeAnnouncer();
    final FakeSettings settings = new FakeSettings();
    final FakeSchedules schedules = new FakeSchedules(announcer);
    final FakeLexicon lexicon = new FakeLexicon();
    final FakeAccess access = new FakeAccess();
    final FakeCalling calling = new FakeCalling();
    /** The clock of requests: it stands until a test moves it. */
    final VirtualClock clock = new VirtualClock();
    final ApiServlet servlet;
    final HttpClient client = CLIENT;
    private final Server server;

    ApiServer() throws Exception {
        this(new RequestLimits(10_000, 60, 20, 0));
    }

    ApiServer(RequestLimits limits) throws Exception {
        this(limits, Optional.empty());
    }

    /** @param own context of the bundle that the API is; empty: it can do nothing to bundles */
    ApiServer(RequestLimits limits, Optional<BundleContext> own) throws Exception {
        this(limits, own, new HurriedClock(20));
    }

    /** @param live the clock of all that is watched and heard */
    ApiServer(RequestLimits limits, Optional<BundleContext> own, MonotonicClock live) throws Exception {
        servlet = new ApiServlet(limits, new ApiServlet.Clocks(clock, live),
                new ProductInfo("0.9.0", FakeAnnouncer.NOON, () -> "transport winpipe rests: it needs Windows"),
                bundle -> bundle.startsWith("announcer.tts.freetts ") ? OptionalLong.of(12) : OptionalLong.empty(), own);
        servlet.inject(access, settings, schedules);
        servlet.inject(lexicon, lexicon);
        servlet.inject(calling);
        servlet.setAnnouncer(announcer);
        server = new Server(new QueuedThreadPool(THREADS, THREADS_AT_FIRST));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/api");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** A request that carries the token that may do everything. */
    HttpRequest.Builder to(String path) {
        return as(FakeAccess.TOKEN, path);
    }

    HttpRequest.Builder as(String bearer, String path) {
        return withoutToken(path).header("Authorization", "Bearer " + bearer);
    }

    HttpRequest.Builder withoutToken(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/" + path)).timeout(PATIENCE);
    }

    Answer get(String path) throws Exception {
        return send(to(path));
    }

    Answer postJson(String json) throws Exception {
        return post("announcements", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends JSON with the token that may do everything. */
    Answer json(String method, String path, String json) throws Exception {
        return send(to(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    /** Sends nothing but the request, with the token that may do everything. */
    Answer bare(String method, String path) throws Exception {
        return send(to(path).method(method, BodyPublishers.noBody()));
    }

    Answer post(String path, String type, byte[] body) throws Exception {
        return send(to(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        return kept(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(ApiServer::kept);
    }

    /** Holds the answer against the document that promises it. */
    private static Answer kept(HttpResponse<byte[]> response) {
        Answer answer = new Answer(response);
        CONTRACT.check(response.request().method(), response.uri().getPath().substring("/api/".length()), answer.status(),
                response.headers().firstValue("Content-Type"), answer.text());
        return answer;
    }

    void close() throws Exception {
        servlet.deactivate();
        server.stop();
    }

    /** The answer to a request. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** Fails unless it is this problem, in the form that every problem has. */
        Answer isProblem(int status, String kind) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(string("type")).isEqualTo("urn:announcer:problem:" + kind);
            assertThat(json().get("status").getAsInt()).isEqualTo(status);
            assertThat(string("title")).isNotBlank();
            assertThat(string("detail")).isNotBlank();
            return this;
        }

        JsonObject json() {
            return JsonParser.parseString(text()).getAsJsonObject();
        }

        String string(String member) {
            return json().get(member).isJsonNull() ? null : json().get(member).getAsString();
        }
    }
}
