package announcer.ffmpeg;

import java.time.Duration;

/**
 * The supervisor's time limits.
 *
 * @param start from a process's start to the first advance of its media time
 * @param stale longest time without an advance
 * @param backoffMin delay before the second restart in a row
 * @param backoffMax longest delay
 * @param healthy uninterrupted publishing after which the delay starts again from its shortest
 */
record Timing(Duration start, Duration stale, Duration backoffMin, Duration backoffMax, Duration healthy) {
    Timing {
        if (backoffMax.compareTo(backoffMin) < 0) {
            throw new IllegalArgumentException("backoffMaxMillis " + backoffMax.toMillis() + " is less than backoffMinMillis "
                    + backoffMin.toMillis() + "; make it at least as long");
        }
    }
}
