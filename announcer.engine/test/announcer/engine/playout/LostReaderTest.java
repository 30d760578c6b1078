package announcer.engine.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

/** The pacer and the control thread at one lane at the same time; announcer.jcstress does the same at the width of an instruction. */
class LostReaderTest {
    private static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    private static final int ROUNDS = 300;

    /** A lane that plays a playout to a reader that has just gone. */
    private static final class Round {
        final FakePipe pipe = new FakePipe();
        final PlayoutLane lane = new PlayoutLane(pipe, FORMAT, 0, 0, 0, 500, () -> {});
        final Playout playout = new Playout(PlayoutLaneTest.utterance(10, 1));
        volatile boolean watched;

        Round() {
            pipe.readerComes();
            lane.offer(playout);
            lane.tick(0, 0);
            lane.tick(PcmFormat.FRAME_NANOS, PcmFormat.FRAME_NANOS);
            pipe.readerGoes();
        }
    }

    private final ExecutorService control = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        control.shutdownNow();
    }

    /** The control thread takes up what was lost and then lets the lane go on: what it finds playing then, nobody looks at again. */
    @Test
    void whoever_sees_that_a_reader_was_lost_finds_its_sending_lost() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round r = new Round();
            Callable<Playout.State> watch = () -> {
                r.watched = true;
                while (!r.lane.held()) {
                    Thread.onSpinWait();
                }
                return r.playout.state();
            };
            Future<Playout.State> seen = control.submit(watch);
            while (!r.watched) {
                Thread.yield();
            }
            r.lane.tick(2 * PcmFormat.FRAME_NANOS, 2 * PcmFormat.FRAME_NANOS);
            assertThat(seen.get(10, TimeUnit.SECONDS)).as("round %d", i).isEqualTo(Playout.State.LOST);
        }
    }
}
