package announcer.ffmpeg;

import java.time.Instant;

/** Time, as the supervisor sees it; replaced in tests. */
interface Clock {
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }
    };

    /** Monotonic, in nanoseconds, of no particular origin. */
    long nanos();

    /** The wall clock, for people. */
    Instant instant();
}
