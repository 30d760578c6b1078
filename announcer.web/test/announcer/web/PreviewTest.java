package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.RejectedException;
import announcer.api.access.Scope;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;

/** A preview, over real HTTP. */
class PreviewTest {
    private static final int SECOND = LiveAnnouncer.FORMAT.bytesPerSecond();
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

    private ApiServer.Answer preview() throws Exception {
        return server.post("preview", "application/json", "{\"text\":\"Hello\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_sound_comes_whole_as_a_wav_of_the_right_length() throws Exception {
        Source source = new Source(SECOND * 3 / 2, null);
        engine.preview = source;
        ApiServer.Answer answer = preview();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(answer.header("X-Announcer-Cut")).isNull();
        byte[] wav = answer.response().body();
        assertThat(wav).hasSize(44 + SECOND * 3 / 2);
        assertThat(ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(40)).isEqualTo(SECOND * 3 / 2);
        assertThat(ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(4)).isEqualTo(SECOND * 3 / 2 + 36);
        assertThat(wav[44]).isEqualTo((byte) 1);
        assertThat(source.closed).isTrue();
    }

    @Test
    void one_of_exactly_a_minute_is_whole_and_a_longer_one_is_cut_and_says_so() throws Exception {
        engine.preview = new Source(SECOND * 60, null);
        assertThat(preview().header("X-Announcer-Cut")).isNull();

        engine.preview = new Source(SECOND * 60 + 2, null);
        ApiServer.Answer cut = preview();
        assertThat(cut.header("X-Announcer-Cut")).isEqualTo("true");
        assertThat(cut.response().body()).hasSize(44 + SECOND * 60);
    }

    @Test
    void what_cannot_be_made_is_told_and_not_sent_half() throws Exception {
        Source source = new Source(SECOND, new IOException("freetts/kevin16 cannot speak \"你好\""));
        engine.preview = source;

        assertThat(preview().isProblem(502, "cannot-be-spoken").string("detail")).contains("cannot speak");
        assertThat(source.closed).isTrue();
    }

    @Test
    void it_is_refused_as_an_announcement_is() throws Exception {
        engine.refusal = new RejectedException(RejectedException.Reason.UNKNOWN_VOICE, "voice", "x/y", "no engine offers x/y");
        preview().isProblem(422, "unknown-voice");
        server.post("preview", "application/json", "{}".getBytes(StandardCharsets.UTF_8)).isProblem(400, "missing-field");
        server.access.allow("viewer-token-0123456789", "token:viewer", Scope.VIEW);
        server.send(server.as("viewer-token-0123456789", "preview")
                .POST(BodyPublishers.ofString("{\"text\":\"x\"}"))).isProblem(403, "forbidden");
    }

    /** So many bytes, and then the end or a failure. */
    private static final class Source implements PcmSource {
        private final IOException failure;
        private int left;
        private boolean closed;

        Source(int bytes, IOException failure) {
            left = bytes;
            this.failure = failure;
        }

        @Override
        public PcmFormat format() {
            return LiveAnnouncer.FORMAT;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (left == 0) {
                if (failure != null) {
                    throw failure;
                }
                return -1;
            }
            byte[] some = new byte[Math.min(Math.min(into.remaining(), left), 5_000)];
            Arrays.fill(some, (byte) 1);
            into.put(some);
            left -= some.length;
            return some.length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
