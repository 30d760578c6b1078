package announcer.transport.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import announcer.testing.concurrent.BoundedTask;

/** The stream: every bit of it, no more held back than was asked for, and its end. */
abstract class StreamContract extends ReaderContract {
    /** The most that may be held between writer and reader, bytes: 200 ms. */
    private static final int MOST_HELD = BYTES_PER_SECOND / 5;

    @Test
    void eight_megabytes_arrive_bit_for_bit() throws Exception {
        int bytes = Media.LENGTH / FRAME * FRAME;
        try (PipeReader reader = reader()) {
            awaitConnected();
            BoundedTask<byte[]> heard = BoundedTask.start("a reader of " + bytes + " bytes", () -> Media.read(reader, bytes));
            long deadline = deadline();
            int written = 0;
            while (written < bytes) {
                int taken = pipe().write(Media.buffer(written, FRAME));
                assertThat(taken).as("whole frames or nothing").isIn(0, FRAME);
                written += taken;
                if (taken == 0) {
                    pause(deadline, "the reader reads on, at byte " + written);
                }
            }
            while (!heard.isDone()) {
                pipe().connected();
                pause(deadline, "the last bytes are read");
            }
            byte[] all = heard.get(Patience.limit());
            pipe().disconnect();
            assertThat(readToEnd(reader)).as("after the last byte").isEmpty();
            assertThat(Arrays.mismatch(all, Media.part(0, bytes))).as("the first byte that differs").isEqualTo(-1);
        }
    }

    @Test
    void a_direct_buffer_is_taken_like_an_array_and_from_its_position() throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(3 * FRAME);
        direct.put(Media.part(0, 3 * FRAME)).position(FRAME).limit(2 * FRAME);
        try (PipeReader reader = reader()) {
            awaitConnected();
            assertThat(pipe().write(direct)).as("bytes taken").isEqualTo(FRAME);
            assertThat(direct.position()).as("position after one frame from the middle").isEqualTo(2 * FRAME);
            assertThat(direct.limit()).as("limit, which is the caller's").isEqualTo(2 * FRAME);
            // The caller may use its buffer again at once.
            direct.clear().put(new byte[3 * FRAME]);
            assertThat(read(reader, FRAME)).as("the frame from the middle of the buffer").isEqualTo(Media.part(FRAME, FRAME));
        }
    }

    @Test
    void several_frames_in_one_write_arrive_whole() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            ByteBuffer frames = Media.buffer(0, 3 * FRAME);
            assertThat(pipe().write(frames)).as("bytes taken of three frames for which there is room").isEqualTo(3 * FRAME);
            assertThat(frames.hasRemaining()).as("something left in a buffer that was taken whole").isFalse();
            assertThat(read(reader, 3 * FRAME)).as("three frames of one write").isEqualTo(Media.part(0, 3 * FRAME));
        }
    }

    @Test
    void a_stalled_reader_holds_nobody_up_and_loses_nothing() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            int held = fill();
            // A system may find a little more room when it is asked again: so it is asked until it says no for half a second.
            long deadline = deadline();
            for (int refused = 0; refused < 500; refused++) {
                ByteBuffer frame = Media.buffer(held, FRAME);
                int taken = pipe().write(frame);
                assertThat(taken).as("whole frames or nothing").isIn(0, FRAME);
                assertThat(frame.position()).as("position of a buffer of which %d bytes were taken", taken).isEqualTo(held + taken);
                assertThat(pipe().connected()).as("the stalled reader is there").isTrue();
                held += taken;
                refused = taken > 0 ? 0 : refused;
                LockSupport.parkNanos(1_000_000);
                pause(deadline, "the pipe is full");
            }
            System.out.println(getClass().getSimpleName() + ": holds " + held + " bytes, " + held * 1000L / BYTES_PER_SECOND
                    + " ms; asked for " + BUFFER * 1000L / BYTES_PER_SECOND + " ms");
            assertThat(held).as("bytes held for a reader that does not read").isBetween(BUFFER / 2, MOST_HELD);
            assertThat(readWhilePacing(reader, held)).as("what was held").isEqualTo(Media.part(0, held));
            while (pipe().write(Media.buffer(held, FRAME)) == 0) {
                pause(deadline, "the pipe takes media again");
            }
            assertThat(readWhilePacing(reader, FRAME)).as("the first frame after the stall").isEqualTo(Media.part(held, FRAME));
        }
    }

    @Test
    void a_reader_that_stalls_again_and_again_loses_nothing() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            int written = 0;
            for (int stall = 0; stall < 30; stall++) {
                int from = written;
                int taken;
                long deadline = deadline();
                do {
                    taken = pipe().write(Media.buffer(written, FRAME));
                    written += taken;
                    if (written == from) {
                        pause(deadline, "the pipe takes media again");
                    }
                } while (taken > 0 || written == from);
                assertThat(readWhilePacing(reader, written - from)).as("what was written since stall %d", stall)
                        .isEqualTo(Media.part(from, written - from));
            }
        }
    }

    @Test
    void disconnecting_ends_the_stream_cleanly_after_its_last_byte() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            for (int written = 0; written < BUFFER / 2; written += FRAME) {
                write(written);
            }
            pipe().disconnect();
            pipe().disconnect();
            assertThat(pipe().connected()).as("a reader after its end").isFalse();
            // Late on purpose: what was written before the end is still there.
            assertThat(readToEnd(reader)).as("all that was written before the end").isEqualTo(Media.part(0, BUFFER / 2));
        }
        serve(0);
    }

    @Test
    void a_full_pipe_that_is_ended_still_gives_all_but_its_last_write() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            int held = fill();
            pipe().disconnect();
            byte[] heard = readToEndWhilePacing(reader);
            assertThat(heard.length).as("bytes heard of a full pipe that was ended").isBetween(held - FRAME, held);
            assertThat(heard).as("what was heard of a full pipe").isEqualTo(Media.part(0, heard.length));
        }
        serve(0);
    }

    @Test
    void the_next_reader_may_come_while_the_last_one_still_reads_its_end() throws Exception {
        try (PipeReader slow = reader()) {
            awaitConnected();
            write(0);
            write(FRAME);
            pipe().disconnect();
            serve(7000);
            assertThat(readToEnd(slow)).as("the end of the first reader's stream").isEqualTo(Media.part(0, 2 * FRAME));
        }
    }
}
