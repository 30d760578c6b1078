package announcer.rtsp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import announcer.rtsp.rtp.Outage;
import announcer.rtsp.rtp.Outages;
import announcer.rtsp.rtp.ReceiverReports;

/**
 * What one player received, over all its PLAYs. Written by the loop's thread, and only when something is wrong, begins or ends: what is well
 * costs no packet anything. Read by any thread. Of what is over it keeps numbers only.
 */
final class Reception {
    /** What was taken so long before the end of what is asked about counts for all of it: the last packets may wait for this very moment. */
    static final long TOLERANCE_NANOS = 250_000_000;
    /** PLAYs of one player that are over: the latest. */
    private static final int MOST_OVER = 16;

    /**
     * What is going on: asked for values, by any thread.
     *
     * @param fromNanos when its packets began to flow
     * @param reports of its tracks
     * @param takenNanos until when its socket has taken all that it was given
     * @param flowingNanos since when its tracks' packets flow without a pause
     * @param outages what its machine refused, and what was dropped
     */
    record Playing(long fromNanos, List<ReceiverReports> reports, LongSupplier takenNanos, LongSupplier flowingNanos, Outages outages) {
        Playing(long fromNanos, List<ReceiverReports> reports, LongSupplier takenNanos, LongSupplier flowingNanos) {
            this(fromNanos, List.copyOf(reports), takenNanos, flowingNanos, new Outages());
        }

        /** As it is now. */
        private Played played(OptionalLong untilNanos) {
            long flowing = flowingNanos.getAsLong();
            List<Outage> all = new ArrayList<>(outages.past());
            reports.forEach(r -> all.addAll(r.outages(flowing)));
            return new Played(fromNanos, untilNanos, takenNanos.getAsLong(), List.copyOf(all));
        }
    }

    /**
     * One PLAY.
     *
     * @param untilNanos its end; empty: it goes on
     * @param takenNanos until when its socket had taken all
     * @param outages when not all arrived
     */
    private record Played(long fromNanos, OptionalLong untilNanos, long takenNanos, List<Outage> outages) {
        boolean endedBefore(long nanos) {
            return untilNanos.isPresent() && untilNanos.getAsLong() - nanos < 0;
        }

        boolean overlaps(long from, long to) {
            return fromNanos - to <= 0 && !endedBefore(from);
        }

        boolean received(long from, long to) {
            return fromNanos - from <= 0 && !endedBefore(to) && takenNanos - to >= -TOLERANCE_NANOS
                    && outages.stream().noneMatch(o -> o.overlaps(from, to));
        }
    }

    private final String address;
    private volatile Optional<Playing> playing = Optional.empty();
    private volatile List<Played> over = List.of();

    /** @param address whose player it is */
    Reception(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Packets begin to flow. */
    void begin(Playing begun) {
        playing = Optional.of(begun);
    }

    /** Its machine has told that nobody listens where its packets go, or one was dropped since its socket was full. */
    void outage(long nowNanos) {
        playing.ifPresent(p -> p.outages.at(nowNanos));
    }

    /** Packets flow no more. */
    void over(long nowNanos) {
        playing.ifPresent(p -> {
            List<Played> next = new ArrayList<>(over);
            next.add(p.played(OptionalLong.of(nowNanos)));
            // Before it is not playing any more: who reads meanwhile finds it twice rather than not at all.
            over = List.copyOf(next.subList(Math.max(0, next.size() - MOST_OVER), next.size()));
            playing = Optional.empty();
        });
    }

    /** Whether it ended before this time, and has not begun again. */
    boolean endedBefore(long nanos) {
        return playing.isEmpty() && over.stream().allMatch(p -> p.endedBefore(nanos));
    }

    private List<Played> all() {
        Optional<Playing> now = playing;
        List<Played> all = new ArrayList<>(over);
        now.ifPresent(p -> all.add(p.played(OptionalLong.empty())));
        return all;
    }

    /** What it has of this time; empty when no packets flowed in it. */
    Optional<Boolean> received(long from, long to) {
        List<Played> meanwhile = all().stream().filter(p -> p.overlaps(from, to)).toList();
        return meanwhile.isEmpty() ? Optional.empty() : Optional.of(meanwhile.stream().anyMatch(p -> p.received(from, to)));
    }
}
