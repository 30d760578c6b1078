package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

/** What an unbroken stream is. */
final class Continuity {
    /** The machine that tests share with others may hold a thread up; the pipe's buffer is 160 ms, a player's is larger. */
    private static final long HELD_UP_MILLIS = 400;

    private Continuity() {
    }

    static void isWhole(Take take) {
        assertThat(take.framesLost()).as("frames lost (or, negative, too many) in %s", take).isZero();
    }

    static void isKept(Take take) {
        isWhole(take);
        assertThat(take.worstLatenessMillis()).as("worst lateness in ms of %s", take).isLessThan(HELD_UP_MILLIS);
    }
}
