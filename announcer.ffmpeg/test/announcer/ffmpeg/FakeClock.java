package announcer.ffmpeg;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when told. */
final class FakeClock implements Clock {
    private long nanos = 1_000_000_000_000L;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
