package announcer.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;
import announcer.transport.testkit.PipeReader;

/** The admission of readers, and its cost. */
@Timeout(120)
class ReadersTest {
    private static final PipeRequest MAIN = new PipeRequest("main", "audio", 48_000, 960, 7680);
    private static final String FFMPEG = "/usr/bin/ffmpeg";
    private static final String SETPRIV = "/usr/bin/setpriv";
    private static final int NOBODY = 65534;
    /** Measured ones, four times. */
    private static final int WRITES = Boolean.getBoolean("thorough") ? 100_000 : 50_000;

    @TempDir
    Path folder;

    @Test
    void ffmpeg_hears_every_bit_may_be_killed_and_is_followed_by_another() throws Exception {
        Sockets.need(FFMPEG);
        byte[] media = new byte[300 * 960];
        new Random(3).nextBytes(media);
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            Process first = ffmpeg(pipe, List.of());
            try {
                Sockets.await("ffmpeg connects", pipe::connected);
                assertThat(pipe.write(ByteBuffer.wrap(media, 0, 960))).isEqualTo(960);
            } finally {
                first.destroyForcibly().waitFor();
            }
            Sockets.await("the loss is seen", () -> lost(pipe, media));
            Process second = ffmpeg(pipe, List.of());
            try {
                FutureTask<byte[]> heard = new FutureTask<>(() -> second.getInputStream().readAllBytes());
                Thread collector = new Thread(heard, "test-collector");
                collector.start();
                Sockets.await("ffmpeg connects", pipe::connected);
                int[] written = {0};
                Sockets.await("all is written", () -> {
                    written[0] += pipe.write(ByteBuffer.wrap(media, written[0], 960));
                    return written[0] == media.length;
                });
                pipe.disconnect();
                assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(media);
                assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(second.exitValue()).as("a clean end").isZero();
            } finally {
                second.destroyForcibly();
            }
        }
    }

    @Test
    void another_user_is_refused_even_where_the_files_mode_lets_it_in_unless_it_is_listed() throws Exception {
        Sockets.need(FFMPEG);
        Sockets.need(SETPRIV);
        Sockets.need(Peers.ownUid() == 0, "only root can start a reader as another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("x"));
        Files.setAttribute(folder.resolve("x"), "unix:gid", NOBODY);
        String group = Files.getAttribute(folder.resolve("x"), "posix:group").toString();
        Sockets.need(!group.equals(String.valueOf(NOBODY)), "group " + NOBODY + " has no name here");
        List<String> asNobody = List.of(SETPRIV, "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        UnixTransport transport = Sockets.transport(folder, Sockets.settings(folder + "/n.sock", "0660", group, ""));
        try (MediaPipe pipe = transport.open(MAIN)) {
            Process stranger = ffmpeg(pipe, asNobody);
            try {
                Sockets.await("ffmpeg ends", () -> {
                    assertThat(pipe.connected()).isFalse();
                    return !stranger.isAlive();
                });
                assertThat(stranger.getInputStream().readAllBytes()).isEmpty();
            } finally {
                stranger.destroyForcibly();
            }
            Process us = ffmpeg(pipe, List.of());
            Sockets.await("our own user is let in", pipe::connected);
            us.destroyForcibly();
        }
        transport.apply(Sockets.settings(folder + "/n.sock", "0660", group, "1, " + NOBODY));
        try (MediaPipe pipe = transport.open(MAIN)) {
            Process listed = ffmpeg(pipe, asNobody);
            try {
                Sockets.await("the listed user is let in", pipe::connected);
            } finally {
                listed.destroyForcibly();
            }
        }
    }

    @Test
    void refusals_are_told_once_a_minute_with_their_number() throws IOException {
        AtomicLong now = new AtomicLong(-5);
        List<String> lines = new ArrayList<>();
        Peers strict = new Peers(Peers.ownUid() + 1, Set.of(), "/run/x.sock", now::get, lines::add);
        try (SocketPair pair = SocketPair.open()) {
            for (int second = 0; second < 61; second++) {
                assertThat(strict.allowed(pair.one())).isFalse();
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            }
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("/run/x.sock").contains("process " + ProcessHandle.current().pid())
                .contains("user " + Peers.ownUid()).contains("allowedUids").doesNotContain("more");
        assertThat(lines.get(1)).contains("59 more");
    }

    @Test
    void the_cost_of_a_write_and_of_an_empty_look_is_small_and_none_of_the_garbage_is_ours() throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (MediaPipe pipe = Sockets.transport(folder).open(MAIN)) {
            long[] looks = measured(threads, WRITES / 5, pipe::connected);
            System.out.println("an empty look: " + looks[0] + " ns, " + looks[1] + " bytes");
            PipeReader reader = Sockets.connect(pipe.inputUrl());
            Thread drain = new Thread(() -> drain(reader), "test-drain");
            drain.start();
            Sockets.await("the reader is seen", pipe::connected);
            ByteBuffer frame = ByteBuffer.allocateDirect(960);
            AtomicInteger taken = new AtomicInteger();
            long[] writes = measured(threads, WRITES, () -> {
                frame.clear();
                if (pipe.write(frame) > 0) {
                    taken.incrementAndGet();
                } else {
                    Thread.onSpinWait();
                }
                return true;
            });
            System.out.println("a write with its reader on the other core: " + writes[0] + " ns, " + writes[1] + " bytes; taken " + taken);
            assertThat(writes[1]).isLessThanOrEqualTo(32);
            pipe.disconnect();
            drain.join(10_000);
            assertThat(drain.isAlive()).isFalse();
            reader.close();
        }
    }

    private static long[] measured(com.sun.management.ThreadMXBean threads, int times, Sockets.Condition work) throws IOException {
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < 4; round++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                work.met();
            }
            best[0] = Math.min(best[0], (System.nanoTime() - start) / times);
            best[1] = Math.min(best[1], (threads.getCurrentThreadAllocatedBytes() - bytes) / times);
        }
        return best;
    }

    private static void drain(PipeReader reader) {
        ByteBuffer heard = ByteBuffer.allocateDirect(65_536);
        try {
            while (reader.read(heard.clear()) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean lost(MediaPipe pipe, byte[] media) {
        try {
            pipe.write(ByteBuffer.wrap(media, 0, 960));
            return false;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("has gone");
            return true;
        }
    }

    private static Process ffmpeg(MediaPipe pipe, List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(Arrays.asList(FFMPEG, "-nostdin", "-v", "error", "-probesize", "32", "-analyzeduration", "0", "-f", "s16le", "-ar",
                "24000", "-ac", "1", "-i", pipe.inputUrl(), "-f", "s16le", "-"));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
