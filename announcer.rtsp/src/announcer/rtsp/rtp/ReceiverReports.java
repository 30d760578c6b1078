package announcer.rtsp.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;

/**
 * What one player's RTCP reports tell of one track, from PLAY on: whether anything reaches it, and whether it is still there. Confined to one
 * thread, but for {@link #outages}.
 */
public final class ReceiverReports {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BYE = 203;
    private static final int BLOCK_BYTES = 24;
    /** Fewer may be underway, or lost by chance. */
    private static final int MANY_PACKETS = 10;
    /** Who reports more often does so by the bytes that arrive (ffmpeg), others by the clock: 5 s, more or less by chance (RFC 3550, 6.2). */
    private static final long BY_THE_CLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOCK_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Who reports by bytes is missed so long after its last report, when three times as many have been sent as it used to report after. */
    private static final long BY_BYTES_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int BY_BYTES_TIMES = 3;
    /** Reports that come soon after each other by chance. */
    private static final int FEW = 3;
    /** A longer time between two reports is no interval: the player was held up. */
    private static final long LONGEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(15);

    /**
     * The present state, replaced as a whole.
     *
     * @param last time of the last report
     * @param interval the longest time between two of them; 0: not known
     * @param intervals how many are known
     * @param lastBytes that had been sent when the last came
     * @param bytes the most that were sent between two of them
     * @param deafSince since when nothing reaches it
     * @param goneSince since when it has said BYE
     */
    private record State(long last, long interval, int intervals, long lastBytes, long bytes, OptionalLong deafSince,
            OptionalLong goneSince) {}

    /** What a packet of the player's says of the track. */
    private enum Told {
        NOTHING, HIGHEST, NOTHING_CAME, BYE
    }

    private final int ssrc;
    private final LongSupplier sentBytes;
    private final Outages past = new Outages();
    private boolean compared;
    private long highest;
    private long sentThen;
    private long comparedNanos;
    private long told;
    private volatile Optional<State> state = Optional.empty();

    /**
     * @param ssrc the track's
     * @param sentBytes how many have been sent on it; any thread may ask
     */
    public ReceiverReports(int ssrc, LongSupplier sentBytes) {
        this.ssrc = ssrc;
        this.sentBytes = sentBytes;
    }

    /**
     * Takes a compound packet of the player's.
     *
     * @param sent count of the packets that were sent on the track
     */
    public void incoming(ByteBuf compound, long sent, long nowNanos) {
        Told what = read(compound);
        if (what == Told.BYE) {
            State now = state.orElse(new State(nowNanos, 0, 0, sentBytes.getAsLong(), 0, OptionalLong.empty(), OptionalLong.empty()));
            state = Optional.of(new State(now.last, now.interval, now.intervals, now.lastBytes, now.bytes, now.deafSince,
                    now.goneSince.isPresent() ? now.goneSince : OptionalLong.of(nowNanos)));
        } else if (what == Told.HIGHEST || what == Told.NOTHING_CAME && compared) {
            reported(what == Told.HIGHEST ? told : highest, sent, nowNanos);
        }
    }

    private void reported(long newest, long sent, long nowNanos) {
        OptionalLong deaf = state.map(State::deafSince).orElse(OptionalLong.empty());
        boolean rises = !compared || newest != highest;
        boolean lost = !rises && sent - sentThen >= MANY_PACKETS;
        if (rises) {
            // When between the last two reports it began to arrive again is not known.
            deaf.ifPresent(since -> past.add(since, nowNanos));
            deaf = OptionalLong.empty();
        } else if (lost && deaf.isEmpty()) {
            // Nothing has come since the report before: all was lost from then on.
            deaf = OptionalLong.of(comparedNanos);
        }
        if (rises || lost) {
            compared = true;
            highest = newest;
            sentThen = sent;
            comparedNanos = nowNanos;
        }
        state.flatMap(s -> s.goneSince.isPresent() ? Optional.of(s.goneSince.getAsLong()) : Optional.empty())
                .ifPresent(since -> past.add(since, nowNanos));
        state = Optional.of(next(nowNanos, sentBytes.getAsLong(), deaf));
    }

    private State next(long nowNanos, long bytes, OptionalLong deaf) {
        if (state.isEmpty()) {
            return new State(nowNanos, 0, 0, bytes, 0, deaf, OptionalLong.empty());
        }
        State before = state.get();
        long since = nowNanos - before.last;
        boolean usual = since <= LONGEST_INTERVAL_NANOS;
        return new State(nowNanos, usual ? Math.max(since, before.interval) : before.interval, before.intervals + 1, bytes,
                usual ? Math.max(bytes - before.lastBytes, before.bytes) : before.bytes, deaf, OptionalLong.empty());
    }

    /**
     * When not all arrived. Any thread.
     *
     * @param flowingNanos since when packets flow without a pause: without packets there is nothing to report
     */
    public List<Outage> outages(long flowingNanos) {
        // In this order: one that ends meanwhile is in both rather than in none.
        Optional<State> now = state;
        List<Outage> all = new ArrayList<>(past.past());
        now.ifPresent(s -> {
            s.deafSince.ifPresent(since -> all.add(Outage.since(since)));
            s.goneSince.ifPresent(since -> all.add(Outage.since(since)));
            silentAfter(s, flowingNanos).ifPresent(since -> all.add(Outage.since(since)));
        });
        return all;
    }

    /** From when on who has reported regularly, and does so no more, is taken for gone. */
    private OptionalLong silentAfter(State s, long flowingNanos) {
        long last = s.last - flowingNanos > 0 ? s.last : flowingNanos;
        if (s.interval == 0) {
            return OptionalLong.empty();
        }
        if (s.interval >= BY_THE_CLOCK_NANOS || s.intervals < FEW) {
            return OptionalLong.of(last + 2 * Math.max(s.interval, CLOCK_NANOS));
        }
        return sentBytes.getAsLong() - s.lastBytes > BY_BYTES_TIMES * s.bytes
                ? OptionalLong.of(last + BY_BYTES_NANOS)
                : OptionalLong.empty();
    }

    /** Reads what the packet says of the track; {@link #told} becomes its extended highest sequence number. */
    private Told read(ByteBuf compound) {
        Told found = Told.NOTHING;
        int at = compound.readerIndex();
        while (at + 8 <= compound.writerIndex()) {
            int bytes = (compound.getUnsignedShort(at + 2) + 1) * 4;
            if ((compound.getByte(at) & 0xC0) != 0x80 || at + bytes > compound.writerIndex()) {
                return found;
            }
            int type = compound.getUnsignedByte(at + 1);
            if (type == BYE) {
                return Told.BYE;
            }
            if (type == SENDER_REPORT || type == RECEIVER_REPORT) {
                found = readBlocks(compound, at, bytes, type == SENDER_REPORT ? 28 : 8, found);
            }
            at += bytes;
        }
        return found;
    }

    private Told readBlocks(ByteBuf compound, int at, int bytes, int header, Told before) {
        int blocks = compound.getByte(at) & 0x1F;
        if (blocks == 0) {
            // Blocks are of what has come since the last report.
            return before == Told.NOTHING ? Told.NOTHING_CAME : before;
        }
        for (int block = at + header; blocks > 0 && block + BLOCK_BYTES <= at + bytes; block += BLOCK_BYTES, blocks--) {
            if (compound.getInt(block) == ssrc) {
                told = compound.getUnsignedInt(block + 8);
                return Told.HIGHEST;
            }
        }
        return before;
    }
}
