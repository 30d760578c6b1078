package announcer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.ffmpeg.command.PlayCommand;
import announcer.ffmpeg.process.FfmpegLauncher;
import announcer.ffmpeg.process.FfmpegPlayedStream;
import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.supervisor.CredentialMask;
import announcer.lib.process.ProcessTree;

/** What a player's process writes is read without waiting, and no process of it outlives it. */
class PlayedStreamTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String URL = "rtsp://u:s3cret@h/x";
    private final byte[] buffer = new byte[64];
    private final AtomicInteger closed = new AtomicInteger();
    @TempDir
    private Path folder;
    private ProcessTree tree;

    private FfmpegPlayedStream play(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("stub.sh"), "#!/bin/sh\n" + script, StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        tree = new FfmpegLauncher("test").start(new FfmpegProgram(file, Map.of(), "stub", Set.of(), Set.of(), Set.of()), List.of());
        return new FfmpegPlayedStream(tree, new CredentialMask(URL), closed::incrementAndGet);
    }

    private String readUntilEnd(FfmpegPlayedStream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Await.until(SOON, all::toString, () -> {
            try {
                int n = stream.read(buffer);
                all.write(buffer, 0, Math.max(0, n));
                return n < 0;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return all.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void a_process_that_nobody_takes_is_killed() throws Exception {
        try (FfmpegPlayedStream stream = play("exec sleep 1000")) {
            assertThatThrownBy(() -> FfmpegPlayer.handOver(tree, t -> {
                throw new OutOfMemoryError("unable to create native thread");
            })).isInstanceOf(OutOfMemoryError.class);
            assertThat(tree.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.output()).isEmpty();
        }
    }

    @Test
    void all_that_it_wrote_is_read_and_then_the_end() throws Exception {
        try (FfmpegPlayedStream stream = play("printf 'sound'; echo 'cannot play " + URL + "' >&2")) {
            assertThat(readUntilEnd(stream)).isEqualTo("sound");
            Await.until(SOON, stream::output, () -> stream.output().equals(List.of("cannot play rtsp://***@h/x")));
        }
    }

    @Test
    void one_that_has_nothing_to_read_is_not_waited_for_and_ends_with_what_it_started() throws Exception {
        FfmpegPlayedStream stream = play("sleep 600 & sleep 600");
        assertThat(stream.read(buffer)).isZero();
        Await.until(SOON, () -> "no child yet", () -> tree.process().children().count() >= 2);
        List<ProcessHandle> children = tree.process().children().toList();
        stream.close();
        assertThat(tree.process().isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessTree::runs);
        assertThat(closed).hasValue(1);
        assertThat(stream.read(buffer)).isEqualTo(-1);
    }

    @Test
    void the_command_converts_to_the_wanted_format() {
        assertThat(PlayCommand.arguments(URL, new PcmFormat(8_000, 1))).containsSubsequence("-rtsp_transport", "tcp", "-i", URL, "-ar",
                "8000",
                "-ac", "1", "-f", "s16le", "pipe:1");
    }
}
