package announcer.engine;

/** Time that passes only when somebody waits for it. */
final class VirtualClock implements Clock {
    private long now = 1_000_000_000L;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void parkUntil(long deadlineNanos) {
        now = Math.max(now, deadlineNanos);
    }

    synchronized void pass(long nanos) {
        now += nanos;
    }
}
