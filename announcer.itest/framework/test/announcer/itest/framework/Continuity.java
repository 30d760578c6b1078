package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

/** Assertions that a stream is unbroken. */
final class Continuity {
    /**
     * The machine that tests share with others may hold a thread up; the pipe's buffer is 160 ms, a player's is larger. Where it stood
     * still for longer, the listener's stall monitor did so too, and that comes on top.
     */
    private static final long HELD_UP_MILLIS = 400;

    private Continuity() {
    }

    static void isWhole(ReceivedAudio audio) {
        assertThat(audio.framesLost()).as("frames lost (or, negative, too many) in %s", audio).isZero();
    }

    static void isKept(Listener listener) {
        ReceivedAudio audio = listener.received();
        isWhole(audio);
        long late = audio.worstLatenessMillis();
        // Asked for last: a stall that made the stream late is not missed.
        long stalled = listener.worstStallMillis();
        assertThat(late).as("worst lateness in ms of %s, on a machine that stalled for %d ms", audio, stalled)
                .isLessThan(HELD_UP_MILLIS + stalled);
    }
}
