package announcer.engine.background;

import java.io.IOException;

/** Where background sound comes from. One thread, the feeder's. */
interface SoundSource {
    /**
     * Plays it, until it ends or the feed is closed. May be called again after that, also after a failure.
     *
     * @throws IOException when nothing could be heard, or nothing more can; the message says why and, where somebody can help, what to do
     */
    void play(FrameFeed feed) throws IOException;
}
