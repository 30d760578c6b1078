package announcer.transport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.testing.concurrent.BoundedTask;

/** The transport under test, and the steps that tests share. The test's own thread plays the pacer. */
@ExtendWith(TestLimit.class)
abstract class PipeUnderTest {
    /** One write: 20 ms of 24 kHz mono. */
    protected static final int FRAME = 960;
    protected static final int BYTES_PER_SECOND = 48_000;
    /** 160 ms. */
    protected static final int BUFFER = 8 * FRAME;

    private MediaTransport transport;
    private PacedPipe pipe;

    /** The transport under test, ready to open pipes; asked for once a test. */
    protected abstract MediaTransport transport() throws Exception;

    /**
     * Connects to a pipe, without waiting for the pipe to look.
     *
     * @throws IOException when nobody listens there, or when the system turns away a second reader
     */
    protected abstract PipeReader connect(String inputUrl) throws IOException;

    /** Whether anything of a closed pipe is still there: its file, its listener. */
    protected abstract boolean anythingLeft(String inputUrl);

    /** Returns the number of open handles of this process, or 0 when it is unknown; override it on systems without file descriptors. */
    protected int openHandles() {
        String[] list = new File("/proc/self/fd").list();
        return list == null ? 0 : list.length;
    }

    /** How long one test may take; what is longer than that blocks. For slow systems. */
    protected Duration limitPerTest() {
        return Duration.ofSeconds(20);
    }

    protected static PipeRequest request(String channel) {
        return new PipeRequest(channel, "audio", BYTES_PER_SECOND, FRAME, BUFFER);
    }

    @BeforeEach
    void openPipe() throws Exception {
        transport = transport();
        pipe = open("main");
    }

    @AfterEach
    void closePipe() {
        // The transport may have failed to open at all.
        if (pipe != null) {
            pipe.close();
        }
    }

    /** The open pipe of the channel {@code main}. */
    final MediaPipe pipe() {
        return pipe;
    }

    /** The same pipe, whose calls cost nothing but their own. */
    final MediaPipe unwatchedPipe() {
        return pipe.unwatched();
    }

    /** Opens another pipe: of another channel, or of the same one. */
    final PacedPipe open(String channel) throws IOException {
        return new PacedPipe(transport.open(request(channel)));
    }

    final void reopen() throws IOException {
        pipe = open("main");
    }

    final PipeReader reader() throws IOException {
        return connect(pipe.inputUrl());
    }

    /**
     * A reader that tries again, while the pacer looks: where the system has no queue of readers, one that has left may keep its place
     * until it is looked for.
     */
    final PipeReader nextReader() throws IOException {
        long deadline = deadline();
        while (true) {
            try {
                return reader();
            } catch (IOException e) {
                pipe.connected();
                pause(deadline, "the next reader is let in: " + e.getMessage());
            }
        }
    }

    /** Writes one frame, which must be taken whole. */
    final void write(int from) throws IOException {
        assertThat(pipe.write(Media.buffer(from, FRAME))).as("bytes taken of a frame for which there is room").isEqualTo(FRAME);
    }

    /** Writes until nothing more is taken. Returns the bytes that were. */
    final int fill() throws IOException {
        int held = 0;
        int taken;
        do {
            taken = pipe.write(Media.buffer(held, FRAME));
            assertThat(taken).as("whole frames or nothing").isIn(0, FRAME);
            held += taken;
        } while (taken > 0 && held < Media.LENGTH - FRAME);
        return held;
    }

    /** Serves one more reader, who hears one frame from the given place of the media as its first bytes, and then a clean end. */
    final void serve(int from) throws Exception {
        try (PipeReader reader = nextReader()) {
            awaitConnected();
            write(from);
            assertThat(read(reader, FRAME)).as("the first bytes that the next reader hears").isEqualTo(Media.part(from, FRAME));
            pipe.disconnect();
            assertThat(readToEnd(reader)).as("nothing after the last frame").isEmpty();
        }
    }

    final void awaitConnected() throws IOException {
        long deadline = deadline();
        while (!pipe.connected()) {
            pause(deadline, "the reader is seen");
        }
    }

    /** Writes until the pipe says that its reader has gone. */
    final void awaitLoss() {
        long deadline = deadline();
        while (true) {
            try {
                pipe.write(Media.buffer(0, FRAME));
            } catch (IOException e) {
                return;
            }
            pause(deadline, "write says that the reader has gone");
        }
    }

    /** Reads while the pacer looks at the pipe now and then, as it does: a pipe may need that to hand over the rest of a write. */
    final byte[] readWhilePacing(PipeReader reader, int bytes) throws Exception {
        BoundedTask<byte[]> reading = BoundedTask.start("reading " + bytes + " bytes", () -> Media.read(reader, bytes));
        long deadline = deadline();
        while (!reading.isDone()) {
            pipe.connected();
            pause(deadline, bytes + " bytes are read");
        }
        return reading.get(Patience.limit());
    }

    /** Reads to the end while the pacer looks at the pipe now and then: a pipe may need that to end a stream. */
    final byte[] readToEndWhilePacing(PipeReader reader) throws Exception {
        BoundedTask<byte[]> reading = BoundedTask.start("reading to the end", () -> Media.readToEnd(reader));
        long deadline = deadline();
        while (!reading.isDone()) {
            pipe.connected();
            pause(deadline, "the end is read");
        }
        return reading.get(Patience.limit());
    }

    static byte[] read(PipeReader reader, int bytes) throws Exception {
        return BoundedTask.start("reading " + bytes + " bytes", () -> Media.read(reader, bytes)).get(Patience.limit());
    }

    static byte[] readToEnd(PipeReader reader) throws Exception {
        return BoundedTask.start("reading to the end", () -> Media.readToEnd(reader)).get(Patience.limit());
    }

    static long deadline() {
        return System.nanoTime() + Patience.nanos();
    }

    static void pause(long deadline, String what) {
        if (System.nanoTime() - deadline > 0) {
            throw new AssertionError("waited too long until " + what);
        }
        LockSupport.parkNanos(100_000);
    }
}
