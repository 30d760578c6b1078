package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.SentFrame;
import announcer.api.access.Scope;

/** Listening to a channel, over real HTTP. */
@Timeout(60)
class ListenApiTest {
    private static final int FRAME = LiveAnnouncer.FORMAT.bytesPerFrame();
    private ApiServer server;
    private final LiveAnnouncer engine = new LiveAnnouncer();

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
        server.servlet.setAnnouncer(engine);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<InputStream> listen(String path) throws Exception {
        return server.client.send(server.to(path).build(), BodyHandlers.ofInputStream());
    }

    private static SentFrame frame(int n) {
        byte[] pcm = new byte[FRAME];
        Arrays.fill(pcm, (byte) n);
        return new SentFrame(LiveAnnouncer.NOON.plus(Duration.ofNanos(n * 20_000_000L + 1_999)), pcm);
    }

    private static byte[] read(InputStream in, int bytes) throws Exception {
        byte[] read = new byte[bytes];
        new DataInputStream(in).readFully(read);
        return read;
    }

    @Test
    void a_wav_without_end_begins_at_once_and_each_frame_comes_when_it_was_sent() throws Exception {
        HttpResponse<InputStream> response = listen("channels/main/listen");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        ByteBuffer head = ByteBuffer.wrap(read(response.body(), 44)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(head.array(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        assertThat(head.getInt(4)).isEqualTo(0xFFFF_FFFF);
        assertThat(new String(head.array(), 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WAVEfmt ");
        assertThat(head.getShort(22)).isEqualTo((short) 1);
        assertThat(head.getInt(24)).isEqualTo(24_000);
        assertThat(head.getInt(28)).isEqualTo(48_000);
        assertThat(head.getShort(32)).isEqualTo((short) 2);
        assertThat(head.getShort(34)).isEqualTo((short) 16);
        assertThat(head.getInt(40)).isEqualTo(0xFFFF_FFFF);

        // The second frame is sent only when the first was heard: nothing waits for more.
        engine.listenings().get(0).frames.add(frame(1));
        assertThat(read(response.body(), FRAME)).isEqualTo(frame(1).pcm());
        engine.listenings().get(0).frames.add(frame(2));
        assertThat(read(response.body(), FRAME)).isEqualTo(frame(2).pcm());
        response.body().close();
    }

    @Test
    void framed_each_frame_has_the_time_at_which_it_was_sent() throws Exception {
        HttpResponse<InputStream> response = listen("channels/main/listen?framed=true");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.announcer.frames");
        engine.listenings().get(0).frames.add(frame(1));
        ByteBuffer all = ByteBuffer.wrap(read(response.body(), 8 + 8 + FRAME)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(all.getInt()).isEqualTo(24_000);
        assertThat(all.getInt()).isEqualTo(1);
        assertThat(all.getLong()).isEqualTo(LiveAnnouncer.NOON.toEpochMilli() * 1000 + 20_001);
        byte[] pcm = new byte[FRAME];
        all.get(pcm);
        assertThat(pcm).isEqualTo(frame(1).pcm());
        response.body().close();
    }

    @Test
    void a_listener_that_goes_is_let_go_with_the_next_frames() throws Exception {
        HttpResponse<InputStream> response = listen("channels/main/listen");
        LiveAnnouncer.FakeListening listening = engine.listenings().get(0);
        response.body().close();
        while (listening.closed.getCount() > 0) {
            listening.frames.add(frame(1));
            if (listening.closed.await(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }

        assertThat(listening.ended).isTrue();
    }

    @Test
    void a_listener_that_does_not_read_delays_nobody_and_is_ended() throws Exception {
        HttpResponse<InputStream> lazy = listen("channels/main/listen");
        HttpResponse<InputStream> eager = listen("channels/main/listen");
        read(eager.body(), 44);
        // Far more than the buffers of two sockets hold.
        for (int i = 0; i < 20_000; i++) {
            engine.listenings().get(0).frames.add(frame(i));
        }
        engine.listenings().get(1).frames.add(frame(7));

        assertThat(read(eager.body(), FRAME)).isEqualTo(frame(7).pcm());
        assertThat(engine.listenings().get(0).closed.await(40, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.listenings().get(0).frames).as("what it missed was taken all the same").isEmpty();
        assertThat(engine.listenings().get(1).ended).isFalse();
        lazy.body().close();
        eager.body().close();
    }

    @Test
    void the_end_of_the_channel_is_the_end_of_the_sound() throws Exception {
        HttpResponse<InputStream> response = listen("channels/main/listen");
        read(response.body(), 44);
        engine.listenings().get(0).ended = true;

        assertThat(response.body().readAllBytes()).isEmpty();
    }

    @Test
    void no_more_may_listen_than_the_setting_says_and_then_another_may() throws Exception {
        server.access.allow("other", "token:other", Scope.VIEW);
        server.servlet.limitListeners(3);
        HttpResponse<InputStream> first = listen("channels/main/listen");
        listen("channels/main/listen");
        assertThat(server.get("channels/main/listen").isProblem(429, "too-many-listeners").string("detail")).contains("2 times");
        HttpResponse<InputStream> other = listenAs("other");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(server.get("channels/main/listen").isProblem(429, "too-many-listeners").string("detail")).contains("(3; ");

        read(first.body(), 44);
        engine.listenings().get(0).ended = true;
        first.body().readAllBytes();
        assertThat(listen("channels/main/listen").statusCode()).isEqualTo(200);
    }

    @Test
    void a_listener_whose_token_is_revoked_hears_no_more() throws Exception {
        server.access.allow("other", "token:other", Scope.VIEW);
        HttpResponse<InputStream> stays = listen("channels/main/listen");
        HttpResponse<InputStream> goes = listenAs("other");
        server.access.allow("other", "token:other", Scope.METRICS);

        assertThat(goes.body().readAllBytes()).hasSize(44);
        assertThat(engine.listenings().get(1).ended).isTrue();
        engine.listenings().get(0).frames.add(frame(1));
        read(stays.body(), 44);
        assertThat(read(stays.body(), FRAME)).isEqualTo(frame(1).pcm());
    }

    private HttpResponse<InputStream> listenAs(String bearer) throws Exception {
        return server.client.send(server.as(bearer, "channels/main/listen").build(), BodyHandlers.ofInputStream());
    }

    @Test
    void what_the_engine_refuses_and_what_is_not_there_is_told() throws Exception {
        server.get("channels/nowhere/listen").isProblem(404, "unknown-channel");
        server.get("channels/main/listen?framed=maybe").isProblem(400, "invalid-field");
        engine.full = new IllegalStateException("channel \"main\" has 8 listeners already");
        assertThat(server.get("channels/main/listen").isProblem(429, "too-many-listeners").string("detail")).contains("8 listeners");
        server.servlet.unsetAnnouncer(engine);
        server.get("channels/main/listen").isProblem(503, "engine-absent");
    }

    @Test
    void the_head_alone_does_not_listen() throws Exception {
        ApiServer.Answer answer = server.send(server.to("channels/main/listen").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(engine.listenings()).isEmpty();
    }
}
