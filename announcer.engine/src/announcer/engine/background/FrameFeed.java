package announcer.engine.background;

import java.util.concurrent.locks.LockSupport;

import announcer.api.audio.PcmFormat;
import announcer.engine.playout.BackgroundTrack;

/** Cuts sound into frames and brings them to a track. One thread; {@link #close} may be called by any. */
final class FrameFeed {
    /** How long to wait while the track has two seconds of sound. */
    private static final long FULL_NANOS = 200_000_000;

    private final BackgroundTrack track;
    private final Runnable onFrame;
    private final byte[] frame;
    /** The last frame before some are left out, faded out. */
    private final byte[] bridge;
    private int filled;
    private long frames;
    private boolean leavingOut;
    private volatile boolean closed;

    /** @param onFrame called at each frame that was brought or left out */
    FrameFeed(BackgroundTrack track, Runnable onFrame) {
        this.track = track;
        this.onFrame = onFrame;
        this.frame = new byte[track.format().bytesPerFrame()];
        this.bridge = new byte[frame.length];
    }

    PcmFormat format() {
        return track.format();
    }

    /** Whether no more sound is wanted. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** Frames that came so far. */
    long frames() {
        return frames;
    }

    /** Another sound begins: half a frame of the former one is left out. */
    void begin() {
        filled = 0;
    }

    /** Brings sound of a file, in the channel's format, and waits for room. */
    void bring(byte[] pcm, int bytes) {
        cut(pcm, bytes, () -> {
            while (!track.offer(frame) && !closed) {
                LockSupport.parkNanos(FULL_NANOS);
            }
        });
    }

    /** Brings sound that goes on whether it is heard or not. What finds no room is left out, a second at once. */
    void bringLive(byte[] pcm, int bytes) {
        cut(pcm, bytes, this::offerLive);
    }

    private void cut(byte[] pcm, int bytes, Runnable offer) {
        for (int at = 0; at < bytes && !closed;) {
            int part = Math.min(frame.length - filled, bytes - at);
            System.arraycopy(pcm, at, frame, filled, part);
            filled += part;
            at += part;
            if (filled == frame.length) {
                filled = 0;
                frames++;
                offer.run();
                onFrame.run();
            }
        }
    }

    private void offerLive() {
        if (!leavingOut) {
            if (!track.offer(frame)) {
                leavingOut = true;
                System.arraycopy(frame, 0, bridge, 0, frame.length);
                fade(bridge, 1, 0);
            }
        } else if (track.ready() <= BackgroundTrack.ENOUGH) {
            leavingOut = false;
            fade(frame, 0, 1);
            track.offer(bridge);
            track.offer(frame);
        }
    }

    private void fade(byte[] pcm, float from, float to) {
        int channels = track.format().channels();
        int groups = track.format().sampleGroupsPerFrame();
        for (int g = 0, at = 0; g < groups; g++) {
            float factor = from + (to - from) * (g + 1) / groups;
            for (int c = 0; c < channels; c++, at += PcmFormat.BYTES_PER_SAMPLE) {
                int sample = Math.round((short) (pcm[at] & 0xff | pcm[at + 1] << 8) * factor);
                pcm[at] = (byte) sample;
                pcm[at + 1] = (byte) (sample >> 8);
            }
        }
    }
}
