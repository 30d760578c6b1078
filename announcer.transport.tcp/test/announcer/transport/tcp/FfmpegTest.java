package announcer.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.stream.MediaPipe;

/** The reader that all this is for. */
@Timeout(120)
class FfmpegTest {
    private static final String FFMPEG = "/usr/bin/ffmpeg";

    @Test
    void ffmpeg_with_a_small_receive_buffer_hears_every_bit_and_a_clean_end() throws Exception {
        boolean there = Files.isExecutable(Path.of(FFMPEG));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("under CI this must run, but " + FFMPEG + " is not installed");
        }
        if (!there) {
            System.out.println("SKIPPED: " + FFMPEG + " is not installed");
        }
        Assumptions.assumeTrue(there, FFMPEG + " is not installed");
        byte[] media = new byte[300 * 960];
        new Random(3).nextBytes(media);
        try (MediaPipe pipe = Ports.transport("0").open(Ports.request("main"))) {
            Process ffmpeg = new ProcessBuilder(FFMPEG, "-nostdin", "-v", "error", "-probesize", "32", "-analyzeduration", "0",
                    "-recv_buffer_size",
                    String.valueOf(Ports.SMALL), "-f", "s16le", "-ar", "24000", "-ac", "1", "-i", pipe.inputUrl(), "-f", "s16le", "-")
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try {
                FutureTask<byte[]> heard = new FutureTask<>(() -> ffmpeg.getInputStream().readAllBytes());
                Thread collector = new Thread(heard, "test-collector");
                collector.start();
                while (!pipe.connected()) {
                    LockSupport.parkNanos(100_000);
                }
                for (int written = 0; written < media.length;) {
                    written += pipe.write(ByteBuffer.wrap(media, written, 960));
                    LockSupport.parkNanos(100_000);
                }
                // Ended while it is full, a pipe may lose its last write.
                for (int look = 0; look < 200; look++) {
                    pipe.connected();
                    LockSupport.parkNanos(1_000_000);
                }
                pipe.disconnect();
                assertThat(Arrays.mismatch(heard.get(30, TimeUnit.SECONDS), media)).as("the first byte that differs").isEqualTo(-1);
                assertThat(ffmpeg.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(ffmpeg.exitValue()).as("a clean end").isZero();
            } finally {
                ffmpeg.destroyForcibly();
            }
        }
    }
}
