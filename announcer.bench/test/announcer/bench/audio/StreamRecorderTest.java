package announcer.bench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.util.Tools;
import announcer.bench.util.Until;

class StreamRecorderTest {
    @BeforeAll
    static void tools() {
        Tools.require("ffmpeg");
    }

    @Test
    void a_publisher_is_taken_in_and_the_voice_is_found_where_it_was_put() throws Exception {
        String url = "rtsp://127.0.0.1:" + freePort() + "/x";
        try (StreamRecorder recorder = StreamRecorder.listen(url, 24_000, Duration.ofSeconds(20))) {
            // Silence for 2 s, a tone for 1 s, silence again; sent in real time, as Announcer does. The listener may not listen yet: try again.
            Process publisher = Until.matches("the recorder takes the publisher in", Duration.ofSeconds(15), () -> {
                Process p = new ProcessBuilder("ffmpeg", "-v", "error", "-nostdin", "-re", "-f", "lavfi", "-i",
                        "aevalsrc=0.3*sin(2*PI*440*t)*between(t\\,2\\,3):s=24000:d=5", "-c:a", "pcm_s16be", "-f", "rtsp", "-rtsp_transport",
                        "tcp", url)
                        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                Until.isTrue("the publisher is heard or has ended", Duration.ofSeconds(10), () -> recorder.position() > 0 || !p.isAlive());
                return p.isAlive() ? p : null;
            }, p -> p != null);
            try {
                int onset = recorder.awaitVoice(0, Duration.ofSeconds(15));
                long heard = System.nanoTime();
                assertThat(onset / 24.0).isCloseTo(2_000, within(25.0));
                assertThat((heard - recorder.arrivalNanos(onset)) / 1e6).isBetween(0.0, 1_000.0);
                recorder.hear(Duration.ofMillis(1_500));
                Recording r = recorder.soFar();
                List<SampleRange> voiced = Voicing.UTTERANCES.segments(r);
                assertThat(voiced).hasSize(1);
                assertThat(r.millisOf(voiced.get(0).length())).isCloseTo(1_000, within(10.0));
                assertThat(r.firstNonZero(new SampleRange(0, onset))).isEqualTo(-1);
                double seconds = (recorder.arrivalNanos(recorder.position() - 1) - recorder.arrivalNanos(onset)) / 1e9;
                assertThat(seconds).as("arrival times go with the wall").isCloseTo((recorder.position() - onset) / 24_000.0, within(0.3));
            } finally {
                publisher.destroy();
                publisher.waitFor();
            }
        }
    }

    @Test
    void a_player_without_a_server_says_what_ffmpeg_said() throws Exception {
        try (StreamRecorder recorder = StreamRecorder.play("rtsp://127.0.0.1:" + freePort() + "/x", 24_000, Duration.ofSeconds(5))) {
            Until.isTrue("ffmpeg has ended", Duration.ofSeconds(5), () -> !recorder.running());
            Until.isTrue("ffmpeg has complained", Duration.ofSeconds(5), () -> recorder.said().toString().contains("refused"));
            assertThatThrownBy(() -> recorder.awaitVoice(0, Duration.ofSeconds(5))).hasMessageContaining("no voice was heard")
                    .hasMessageContaining("refused");
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }
}
