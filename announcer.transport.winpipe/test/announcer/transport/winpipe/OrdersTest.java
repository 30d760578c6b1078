package announcer.transport.winpipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.stream.MediaPipe;
import announcer.transport.winpipe.ModelPipes.ModelReader;

/** Orders of events, on the model. Numbers are the error codes of Windows. */
class OrdersTest {
    private static final String NAME = "tts_audio_pipe";
    private static final String PATH = "\\\\.\\pipe\\tts_audio_pipe";

    private final ModelPipes windows = new ModelPipes();

    private MediaPipe open() throws Exception {
        return Pipes.transport(windows, NAME).open(Pipes.request("main"));
    }

    private ModelInstance latest() {
        return windows.instances.get(windows.instances.size() - 1);
    }

    private static ByteBuffer frame() {
        return ByteBuffer.allocate(Pipes.FRAME);
    }

    private static int fill(MediaPipe pipe) throws IOException {
        int held = 0;
        for (int taken = pipe.write(frame()); taken > 0; taken = pipe.write(frame())) {
            held += taken;
        }
        return held;
    }

    @Test
    void a_reader_that_is_there_before_the_pipe_waits_for_one_is_served_535() throws Exception {
        windows.afterCreate = () -> enter();
        try (MediaPipe pipe = open()) {
            windows.afterCreate = () -> {};
            assertThat(latest().calls.toString()).isEqualTo("connect ");
            assertThat(pipe.connected()).isTrue();
            assertThat(pipe.write(frame())).isEqualTo(Pipes.FRAME);
        }
    }

    @Test
    void a_reader_that_came_and_went_before_the_pipe_waited_for_one_is_passed_over_232() throws Exception {
        windows.afterCreate = () -> enter().close();
        try (MediaPipe pipe = open()) {
            windows.afterCreate = () -> {};
            assertThat(pipe.connected()).isFalse();
            assertThat(pipe.connected()).isFalse();
            assertThat(windows.open()).as("instances").isEqualTo(1);
            try (ModelReader next = windows.open(PATH)) {
                assertThat(pipe.connected()).isTrue();
                assertThat(next.instance().serverOpen()).isTrue();
            }
        }
    }

    @Test
    void a_crowd_that_comes_and_goes_at_once_costs_one_fresh_instance_a_look() throws Exception {
        windows.afterCreate = () -> enter().close();
        try (MediaPipe pipe = open()) {
            for (int look = 1; look <= 20; look++) {
                assertThat(pipe.connected()).isFalse();
                assertThat(windows.created).isEqualTo(1 + look);
            }
            assertThat(windows.open()).isEqualTo(1);
        }
    }

    @Test
    void a_reader_that_came_while_the_pipe_waited_and_left_before_it_was_looked_for_is_passed_over_997_then_232() throws Exception {
        try (MediaPipe pipe = open()) {
            enter().close();
            assertThat(pipe.connected()).isFalse();
            try (ModelReader next = windows.open(PATH)) {
                assertThat(pipe.connected()).isTrue();
                assertThat(next.instance()).isSameAs(latest());
            }
        }
    }

    @Test
    void a_second_reader_finds_the_pipe_busy_231_until_the_first_has_left() throws Exception {
        try (MediaPipe pipe = open()) {
            ModelReader first = windows.open(PATH);
            assertThatThrownBy(() -> windows.open(PATH)).hasMessageContaining("231");
            assertThat(pipe.connected()).isTrue();
            assertThatThrownBy(() -> windows.open(PATH)).hasMessageContaining("231");
            first.close();
            assertThat(pipe.connected()).as("seen alive when it was let in").isTrue();
            assertThat(pipe.connected()).isFalse();
            try (ModelReader second = windows.open(PATH)) {
                assertThat(pipe.connected()).isTrue();
                assertThat(second.instance()).isNotSameAs(first.instance());
            }
        }
    }

    @Test
    void a_write_to_a_reader_that_has_left_says_so_232_and_the_next_is_listened_for() throws Exception {
        try (MediaPipe pipe = open()) {
            ModelReader reader = windows.open(PATH);
            assertThat(pipe.connected()).isTrue();
            reader.close();
            assertThatThrownBy(() -> pipe.write(frame())).isInstanceOf(IOException.class).hasMessageContaining("has gone")
                    .hasMessageContaining("232");
            assertThat(pipe.connected()).isFalse();
            assertThat(latest().calls.toString()).isEqualTo("connect ");
        }
    }

    @Test
    void a_write_that_waits_for_room_ends_when_its_reader_leaves_109() throws Exception {
        try (MediaPipe pipe = open()) {
            ModelReader reader = windows.open(PATH);
            assertThat(pipe.connected()).isTrue();
            assertThat(fill(pipe)).as("quota and the one that waits").isEqualTo(8 * Pipes.FRAME);
            assertThat(pipe.connected()).isTrue();
            assertThat(pipe.connected()).as("no probe while a write is underway").isTrue();
            reader.close();
            assertThatThrownBy(() -> pipe.write(frame())).hasMessageContaining("109");
            assertThat(reader.instance().calls.toString()).doesNotContain("cancel").endsWith("close ");
        }
    }

    @Test
    void a_loss_while_a_write_waits_is_seen_by_looking_alone() throws Exception {
        try (MediaPipe pipe = open()) {
            ModelReader reader = windows.open(PATH);
            pipe.connected();
            fill(pipe);
            pipe.connected();
            reader.close();
            assertThat(pipe.connected()).isFalse();
        }
    }

    @Test
    void a_write_that_waits_holds_back_the_next_one_and_is_then_over() throws Exception {
        try (MediaPipe pipe = open(); ModelReader reader = windows.open(PATH)) {
            pipe.connected();
            fill(pipe);
            ByteBuffer next = frame();
            assertThat(pipe.write(next)).isZero();
            assertThat(next.position()).isZero();
            assertThat(reader.read(ByteBuffer.allocate(Pipes.FRAME - 1))).isEqualTo(Pipes.FRAME - 1);
            assertThat(pipe.write(next)).as("one byte too few has been read").isZero();
            assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(1);
            assertThat(pipe.write(next)).isEqualTo(Pipes.FRAME);
        }
    }

    @Test
    void ending_a_stream_whose_last_write_waits_cancels_it_and_closes_once_it_is_over() throws Exception {
        try (MediaPipe pipe = open(); ModelReader reader = windows.open(PATH)) {
            pipe.connected();
            int taken = fill(pipe);
            pipe.disconnect();
            assertThat(reader.instance().calls.toString()).endsWith("cancel ");
            assertThat(reader.instance().serverOpen()).as("its buffer is Windows' still").isTrue();
            assertThat(pipe.connected()).isFalse();
            assertThat(reader.instance().calls.toString()).endsWith("cancel close ");
            assertThat(drain(reader)).isEqualTo(taken - Pipes.FRAME);
        }
    }

    @Test
    void a_write_that_is_over_just_as_it_is_cancelled_closes_at_once() throws Exception {
        try (MediaPipe pipe = open(); ModelReader reader = windows.open(PATH)) {
            pipe.connected();
            int taken = fill(pipe);
            reader.instance().endsAsItIsCancelled = true;
            pipe.disconnect();
            assertThat(reader.instance().calls.toString()).endsWith("cancel close ");
            assertThat(drain(reader)).isEqualTo(taken);
        }
    }

    @Test
    void closing_closes_also_what_was_cancelled_earlier() throws Exception {
        MediaPipe pipe = open();
        try (ModelReader reader = windows.open(PATH)) {
            pipe.connected();
            fill(pipe);
            pipe.disconnect();
            pipe.close();
            assertThat(reader.instance().serverOpen()).isFalse();
        }
        assertThat(windows.open()).isZero();
    }

    @Test
    void closing_while_nobody_is_there_cancels_the_wait_and_awaits_its_end() throws Exception {
        MediaPipe pipe = open();
        ModelInstance listening = latest();
        pipe.close();
        pipe.close();
        assertThat(listening.calls.toString()).isEqualTo("connect cancel await close ");
        assertThat(windows.open()).isZero();
    }

    @Test
    void a_reader_that_comes_at_the_very_end_gets_an_empty_stream() throws Exception {
        MediaPipe pipe = open();
        try (ModelReader late = windows.open(PATH)) {
            pipe.close();
            assertThat(late.read(frame())).isEqualTo(-1);
        }
    }

    @Test
    void the_fresh_instance_is_there_before_the_old_one_ends() throws Exception {
        try (MediaPipe pipe = open(); ModelReader reader = windows.open(PATH)) {
            pipe.connected();
            windows.afterCreate = () -> assertThat(reader.instance().serverOpen()).as("the old one").isTrue();
            pipe.disconnect();
            assertThat(windows.created).isEqualTo(2);
            assertThat(reader.instance().serverOpen()).isFalse();
            windows.afterCreate = () -> {};
        }
    }

    @Test
    void when_no_fresh_instance_can_be_made_the_pipe_says_that_it_must_be_opened_anew() throws Exception {
        MediaPipe pipe = open();
        ModelReader reader = windows.open(PATH);
        pipe.connected();
        windows.createError = Win32Error.PIPE_BUSY;
        pipe.disconnect();
        assertThatThrownBy(pipe::connected).isInstanceOf(IOException.class).hasMessageContaining("open it again");
        assertThatThrownBy(() -> pipe.write(frame())).isInstanceOf(IOException.class);
        pipe.close();
        reader.close();
        windows.createError = 0;
        open().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {Win32Error.ACCESS_DENIED, Win32Error.PIPE_BUSY})
    void a_name_that_another_program_has_is_refused_in_words(int error) {
        windows.createError = error;
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining(PATH).hasMessageContaining("another program")
                .hasMessageContaining("pipeName").hasMessageContaining("error " + error);
    }

    @Test
    void a_name_is_refused_while_the_last_reader_still_drains_it_and_granted_when_it_has_gone() throws Exception {
        MediaPipe pipe = open();
        ModelReader slow = windows.open(PATH);
        pipe.connected();
        pipe.write(frame());
        pipe.close();
        assertThatThrownBy(this::open).hasMessageContaining("the last reader of ours has not left yet");
        slow.close();
        open().close();
    }

    private ModelReader enter() {
        try {
            return windows.open(PATH);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int drain(ModelReader reader) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(100 * Pipes.FRAME);
        while (reader.read(all) >= 0) {
            assertThat(all.hasRemaining()).isTrue();
        }
        return all.position();
    }
}
