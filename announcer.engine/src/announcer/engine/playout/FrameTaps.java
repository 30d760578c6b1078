package announcer.engine.playout;

import announcer.lib.time.MonotonicClock;
import java.nio.ByteBuffer;
import java.time.InstantSource;

import announcer.api.audio.PcmFormat;

/**
 * Those who hear what a channel sends. They belong to the channel and not to its lane, so that they outlast its readers and its transport;
 * what ends them is the end of the channel or of its format.
 */
public final class FrameTaps {
    /** Listeners that a channel may have: each costs the pacer a copy of every frame. */
    static final int MOST = 8;
    private static final FrameTap[] NOBODY = {};

    private final String channel;
    private final MonotonicClock clock;
    private final InstantSource wall;
    // Guarded by this.
    private PcmFormat format;
    private boolean closed;
    // Changed under the lock, and never in place: the pacer reads it.
    private volatile FrameTap[] present = NOBODY;

    public FrameTaps(String channel, PcmFormat format, MonotonicClock clock, InstantSource wall) {
        this.channel = channel;
        this.format = format;
        this.clock = clock;
        this.wall = wall;
    }

    /**
     * Another listener; one that has ended already when the channel has.
     *
     * @throws IllegalStateException when there are as many as there may be
     */
    public synchronized FrameTap listen() {
        FrameTap[] before = present;
        if (before.length >= MOST) {
            throw new IllegalStateException(
                    "channel \"" + channel + "\" has " + MOST + " listeners, which is all it takes; close one first");
        }
        FrameTap t = new FrameTap(format, clock, wall, this::remove);
        if (closed) {
            t.end();
            return t;
        }
        FrameTap[] after = new FrameTap[before.length + 1];
        System.arraycopy(before, 0, after, 0, before.length);
        after[before.length] = t;
        present = after;
        return t;
    }

    /** The channel's format from now on; who listens to another is at the end. */
    public synchronized void format(PcmFormat next) {
        if (!next.equals(format)) {
            format = next;
            endAll();
        }
    }

    /** The channel has gone. */
    public synchronized void close() {
        closed = true;
        endAll();
    }

    private void endAll() {
        FrameTap[] all = present;
        present = NOBODY;
        for (FrameTap t : all) {
            t.end();
        }
    }

    private synchronized void remove(FrameTap gone) {
        FrameTap[] before = present;
        for (int i = 0; i < before.length; i++) {
            if (before[i] == gone) {
                FrameTap[] after = new FrameTap[before.length - 1];
                System.arraycopy(before, 0, after, 0, i);
                System.arraycopy(before, i + 1, after, i, after.length - i);
                present = after;
                return;
            }
        }
    }

    /**
     * A lane's pipe took a frame. Pacer; neither locks nor allocates, and wakes nobody.
     *
     * @param frame holds the frame from its index 0 on, whatever its position
     */
    void sent(ByteBuffer frame, PcmFormat of, long nowNanos) {
        for (FrameTap t : present) {
            t.sent(frame, of, nowNanos);
        }
    }
}
