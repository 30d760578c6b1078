package announcer.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;

/**
 * What every transport must do. A subclass brings the transport and a reader that is as real as it can be. The test's own thread plays
 * the pacer.
 */
public abstract class MediaTransportContract {
    protected static final int FRAME = 960;
    protected static final int BYTES_PER_SECOND = 48_000;
    protected static final int BUFFER = 8 * FRAME;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final byte[] MEDIA = media(1 << 20);

    /** The other end of a pipe. */
    public interface Reader extends AutoCloseable {
        /** Waits for at least one byte. -1: the stream has ended cleanly. */
        int read(ByteBuffer into) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The transport under test; asked for once a test. */
    protected abstract MediaTransport transport() throws Exception;

    /** Connects to a pipe, without waiting for it to look. */
    protected abstract Reader connect(String inputUrl) throws IOException;

    /** Whether anything of a closed pipe is still there. */
    protected abstract boolean anythingLeft(String inputUrl);

    private MediaTransport transport;
    private MediaPipe pipe;

    @BeforeEach
    void openPipe() throws Exception {
        transport = transport();
        pipe = transport.open(request());
    }

    @AfterEach
    void closePipe() {
        pipe.close();
    }

    protected static PipeRequest request() {
        return new PipeRequest("main", "audio", BYTES_PER_SECOND, FRAME, BUFFER);
    }

    @Test
    void without_a_reader_it_says_so_and_goes_on_listening() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(pipe.connected()).isFalse();
        }
        ByteBuffer frame = ByteBuffer.allocateDirect(FRAME);
        assertThatThrownBy(() -> pipe.write(frame)).isInstanceOf(IOException.class);
        pipe.disconnect();
        serve(0);
    }

    @Test
    void a_reader_that_was_there_before_the_first_look_hears_every_bit() throws Exception {
        try (Reader reader = connect(pipe.inputUrl())) {
            assertThat(pipe.connected()).isTrue();
            assertThat(exchange(reader, 600 * FRAME)).isEqualTo(first(600 * FRAME));
        }
    }

    @Test
    void readers_come_and_go_and_each_hears_its_own_stream_from_the_first_byte() throws IOException {
        for (int generation = 0; generation < 20; generation++) {
            serve(generation * 1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 959, 960, 961, 5000, 7680})
    void a_reader_may_go_at_any_byte_and_the_next_one_hears_a_whole_stream(int bytes) throws Exception {
        Reader reader = connect(pipe.inputUrl());
        awaitConnected();
        int written = 0;
        while (written < bytes + FRAME && written < BUFFER / 2 + bytes) {
            int taken = pipe.write(ByteBuffer.wrap(MEDIA, written, FRAME));
            if (taken == 0) {
                break;
            }
            written += taken;
        }
        assertThat(readFully(reader, Math.min(bytes, written))).isEqualTo(first(Math.min(bytes, written)));
        reader.close();
        awaitLoss();
        assertThat(pipe.connected()).isFalse();
        serve(0);
    }

    @Test
    void a_stalled_reader_holds_nobody_up_and_loses_nothing() throws Exception {
        try (Reader reader = connect(pipe.inputUrl())) {
            awaitConnected();
            int held = fill();
            System.out.println(getClass().getSimpleName() + ": backlog " + held + " bytes, " + held * 1000L / BYTES_PER_SECOND
                    + " ms; asked for " + BUFFER * 1000L / BYTES_PER_SECOND + " ms");
            assertThat(held).isBetween(BUFFER / 4, BUFFER + 2 * FRAME);
            for (int i = 0; i < 50; i++) {
                ByteBuffer frame = ByteBuffer.wrap(MEDIA, held, FRAME);
                long start = System.nanoTime();
                assertThat(pipe.write(frame)).isZero();
                assertThat(frame.position()).isEqualTo(held);
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
            }
            assertThat(readFully(reader, held)).isEqualTo(first(held));
            long deadline = System.nanoTime() + DEADLINE_NANOS;
            while (pipe.write(ByteBuffer.wrap(MEDIA, held, FRAME)) == 0) {
                pause(deadline, "the pipe takes media again");
            }
            assertThat(readFully(reader, FRAME)).isEqualTo(Arrays.copyOfRange(MEDIA, held, held + FRAME));
        }
    }

    @Test
    void a_stalled_reader_that_goes_is_noticed() throws Exception {
        Reader reader = connect(pipe.inputUrl());
        awaitConnected();
        fill();
        reader.close();
        awaitLoss();
        serve(0);
    }

    @Test
    void several_frames_in_one_write_arrive_whole() throws Exception {
        try (Reader reader = connect(pipe.inputUrl())) {
            awaitConnected();
            ByteBuffer frames = ByteBuffer.wrap(MEDIA, 0, 3 * FRAME);
            assertThat(pipe.write(frames)).isEqualTo(3 * FRAME);
            assertThat(frames.hasRemaining()).isFalse();
            assertThat(readFully(reader, 3 * FRAME)).isEqualTo(first(3 * FRAME));
        }
    }

    @Test
    void a_visitor_that_has_left_already_is_passed_over() throws Exception {
        connect(pipe.inputUrl()).close();
        awaitConnectedThenGone();
        serve(0);
    }

    @Test
    void disconnecting_ends_the_stream_cleanly_after_its_last_byte() throws Exception {
        try (Reader reader = connect(pipe.inputUrl())) {
            awaitConnected();
            assertThat(pipe.write(ByteBuffer.wrap(MEDIA, 0, FRAME))).isEqualTo(FRAME);
            assertThat(pipe.write(ByteBuffer.wrap(MEDIA, FRAME, FRAME))).isEqualTo(FRAME);
            pipe.disconnect();
            assertThat(readFully(reader, 2 * FRAME)).isEqualTo(first(2 * FRAME));
            assertThat(within(() -> reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
        }
        assertThat(pipe.connected()).isFalse();
        serve(0);
    }

    @Test
    void closing_ends_the_stream_and_leaves_nothing() throws Exception {
        String url = pipe.inputUrl();
        assertThat(anythingLeft(url)).isTrue();
        try (Reader reader = connect(url)) {
            awaitConnected();
            assertThat(pipe.write(ByteBuffer.wrap(MEDIA, 0, FRAME))).isEqualTo(FRAME);
            pipe.close();
            pipe.close();
            assertThat(readFully(reader, FRAME)).isEqualTo(first(FRAME));
            assertThat(within(() -> reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
        }
        assertThat(anythingLeft(url)).isFalse();
        assertThatThrownBy(() -> pipe.connected()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> pipe.write(ByteBuffer.wrap(MEDIA, 0, FRAME))).isInstanceOf(IOException.class);
        assertThatCode(() -> pipe.disconnect()).doesNotThrowAnyException();
    }

    @Test
    void opening_and_closing_fifty_times_leaves_no_file_descriptor() throws Exception {
        pipe.close();
        openUseAndClose(5);
        List<String> before = descriptors();
        openUseAndClose(50);
        assertThat(descriptors()).as("before: %s", before).hasSizeLessThanOrEqualTo(before.size());
    }

    private void openUseAndClose(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            pipe = transport.open(request());
            serve(0);
            try (Reader reader = connect(pipe.inputUrl())) {
                awaitConnected();
                pipe.close();
                assertThat(within(() -> reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
            }
        }
    }

    /** Serves one more reader, from the given place of the media. */
    private void serve(int from) throws IOException {
        try (Reader reader = connect(pipe.inputUrl())) {
            awaitConnected();
            assertThat(pipe.write(ByteBuffer.wrap(MEDIA, from, FRAME))).isEqualTo(FRAME);
            assertThat(readFully(reader, FRAME)).isEqualTo(Arrays.copyOfRange(MEDIA, from, from + FRAME));
            pipe.disconnect();
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes while the reader reads at its leisure. */
    private byte[] exchange(Reader reader, int bytes) throws Exception {
        FutureTask<byte[]> heard = start(() -> readAll(reader, bytes));
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        int written = 0;
        while (written < bytes) {
            int taken = pipe.write(ByteBuffer.wrap(MEDIA, written, FRAME));
            assertThat(taken).isIn(0, FRAME);
            written += taken;
            if (taken == 0) {
                pause(deadline, "the reader reads on");
            }
        }
        return heard.get(15, TimeUnit.SECONDS);
    }

    private int fill() throws IOException {
        int held = 0;
        int taken;
        do {
            taken = pipe.write(ByteBuffer.wrap(MEDIA, held, FRAME));
            assertThat(taken).isIn(0, FRAME);
            held += taken;
        } while (taken > 0 && held < MEDIA.length - FRAME);
        return held;
    }

    protected final void awaitConnected() throws IOException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!pipe.connected()) {
            pause(deadline, "the reader is seen");
        }
    }

    /** A transport may see such a visitor for a moment, but not take it for a reader for good. */
    private void awaitConnectedThenGone() throws IOException {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (pipe.connected()) {
            try {
                pipe.write(ByteBuffer.wrap(MEDIA, 0, FRAME));
            } catch (IOException e) {
                return;
            }
            pause(deadline, "the visitor is seen to have gone");
        }
    }

    private void awaitLoss() {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (true) {
            try {
                pipe.write(ByteBuffer.wrap(MEDIA, 0, FRAME));
            } catch (IOException e) {
                return;
            }
            pause(deadline, "write says that the reader has gone");
        }
    }

    private static byte[] readFully(Reader reader, int bytes) throws ExecutionException, InterruptedException, TimeoutException {
        return within(() -> readAll(reader, bytes));
    }

    private static byte[] readAll(Reader reader, int bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(bytes);
        while (all.hasRemaining()) {
            if (reader.read(all) < 0) {
                throw new IOException("the stream ended after " + all.position() + " of " + bytes + " bytes");
            }
        }
        return all.array();
    }

    /** Runs what may wait for ever on a thread that may. */
    private static <T> T within(Callable<T> work) throws ExecutionException, InterruptedException, TimeoutException {
        return start(work).get(15, TimeUnit.SECONDS);
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "contract-reader");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void pause(long deadline, String what) {
        if (System.nanoTime() - deadline > 0) {
            throw new AssertionError("waited too long until " + what);
        }
        LockSupport.parkNanos(100_000);
    }

    private static byte[] first(int bytes) {
        return Arrays.copyOf(MEDIA, bytes);
    }

    private static byte[] media(int bytes) {
        byte[] random = new byte[bytes];
        new Random(42).nextBytes(random);
        return random;
    }

    /** What the file descriptors of this process are open on; empty where the system does not list them. */
    private static List<String> descriptors() throws IOException {
        List<String> targets = new ArrayList<>();
        String[] list = new File("/proc/self/fd").list();
        for (String descriptor : list == null ? new String[0] : list) {
            try {
                targets.add(Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString());
            } catch (NoSuchFileException e) {
                // It was the one that listed the others.
            }
        }
        return targets;
    }
}
