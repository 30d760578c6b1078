package announcer.transport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.testing.concurrent.BoundedTask;

/** Readers: they come before, during, late and twice, and go at any byte. */
abstract class ReaderContract extends PipeUnderTest {
    @Test
    void without_a_reader_it_says_so_and_goes_on_listening() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(pipe().connected()).as("a reader that nobody is").isFalse();
        }
        assertThatThrownBy(() -> pipe().write(Media.buffer(0, FRAME))).as("a write to nobody").isInstanceOf(IOException.class);
        pipe().disconnect();
        serve(0);
    }

    @Test
    void a_reader_that_was_there_before_the_first_look_is_served() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            write(0);
            assertThat(read(reader, FRAME)).as("the first bytes that the reader hears").isEqualTo(Media.part(0, FRAME));
        }
    }

    @Test
    void a_reader_that_waits_for_sound_before_there_is_any_hears_the_first_byte() throws Exception {
        try (PipeReader reader = reader()) {
            BoundedTask<byte[]> waiting = BoundedTask.start("a reader before the first byte", () -> Media.read(reader, FRAME));
            awaitConnected();
            write(FRAME);
            assertThat(waiting.get(Patience.limit())).as("the first bytes that a waiting reader hears").isEqualTo(Media.part(FRAME, FRAME));
        }
    }

    @Test
    void a_reader_that_hears_nothing_for_a_while_is_still_there() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            for (int i = 0; i < 500; i++) {
                assertThat(pipe().connected()).as("look %d", i).isTrue();
            }
            write(0);
            assertThat(read(reader, FRAME)).as("the first bytes that the reader hears").isEqualTo(Media.part(0, FRAME));
        }
    }

    @Test
    void readers_come_and_go_and_each_hears_its_own_stream_from_the_first_byte() throws Exception {
        for (int generation = 0; generation < 20; generation++) {
            serve(generation * 1000);
        }
    }

    @Test
    void a_second_reader_hears_nothing_before_the_first_has_gone_and_then_its_own_stream() throws Exception {
        Optional<PipeReader> early = Optional.empty();
        try (PipeReader first = reader()) {
            awaitConnected();
            write(0);
            early = unlessTurnedAway();
            assertThat(pipe().connected()).as("the first stays").isTrue();
            write(FRAME);
            assertThat(read(first, 2 * FRAME)).as("all is the first's").isEqualTo(Media.part(0, 2 * FRAME));
        }
        awaitLoss();
        assertThat(pipe().connected() && early.isEmpty()).as("a reader that nobody is").isFalse();
        try (PipeReader second = early.isPresent() ? early.get() : reader()) {
            awaitConnected();
            write(5000);
            assertThat(read(second, FRAME)).as("the first bytes that the second reader hears").isEqualTo(Media.part(5000, FRAME));
        }
    }

    private Optional<PipeReader> unlessTurnedAway() {
        try {
            return Optional.of(reader());
        } catch (IOException e) {
            // Windows has no queue of readers: the second finds the pipe busy.
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 959, 960, 961, 3000, 3840})
    void a_reader_may_go_at_any_byte_and_the_next_one_hears_a_whole_stream(int bytes) throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            for (int written = 0; written < Math.max(bytes, FRAME); written += FRAME) {
                write(written);
            }
            assertThat(read(reader, bytes)).as("the bytes before the reader goes").isEqualTo(Media.part(0, bytes));
        }
        awaitLoss();
        assertThat(pipe().connected()).as("a reader that has gone").isFalse();
        serve(0);
    }

    @Test
    void a_reader_that_goes_while_nothing_is_written_is_missed_by_looking_alone() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            write(0);
            assertThat(read(reader, FRAME)).as("the first bytes that the reader hears").isEqualTo(Media.part(0, FRAME));
        }
        long deadline = deadline();
        while (pipe().connected()) {
            pause(deadline, "connected() says that the reader has gone");
        }
        serve(0);
    }

    @Test
    void a_visitor_that_has_left_already_is_passed_over() throws Exception {
        reader().close();
        // It may be seen for a moment, but is not taken for a reader for good.
        long deadline = deadline();
        while (pipe().connected()) {
            try {
                pipe().write(Media.buffer(0, FRAME));
            } catch (IOException e) {
                break;
            }
            pause(deadline, "the visitor is seen to have gone");
        }
        serve(0);
    }

    @Test
    void a_stalled_reader_that_goes_is_noticed() throws Exception {
        try (PipeReader reader = reader()) {
            awaitConnected();
            fill();
            assertThat(reader).isNotNull();
        }
        awaitLoss();
        serve(0);
    }
}
