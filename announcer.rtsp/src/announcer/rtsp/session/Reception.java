package announcer.rtsp.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import announcer.rtsp.rtp.ReceiverReports;

/**
 * What one player received, from one PLAY to its PAUSE or its end. Written by the loop's thread, and only when something is wrong or over: what
 * is well costs no packet anything. Read by any thread.
 */
final class Reception {
    /** What was taken so long before the end of what is asked about counts for all of it: the last packets may wait for this very moment. */
    static final long TOLERANCE_NANOS = 250_000_000;

    private final long fromNanos;
    private final List<ReceiverReports> reports;
    private final LongSupplier takenNanos;
    private final BooleanSupplier dropping;
    private volatile OptionalLong untilNanos = OptionalLong.empty();
    private volatile OptionalLong takenUntilNanos = OptionalLong.empty();
    private volatile OptionalLong refusedNanos = OptionalLong.empty();

    /**
     * @param fromNanos when its packets began to flow
     * @param reports of its tracks
     * @param takenNanos until when its socket has taken all that it was given; any thread may ask
     * @param dropping whether the last packet was dropped, since its socket was full; any thread may ask
     */
    Reception(long fromNanos, List<ReceiverReports> reports, LongSupplier takenNanos, BooleanSupplier dropping) {
        this.fromNanos = fromNanos;
        this.reports = List.copyOf(reports);
        this.takenNanos = takenNanos;
        this.dropping = dropping;
    }

    /** Its machine has told that nobody listens where its packets go. */
    void refused(long nowNanos) {
        refusedNanos = OptionalLong.of(nowNanos);
    }

    /** Packets flow no more. */
    void over(long nowNanos) {
        takenUntilNanos = OptionalLong.of(takenNanos.getAsLong());
        untilNanos = OptionalLong.of(nowNanos);
    }

    /** Whether it ended before this time. */
    boolean endedBefore(long nanos) {
        return untilNanos.isPresent() && untilNanos.getAsLong() - nanos < 0;
    }

    /** Whether packets flowed at some moment of this time. */
    boolean overlaps(long from, long to) {
        return fromNanos - to <= 0 && !endedBefore(from);
    }

    /** Whether packets flowed all of this time, and arrived as far as can be told. */
    boolean received(long from, long to) {
        return fromNanos - from <= 0 && !endedBefore(to)
                && takenUntilNanos.orElseGet(takenNanos) - to >= -TOLERANCE_NANOS
                && !dropping.getAsBoolean()
                && (refusedNanos.isEmpty() || refusedNanos.getAsLong() - from < 0)
                && reports.stream().map(ReceiverReports::deafSince).noneMatch(deaf -> deaf.isPresent() && deaf.getAsLong() - from <= 0);
    }
}
