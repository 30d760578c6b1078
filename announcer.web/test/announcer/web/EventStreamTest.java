package announcer.web;

import static announcer.web.LiveAnnouncer.announcement;
import static announcer.web.LiveAnnouncer.channel;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.access.AccessControl;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Scope;
import announcer.testing.FakeAccess;

/** The event stream, over real HTTP. */
class EventStreamTest {
    private static final String VIEWER = "viewer-token-0123456789012345678901";
    private ApiServer server;
    private final LiveAnnouncer engine = new LiveAnnouncer();

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
        server.servlet.setAnnouncer(engine);
        server.access.allow(VIEWER, "token:viewer", Scope.VIEW);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** Changes the channels, and tells of it as the engine does. */
    private void channels(ChannelStatus... channels) {
        List<ChannelStatus> before = engine.channels;
        engine.channels = List.of(channels);
        engine.channels.forEach(server.servlet::changed);
        before.stream().map(ChannelStatus::id).filter(id -> engine.channel(id).isEmpty()).forEach(server.servlet::gone);
    }

    private EventReader open(String path) throws Exception {
        return new EventReader(server, server.to(path));
    }

    @Test
    void the_first_event_is_the_whole_state() throws Exception {
        EventReader reader = open("events");
        EventReader.Event first = reader.next();

        assertThat(reader.response.statusCode()).isEqualTo(200);
        assertThat(reader.response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(reader.response.headers().firstValue("Cache-Control")).hasValue("no-store, no-transform");
        assertThat(reader.response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(first.name()).isEqualTo("snapshot");
        ApiServer.CONTRACT.valid("Snapshot", first.data(), "the first event");
        JsonObject json = first.json();
        assertThat(json.keySet()).containsExactly("channels", "voices", "engines", "cache", "resting", "bundles", "product");
        assertThat(json.getAsJsonArray("channels").get(0).getAsJsonObject().get("id").getAsString()).isEqualTo("main");
        assertThat(json.getAsJsonArray("voices").get(0).getAsJsonObject().get("id").getAsString()).isEqualTo("freetts/kevin16");
        assertThat(json.getAsJsonObject("cache").get("hits").getAsInt()).isEqualTo(3);
        reader.close();
    }

    @Test
    void only_what_changes_is_told_and_figures_that_always_change_are_no_change() throws Exception {
        EventReader reader = open("events");
        reader.next("snapshot");
        engine.channels = List.of(LiveAnnouncer.later(engine.channels.get(0)));
        EventReader.Event pacing = reader.next();
        while (pacing.name().equals("pacing") && pacing.data().contains("200")) {
            // Sent before the figures changed.
            pacing = reader.next();
        }
        assertThat(pacing.name()).as("no channel event came before it").isEqualTo("pacing");
        assertThat(pacing.data()).isEqualTo("{\"main\":[0.25,201,400,4000,510]}");

        channels(channel("hall", false, Double.NEGATIVE_INFINITY, List.of()));
        EventReader.Event channel = reader.next("channel");
        ApiServer.CONTRACT.valid("Channel", channel.data(), "a channel that has come");
        assertThat(channel.id()).isGreaterThan(pacing.id());
        assertThat(channel.json().get("id").getAsString()).isEqualTo("hall");
        assertThat(reader.next("gone").data()).isEqualTo("{\"id\":\"main\"}");
        reader.close();
    }

    @Test
    void of_a_long_queue_the_first_twenty_are_shown_and_the_length_is_right() throws Exception {
        List<AnnouncementStatus> queue = IntStream.range(0, 1000)
                .mapToObj(i -> announcement("a" + i, "main", AnnouncementState.QUEUED)).toList();
        engine.channels = List.of(channel("main", true, -3, queue));
        EventReader reader = open("events");
        JsonObject shown = reader.next("snapshot").json().getAsJsonArray("channels").get(0).getAsJsonObject();

        assertThat(shown.getAsJsonArray("queued")).hasSize(20);
        assertThat(shown.get("queueLength").getAsInt()).isEqualTo(1000);

        channels(channel("main", true, -3, queue.subList(0, 999)));
        assertThat(reader.next("channel").json().get("queueLength").getAsInt()).isEqualTo(999);
        reader.close();
    }

    @Test
    void levels_come_to_those_only_who_ask_for_them_in_tenths_of_a_decibel() throws Exception {
        EventReader with = open("events?levels=true");
        EventReader without = open("events");
        with.next("snapshot");
        without.next("snapshot");

        channels(channel("main", true, -12.345, List.of()));
        assertThat(with.next("levels").data()).contains("\"main\":-12.3");
        channels(channel("main", true, Double.NEGATIVE_INFINITY, List.of()));
        assertThat(with.next(event -> event.data().contains("null")).data()).isEqualTo("{\"main\":null}");
        assertThat(without.next().name()).isEqualTo("pacing");
        with.close();
        without.close();
    }

    @Test
    void each_change_of_an_announcement_is_told_in_order() throws Exception {
        EventReader reader = open("events");
        reader.next("snapshot");
        for (AnnouncementState state : List.of(AnnouncementState.QUEUED, AnnouncementState.SPEAKING, AnnouncementState.SPOKEN)) {
            server.servlet.changed(announcement("a1", "main", state));
        }

        assertThat(reader.next("announcement").json().get("state").getAsString()).isEqualTo("QUEUED");
        assertThat(reader.next("announcement").json().get("state").getAsString()).isEqualTo("SPEAKING");
        assertThat(reader.next("announcement").json().get("state").getAsString()).isEqualTo("SPOKEN");
        reader.close();
    }

    @Test
    void a_client_that_does_not_read_is_dropped_and_others_miss_nothing() throws Exception {
        try (Socket lazy = new Socket()) {
            lazy.setReceiveBufferSize(4096);
            lazy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            lazy.getOutputStream().write(("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + FakeAccess.TOKEN
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(lazy.getInputStream().read()).as("it is let in").isPositive();
            EventReader eager = open("events");
            eager.next("snapshot");
            int told = 0;
            // Bounded: a hundred times more than what the sockets' buffers and the backlog hold.
            while (server.servlet.live().watching() == 2 && told < 1_000_000) {
                for (int i = 0; i < 1000; i++) {
                    server.servlet.changed(announcement("a" + told++, "main", AnnouncementState.QUEUED));
                }
                for (int i = told - 1000; i < told; i++) {
                    assertThat(eager.next("announcement").json().get("id").getAsString()).isEqualTo("a" + i);
                }
            }

            assertThat(server.servlet.live().watching()).isEqualTo(1);
            eager.close();
        }
    }

    @Test
    void voices_and_cache_are_told_when_they_change() throws Exception {
        EventReader reader = open("events");
        reader.next("snapshot");
        engine.engines = List.of(LiveAnnouncer.engine("freetts", 3));
        server.servlet.live().inventoryChanged();
        assertThat(reader.next("voices").json().getAsJsonArray("engines").get(0).getAsJsonObject().get("failures").getAsInt())
                .isEqualTo(3);

        engine.cache = new CacheStatus(4, 1, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);
        assertThat(reader.next("cache").json().get("hits").getAsInt()).isEqualTo(4);
        reader.close();
    }

    @Test
    void an_engine_that_takes_long_to_list_its_voices_holds_up_nothing_else() throws Exception {
        engine.enginesAnswer = new CountDownLatch(1);
        EventReader reader = open("events");
        assertThat(reader.next("snapshot").json().getAsJsonArray("voices")).isEmpty();
        channels(channel("hall", true, -3, List.of()));
        reader.next("channel");

        engine.enginesAnswer.countDown();
        assertThat(reader.next("voices").json().getAsJsonArray("voices")).hasSize(1);
        reader.close();
    }

    @Test
    void who_may_not_administer_sees_no_bundles() throws Exception {
        EventReader reader = new EventReader(server, server.as(VIEWER, "events"));

        assertThat(reader.next("snapshot").json().keySet()).doesNotContain("bundles");
        reader.close();
    }

    @Test
    void a_stream_ends_when_its_token_is_revoked() throws Exception {
        EventReader reader = new EventReader(server, server.as(VIEWER, "events"));
        reader.next("snapshot");
        server.access.verdict = FakeAccess.refused(Verdict.WRONG, "revoked");

        reader.next(EventReader.END);
        assertThat(server.servlet.live().watching()).isZero();
    }

    @Test
    void a_stream_of_a_session_ends_with_it_and_does_not_keep_it_alive() throws Exception {
        EventReader reader = new EventReader(server,
                server.withoutToken("events").header("Cookie", AccessControl.COOKIE + "=" + FakeAccess.SESSION));
        reader.next("snapshot");
        int uses = server.access.seen.size();
        reader.next("pacing");
        reader.next("pacing");
        reader.next("pacing");
        assertThat(server.access.seen).hasSize(uses);

        server.access.loggedIn = false;
        reader.next(EventReader.END);
    }

    @Test
    void a_stream_ends_when_its_caller_may_no_longer_see() throws Exception {
        EventReader reader = new EventReader(server, server.as(VIEWER, "events"));
        reader.next("snapshot");
        server.access.allow(VIEWER, "token:viewer", Scope.METRICS);

        reader.next(EventReader.END);
    }

    @Test
    void the_engine_may_go_and_come_while_somebody_watches() throws Exception {
        EventReader reader = open("events");
        reader.next("snapshot");
        server.servlet.unsetAnnouncer(engine);
        reader.next("gone");

        server.servlet.setAnnouncer(engine);
        assertThat(reader.next("channel").json().get("id").getAsString()).isEqualTo("main");
        reader.close();
    }

    @Test
    void without_an_engine_there_is_a_stream_of_what_there_is() throws Exception {
        server.servlet.unsetAnnouncer(engine);
        JsonObject snapshot = open("events").next("snapshot").json();

        assertThat(snapshot.getAsJsonArray("channels")).isEmpty();
        assertThat(snapshot.get("cache").isJsonNull()).isTrue();
    }

    @Test
    void the_threads_are_there_once_and_the_stream_ends_with_the_bundle() throws Exception {
        EventReader reader = open("events");
        reader.next("snapshot");
        server.servlet.deactivate();

        reader.next(EventReader.END);
    }

    @Test
    void one_caller_has_half_of_a_hundred_places_and_a_tenth_is_kept_for_administrators() throws Exception {
        open(50, FakeAccess.TOKEN);
        assertThat(server.get("events").isProblem(429, "too-many-clients").string("detail")).contains("50 times");
        open(40, VIEWER);

        server.access.allow("third", "token:third", Scope.VIEW);
        assertThat(server.send(server.as("third", "events")).isProblem(429, "too-many-clients").string("detail")).contains("(100, ");
        server.access.allow("second administrator", "token:second", Scope.VIEW, Scope.ADMINISTER);
        open(10, "second administrator");
        server.access.allow("last administrator", "token:last", Scope.VIEW, Scope.ADMINISTER);
        assertThat(server.send(server.as("last administrator", "events")).isProblem(429, "too-many-clients").string("detail"))
                .contains("are taken (100)");
    }

    private void open(int many, String bearer) {
        List<CompletableFuture<HttpResponse<InputStream>>> opened = IntStream.range(0, many)
                .mapToObj(i -> server.client.sendAsync(server.as(bearer, "events").build(), BodyHandlers.ofInputStream())).toList();
        assertThat(opened).allMatch(one -> one.join().statusCode() == 200);
    }

    @Test
    void a_parameter_that_is_no_yes_or_no_is_refused() throws Exception {
        server.get("events?levels=loud").isProblem(400, "invalid-field");
        server.get("events?level=true").isProblem(400, "unknown-parameter");
    }

    @Test
    void the_head_alone_opens_no_stream() throws Exception {
        ApiServer.Answer answer = server.send(server.to("events").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(server.servlet.live().watching()).isZero();
    }
}
