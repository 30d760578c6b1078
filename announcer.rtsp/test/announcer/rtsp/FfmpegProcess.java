package announcer.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A real ffmpeg or ffprobe, with its output in a file; killed when closed. */
final class FfmpegProcess implements AutoCloseable {
    private static String encoders;
    private final Process process;
    private final Path output;

    private FfmpegProcess(String program, List<String> arguments) throws IOException {
        output = Files.createTempFile("announcer-rtsp", ".txt");
        List<String> command = new ArrayList<>(List.of(program, "-hide_banner", "-loglevel", "error"));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
    }

    static FfmpegProcess ffmpeg(String... arguments) throws IOException {
        return new FfmpegProcess("ffmpeg", Arrays.asList(arguments));
    }

    static FfmpegProcess ffprobe(String... arguments) throws IOException {
        return new FfmpegProcess("ffprobe", Arrays.asList(arguments));
    }

    /** Publishes a tone, or what the arguments say, in real time. */
    static FfmpegProcess publish(String url, String transport, String... codec) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-re", "-f", "lavfi", "-i", "sine=frequency=997:sample_rate=48000"));
        arguments.addAll(List.of(codec));
        arguments.addAll(List.of("-muxdelay", "0", "-f", "rtsp", "-rtsp_transport", transport, url));
        return new FfmpegProcess("ffmpeg", arguments);
    }

    /** Skips the test where ffmpeg, or an encoder of it, is missing; fails it in CI. */
    static void require(String encoder) throws InterruptedException {
        boolean there = encoders().contains(" " + encoder + " ");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("ffmpeg with the encoder %s is needed in CI", encoder).isTrue();
        }
        Assumptions.assumeTrue(there, "Skipped: no ffmpeg with the encoder " + encoder + " is here.");
    }

    /** What the installed ffmpeg lists, asked once; empty without one. */
    private static synchronized String encoders() throws InterruptedException {
        if (encoders == null) {
            try {
                Process list = new ProcessBuilder("ffmpeg", "-hide_banner", "-encoders").redirectErrorStream(true).start();
                try (InputStream in = list.getInputStream()) {
                    encoders = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
                list.waitFor();
            } catch (IOException e) {
                encoders = "";
            }
        }
        return encoders;
    }

    /** Waits for its end; gives its exit code. */
    int end(long seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("ended within %d s", seconds).isTrue();
        return process.exitValue();
    }

    boolean running() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** As kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(output);
    }
}
