package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real ffmpeg as publisher and as player. */
@Timeout(180)
class RtspFfmpegTest {
    private static final int RESTARTS = Boolean.getBoolean("thorough") ? 20 : 3;
    private static final Duration WAIT = Duration.ofSeconds(20);
    @TempDir
    Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.settings(Optional.empty(), WAIT, WAIT, WAIT, 50));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"aac, tcp, tcp", "aac, udp, udp", "libopus, tcp, udp", "libopus, udp, tcp", "pcm_mulaw, tcp, tcp", "pcm_mulaw, udp, udp"})
    void what_ffmpeg_publishes_ffmpeg_plays(String codec, String in, String out) throws Exception {
        FfmpegProcess.require(codec);
        String rate = codec.equals("pcm_mulaw") ? "8000" : "48000";
        Path wav = folder.resolve("heard.wav");
        try (FfmpegProcess publisher = FfmpegProcess.publish(server.publishUrl("main"), in, "-c:a", codec, "-ar", rate, "-ac", "1");
                FfmpegProcess player = FfmpegProcess.ffmpeg("-rtsp_transport", out, "-i", server.url("main"), "-t", "0.6", "-y",
                        wav.toString())) {
            int code = player.end(60);
            assertThat(code).as(player.output()).isZero();
            assertThat(publisher.running()).as(publisher.output()).isTrue();
        }
        assertThat(Files.size(wav)).as("bytes: half a second of 16 bits").isGreaterThan(Integer.parseInt(rate));
    }

    @ParameterizedTest
    @CsvSource({"tcp", "udp"})
    void picture_and_sound_pass_together(String transport) throws Exception {
        FfmpegProcess.require("libx264");
        try (FfmpegProcess publisher = FfmpegProcess.ffmpeg("-re", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=25", "-re", "-f",
                "lavfi", "-i",
                "sine=sample_rate=48000",
                "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p", "-c:a", "aac", "-f",
                "rtsp",
                "-rtsp_transport", transport, server.publishUrl("film"));
                FfmpegProcess probe = FfmpegProcess.ffprobe("-rtsp_transport", transport, "-show_entries",
                        "stream=codec_name,width,sample_rate", "-of",
                        "compact",
                        server.url("film"))) {
            int code = probe.end(60);
            assertThat(code).as(probe.output()).isZero();
            assertThat(probe.output()).contains("codec_name=h264|width=320").contains("codec_name=aac|sample_rate=48000");
            assertThat(publisher.running()).as(publisher.output()).isTrue();
        }
    }

    @Test
    void a_player_survives_killed_publishers() throws Exception {
        FfmpegProcess.require("libopus");
        try (RtspClient player = new RtspClient(server, "main")) {
            FfmpegProcess publisher = publisher();
            RtspClient.check(player.request("DESCRIBE"));
            player.play();
            Line line = new Line();
            for (int run = 0; run < RESTARTS; run++) {
                // Each is heard for half a second, which includes its first sender report.
                for (int i = 0; i < 25;) {
                    i += line.take(player.frame()) ? 1 : 0;
                }
                publisher.close();
                publisher = publisher();
            }
            publisher.close();
            System.out.printf(
                    "%d restarts: %d packets, %d sender reports, worst distance from the NTP line %.3f ms, timestamps ahead of the wall by %.0f to %.0f ms%n",
                    RESTARTS, line.packets, line.reports, line.worstMillis, line.leastAhead, line.mostAhead);
            assertThat(line.reports).isGreaterThanOrEqualTo(RESTARTS);
            assertThat(line.worstMillis).isLessThan(3);
            assertThat(line.mostAhead - line.leastAhead).isLessThan(500);
        }
    }

    private FfmpegProcess publisher() throws IOException {
        return FfmpegProcess.publish(server.publishUrl("main"), "tcp", "-c:a", "libopus", "-application", "lowdelay", "-ac", "1");
    }

    /** The stream as a player sees it; fails where the stream is not one. */
    private static final class Line {
        private RtspClient.Frame last;
        private RtspClient.Frame first;
        private long firstNtp;
        private long firstReportTimestamp;
        private int packets;
        private int reports;
        private double worstMillis;
        private double leastAhead;
        private double mostAhead;

        /** True when it is a packet, not a report. */
        boolean take(RtspClient.Frame frame) {
            if (frame.channel() == 1) {
                report(frame);
                return false;
            }
            if (last == null) {
                first = frame;
            } else {
                assertThat(frame.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
                assertThat(frame.ssrc()).isEqualTo(last.ssrc());
                assertThat((int) (frame.timestamp() - last.timestamp())).isPositive();
                double ahead = (int) (frame.timestamp() - first.timestamp()) / 48.0 - (frame.nanos() - first.nanos()) / 1e6;
                leastAhead = Math.min(leastAhead, ahead);
                mostAhead = Math.max(mostAhead, ahead);
            }
            last = frame;
            packets++;
            return true;
        }

        private void report(RtspClient.Frame frame) {
            assertThat(frame.payload().getInt(4)).isEqualTo(first == null ? frame.payload().getInt(4) : first.ssrc());
            long ntp = frame.payload().getLong(8);
            long timestamp = frame.payload().getInt(16);
            if (reports++ == 0) {
                firstNtp = ntp;
                firstReportTimestamp = timestamp;
            }
            double seconds = (ntp - firstNtp) / 4294967296.0;
            worstMillis = Math.max(worstMillis, Math.abs((int) (timestamp - firstReportTimestamp) / 48.0 - seconds * 1000));
        }
    }
}
