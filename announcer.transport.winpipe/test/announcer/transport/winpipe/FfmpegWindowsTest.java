package announcer.transport.winpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.stream.MediaPipe;

/** The reader that all this is for: ffmpeg's own build for Windows, which the Maven build has unpacked. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class FfmpegWindowsTest {
    private static final Path FFMPEG = Path.of("target/windows-ffmpeg/org/bytedeco/ffmpeg/windows-x86_64/ffmpeg.exe").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void ffmpeg_hears_every_bit_may_be_killed_and_is_followed_by_another() throws Exception {
        Pipes.need(Files.exists(FFMPEG), "the build has not unpacked " + FFMPEG);
        byte[] media = new byte[300 * Pipes.FRAME];
        new Random(3).nextBytes(media);
        WinPipeTransport transport = Pipes.transport(new JnaPipes(), "tts_audio_pipe");
        try (MediaPipe pipe = transport.open(Pipes.request("main"))) {
            Process first = ffmpeg(pipe, "first.pcm");
            try {
                awaitReader(pipe, first);
                assertThat(pipe.write(ByteBuffer.wrap(media, 0, Pipes.FRAME))).isEqualTo(Pipes.FRAME);
            } finally {
                first.destroyForcibly().waitFor();
            }
            while (pipe.connected()) {
                LockSupport.parkNanos(1_000_000);
            }
            Process second = ffmpeg(pipe, "second.pcm");
            try {
                awaitReader(pipe, second);
                for (int written = 0; written < media.length;) {
                    written += pipe.write(ByteBuffer.wrap(media, written, Pipes.FRAME));
                    LockSupport.parkNanos(1_000_000);
                }
                // Ended while it is full, a pipe may lose its last write: one more is taken only when that one is through.
                while (pipe.write(ByteBuffer.wrap(media, 0, Pipes.FRAME)) == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                pipe.disconnect();
                assertThat(second.waitFor(60, TimeUnit.SECONDS)).as("ffmpeg ends with its input").isTrue();
                assertThat(second.exitValue()).as("a clean end").isZero();
                byte[] heard = Files.readAllBytes(folder.resolve("second.pcm"));
                assertThat(heard.length).isBetween(media.length, media.length + Pipes.FRAME);
                assertThat(Arrays.mismatch(Arrays.copyOf(heard, media.length), media)).as("the first byte that differs").isEqualTo(-1);
            } finally {
                second.destroyForcibly();
            }
        }
        transport.deactivate();
    }

    private static void awaitReader(MediaPipe pipe, Process ffmpeg) throws Exception {
        while (!pipe.connected()) {
            assertThat(ffmpeg.isAlive()).as("ffmpeg is there").isTrue();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Process ffmpeg(MediaPipe pipe, String into) throws Exception {
        return new ProcessBuilder(FFMPEG.toString(), "-nostdin", "-v", "error", "-probesize", "32", "-analyzeduration", "0", "-f", "s16le",
                "-ar", "24000", "-ac", "1", "-i", pipe.inputUrl(), "-f", "s16le", "-y", folder.resolve(into).toString()).inheritIO()
                .start();
    }
}
