package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSink;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.config.ChannelSettings;

/** A channel at both ends of its load: a hundred calls in one moment, and nothing to say for an hour. */
class RushAndIdleTest {
    private static final int CALLS = 100;
    /** 0.2 s of each call. */
    private static final int FRAMES_OF_A_CALL = 10;

    private final Rig rig = new Rig("");

    @AfterEach
    void close() {
        rig.close();
    }

    /** Speaks a number as sound of that level, 0.2 s of it. */
    private static final class Numbers extends FakeEngine {
        Numbers() {
            super("numbers", Locale.US, 0);
        }

        @Override
        public void synthesize(SpeechRequest r, PcmSink sink) throws SpeechException, InterruptedException {
            short level = Short.parseShort(r.text());
            ByteBuffer frame = ByteBuffer.allocate(FORMAT.bytesPerFrame());
            for (int f = 0; f < FRAMES_OF_A_CALL; f++) {
                frame.clear();
                while (frame.hasRemaining()) {
                    frame.put((byte) level).put((byte) (level >> 8));
                }
                sink.write(frame.flip());
            }
        }
    }

    private void queueOf(int capacity) {
        rig.channels.put(new ChannelSettings("announcer.channel~main", "main", new PcmFormat(24_000, 1), "", List.of(), Prosody.NEUTRAL,
                new LoudnessTarget(-23, -1), List.of(), "", "", "rtsp://elsewhere/x", Optional.empty(), OptionalInt.empty(),
                Duration.ZERO, Duration.ofMillis(100), Duration.ofMinutes(10), capacity, false));
        rig.turn();
    }

    @Test
    void a_hundred_calls_in_one_moment_are_all_spoken_whole_in_order_and_never_two_at_once() throws Exception {
        queueOf(CALLS);
        rig.add(new Numbers(), 0);
        rig.pipe.readerComes();
        List<Announcement> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(rig.say(Integer.toString(1_000 + i)));
        }
        rig.untilDone(calls.get(CALLS - 1));
        assertThat(calls).extracting(a -> a.status().state()).containsOnly(AnnouncementState.SPOKEN);
        assertThat(calls).extracting(a -> a.status().sendings()).containsOnly(1);
        // Two at once would be heard as a level of neither.
        assertThat(rig.heard()).containsExactlyElementsOf(IntStream.range(1_000, 1_000 + CALLS).boxed().toList());
        for (int i = 0; i < CALLS; i++) {
            assertThat(rig.framesOf(1_000 + i)).as("frames of call %d", i).isEqualTo(FRAMES_OF_A_CALL);
        }
    }

    @Test
    void after_an_hour_without_a_call_the_reader_is_still_the_first_one_has_had_every_frame_and_hears_the_next_call() throws Exception {
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        rig.pipe.readerComes();
        rig.run(Duration.ofSeconds(1));
        long written = rig.main().output().lane().written();
        long generation = rig.main().output().lane().generation();
        rig.pipe.forgetWhatComes(true);
        rig.run(Duration.ofHours(1));
        rig.pipe.forgetWhatComes(false);
        assertThat(rig.main().output().lane().written() - written).isBetween(180_000L - 1, 180_000L + 1);
        assertThat(rig.main().output().lane().generation()).isEqualTo(generation);
        assertThat(rig.main().isOnAir()).isTrue();
        assertThat(rig.pusher.requests).as("pushes").hasSize(1);
        assertThat(rig.pusher.restarts).isZero();
        rig.untilDone(rig.say("aa"));
        assertThat(rig.framesOf(1000)).isEqualTo(20);
    }
}
