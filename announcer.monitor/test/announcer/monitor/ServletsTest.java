package announcer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.CacheStatus;
import announcer.api.PacingStatus;
import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Scope;
import announcer.api.stream.PushState;
import announcer.monitor.health.HealthResults;
import announcer.monitor.health.HealthServlet;
import announcer.monitor.metrics.Metrics;
import announcer.monitor.metrics.MetricsServlet;
import announcer.monitor.sample.MonitorSampler;
import announcer.monitor.sample.RunningProduct;
import announcer.testing.FakeAccess;
import announcer.testing.FakeAnnouncer;

/** Both servlets in the Jetty that the product runs. */
class ServletsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final CacheStatus CACHE = new CacheStatus(3, 1, 2, 9_600, 1_000_000, 5, 48_000, 2_000_000);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeAnnouncer engine = new FakeAnnouncer();
    private final FakeAccess access = new FakeAccess();
    private final MonitorSampler sampler = new MonitorSampler(Samples.LIMITS, Clock.fixed(Samples.NOON, ZoneOffset.UTC), engine);
    private Server server = new Server();

    @BeforeEach
    void start() throws Exception {
        access.loggedIn = false;
        access.allow("metrics", "token:test", Scope.METRICS);
        access.allow("view", "token:test", Scope.VIEW);
        access.allow("announce", "token:test", Scope.ANNOUNCE);
        access.answer("often", new Admission(Verdict.TOO_MANY, Optional.empty(), Duration.ofSeconds(7), "too many"));
        engine.cache = CACHE;
        start(access, sampler);
    }

    private void start(AccessControl control, MonitorSampler source) throws Exception {
        Metrics metrics = new Metrics(source, new RunningProduct("0.9.0", "17", "Linux", Path.of("home")), type -> 2);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new MetricsServlet(metrics, control)), "/metrics");
        context.addServlet(new ServletHolder(new HealthServlet(new HealthResults(), control)), "/health");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private void restart(AccessControl control, MonitorSampler source) throws Exception {
        server.stop();
        server = new Server();
        start(control, source);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void metrics_are_for_who_has_the_scope() throws Exception {
        assertThat(get("/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/metrics").headers().allValues("WWW-Authenticate")).hasSize(2);
        assertThat(get("/metrics", "Sec-Fetch-Mode", "navigate").headers().allValues("WWW-Authenticate")).as("no dialog in a browser")
                .hasSize(1);
        assertThat(get("/metrics", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", "Bearer announce").statusCode()).isEqualTo(403);
        assertThat(get("/metrics", "Authorization", "Bearer often").statusCode()).isEqualTo(429);
        assertThat(get("/metrics", "Authorization", "Bearer often").headers().firstValue("Retry-After")).contains("7");
        assertThat(get("/metrics", "Authorization", "Bearer metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void without_access_control_nobody_sees_metrics_and_everybody_the_word_of_health() throws Exception {
        restart(null, sampler);
        HttpResponse<String> answer = get("/metrics", "Authorization", "Bearer metrics");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("announcer.access").doesNotContain("announcer_up");
        assertThat(get("/health", "Authorization", "Bearer view").body()).isEqualTo("HEALTH_CHECK_ERROR\n");
    }

    @Test
    void health_is_a_word_for_everybody_and_details_for_who_may_look() throws Exception {
        // Nobody executes the checks here: the worst, which is what is not known.
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).isEqualTo("HEALTH_CHECK_ERROR\n");
        assertThat(get("/health", "Cookie", "announcer-session=old").body()).isEqualTo("HEALTH_CHECK_ERROR\n");
        assertThat(get("/health", "Authorization", "Bearer metrics").body()).isEqualTo("HEALTH_CHECK_ERROR\n");
        assertThat(get("/health", "Authorization", "Bearer view").body()).isEqualTo("{\"status\":\"HEALTH_CHECK_ERROR\",\"checks\":[]}");
        assertThat(get("/health", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(get("/health", "Authorization", "Bearer often").statusCode()).isEqualTo(429);
    }

    @Test
    void who_must_change_the_password_sees_neither_metrics_nor_details() throws Exception {
        access.loggedIn = true;
        String cookie = "announcer-session=" + FakeAccess.SESSION;
        assertThat(get("/metrics", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get("/health", "Cookie", cookie).body()).startsWith("{");
        access.mustChangePassword = true;
        assertThat(get("/metrics", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(get("/metrics", "Cookie", cookie).body()).contains("password-change-needed");
        String basic = "Basic " + Base64.getEncoder().encodeToString(("anna:" + FakeAccess.PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(get("/metrics", "Authorization", basic).statusCode()).isEqualTo(403);
        assertThat(get("/health", "Authorization", basic).body()).isEqualTo("HEALTH_CHECK_ERROR\n");
        assertThat(get("/health", "Cookie", cookie).body()).isEqualTo("HEALTH_CHECK_ERROR\n");
    }

    private HttpResponse<String> options(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(PATIENCE).method("OPTIONS", BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void options_are_answered_with_the_status_of_get_and_the_methods_and_nothing_is_opened_to_other_sites() throws Exception {
        HttpResponse<String> health = options("/health", "Origin", "http://elsewhere.example", "Access-Control-Request-Method", "GET");
        assertThat(health.statusCode()).as("it is not well").isEqualTo(503);
        assertThat(health.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(health.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(options("/metrics").statusCode()).isEqualTo(401);
        HttpResponse<String> metrics = options("/metrics", "Authorization", "Bearer metrics");
        assertThat(metrics.statusCode()).isEqualTo(204);
        assertThat(metrics.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void the_format_is_negotiated() throws Exception {
        HttpResponse<String> text = get("/metrics", "Authorization", "Bearer metrics");
        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain").contains("version=0.0.4");
        HttpResponse<String> open = get("/metrics", "Authorization", "Bearer metrics", "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");
        assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void every_figure_is_there_by_its_name() throws Exception {
        engine.channels = () -> List.of(Samples.channel("main", true, false, Optional.of(Samples.push(PushState.PUSHING, 2)),
                List.of(Samples.announcement("a", "one", AnnouncementState.QUEUED, Optional.empty(), -1, 0)),
                new PacingStatus(6_000, -1.5, 150, 650, 4_300, 1, 1)));
        engine.engines = () -> List.of(Samples.engine("mary", 3, Optional.empty()));
        sampler.askEngines();
        sampler.changed(Samples.announcement("b", "two", AnnouncementState.SPEAKING, Optional.empty(), 0.15, 1));
        sampler.changed(Samples.announcement("b", "two", AnnouncementState.SPOKEN, Optional.empty(), 0.15, 1));
        assertThat(get("/metrics", "Authorization", "Bearer metrics").body().lines()).contains("announcer_up 1.0",
                "announcer_build_info{java=\"17\",os=\"Linux\",version=\"0.9.0\"} 1",
                "announcer_channel_on_air{channel=\"main\"} 1.0", "announcer_channel_paused{channel=\"main\"} 0.0",
                "announcer_channel_drift_seconds{channel=\"main\"} -0.0015",
                "announcer_channel_lateness_seconds{channel=\"main\",quantile=\"0.99\"} 6.5E-4",
                "announcer_channel_peak_dbfs{channel=\"main\"} -Inf", "announcer_channel_frames_written_total{channel=\"main\"} 6000.0",
                "announcer_channel_queue_length{channel=\"main\"} 1.0", "announcer_channel_queue_oldest_age_seconds{channel=\"main\"} 0.0",
                "announcer_channel_push_restarts_total{channel=\"main\"} 2.0",
                "announcer_channel_debt_restarts_total{channel=\"main\"} 1.0",
                "announcer_channel_push_state{channel=\"main\",state=\"PUSHING\"} 1.0",
                "announcer_channel_push_state{channel=\"main\",state=\"STALE\"} 0.0",
                "announcer_channel_push_restarts_at_once{channel=\"main\"} 3.0",
                "announcer_channel_push_failures{channel=\"main\"} 0.0",
                "announcer_channel_push_resident_bytes{channel=\"main\"} 4.0E7",
                "announcer_announcements_total{channel=\"main\",outcome=\"spoken\"} 1.0",
                "announcer_first_sound_seconds_bucket{channel=\"main\",le=\"0.1\"} 0",
                "announcer_first_sound_seconds_bucket{channel=\"main\",le=\"0.2\"} 1",
                "announcer_first_sound_seconds_count{channel=\"main\"} 1", "announcer_engine_failures{engine=\"mary\"} 3.0",
                "announcer_engine_set_aside{engine=\"mary\"} 1.0",
                "announcer_voice_sentences_total{source=\"made\",voice=\"mary/one\"} 7.0",
                "announcer_voice_sentences_total{source=\"cache\",voice=\"mary/one\"} 3.0", "announcer_cache_hits_total 3.0",
                "announcer_cache_bytes{tier=\"disk\"} 48000.0", "announcer_listeners{of=\"channels\"} 2.0");
    }

    @Test
    void without_an_engine_the_metrics_say_so() throws Exception {
        restart(access, new MonitorSampler(Samples.LIMITS, Clock.fixed(Samples.NOON, ZoneOffset.UTC), null));
        assertThat(get("/metrics", "Authorization", "Bearer metrics").body().lines()).contains("announcer_up 0.0");
    }
}
