package announcer.engine.playout;

import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaPipe;
import announcer.engine.audio.AnnouncementAudio;

/** A lane with a reader, and a playout on it, for one run of a stress test. */
final class SpeakingLane implements MediaPipe {
    /** Small, since a lane and a sentence are made for each run. */
    static final PcmFormat FORMAT = new PcmFormat(8_000, 1);
    private static final byte[] FRAME = new byte[FORMAT.bytesPerFrame()];
    private static final IOException GONE = new IOException("the reader has gone");

    final PlayoutLane lane = new PlayoutLane(this, FORMAT, 0, 0, 0, 500, () -> {});
    final Playout playout;
    boolean readerGone;
    private long now;

    /** @param frames of the playout, which is not on the lane yet */
    SpeakingLane(int frames) {
        AnnouncementAudio u = new AnnouncementAudio(FORMAT.bytesPerFrame(), 100);
        for (int i = 0; i < frames; i++) {
            u.add(FRAME);
        }
        u.complete();
        playout = new Playout(u);
        tick();
    }

    /** One tick of the pacer. */
    void tick() {
        lane.tick(now, now);
        now += PcmFormat.FRAME_NANOS;
    }

    @Override
    public String inputUrl() {
        return "stress:";
    }

    @Override
    public boolean connected() {
        return !readerGone;
    }

    @Override
    public int write(ByteBuffer media) throws IOException {
        if (readerGone) {
            throw GONE;
        }
        int bytes = media.remaining();
        media.position(media.limit());
        return bytes;
    }

    @Override
    public void disconnect() {
        readerGone = true;
    }

    @Override
    public void close() {
        readerGone = true;
    }
}
