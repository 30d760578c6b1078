package announcer.engine.audio;

import java.nio.ByteBuffer;

/**
 * The sound of one announcement in its channel's format, sentence by sentence. A sentence is added when it is there as a whole, so that
 * whoever makes the next one may fail, go or be replaced without anybody hearing it.
 *
 * <p>
 * Added to by the control thread, read by the pacer through a cursor. While no more than the kept length has come, it can be spoken again
 * from its start, with another cursor; after that, what has been read is forgotten.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer for each field
public final class AnnouncementAudio {
    /** A sentence's frames, and the one after it. */
    private static final class Sentence {
        final byte[] pcm;
        /** The highest sample of each frame: looked for here, so that the pacer need not. */
        final char[] peaks;
        final long first;
        final long end;
        // Set before the frames are published.
        private Sentence next;

        Sentence(byte[] pcm, int frameBytes, long first, long end) {
            this.pcm = pcm;
            this.peaks = new char[pcm.length / frameBytes];
            for (int i = 0; i < peaks.length; i++) {
                peaks[i] = (char) Pcm16.peak(pcm, i * frameBytes, frameBytes);
            }
            this.first = first;
            this.end = end;
        }
    }

    /** One reading of it from its start, by one thread. A former one that is still read changes nothing for the present one. */
    public final class Cursor {
        private Sentence reading;
        private volatile long consumed;

        /**
         * Copies frame {@code index}: 0, or the one read last, or the one after it. The frame must be there. Returns its highest sample, 0
         * to 32768.
         */
        public int read(long index, ByteBuffer into) {
            if (index == 0) {
                reading = head;
            }
            while (index >= reading.end) {
                reading = reading.next;
            }
            int at = (int) (index - reading.first);
            into.put(reading.pcm, at * frameBytes, frameBytes);
            consumed = index + 1;
            return reading.peaks[at];
        }

        /** How many frames have been read. Any thread. */
        public long consumed() {
            return consumed;
        }
    }

    private final int frameBytes;
    private final long keptFrames;
    // Control thread only.
    private Sentence tail;
    private volatile Sentence head;
    private volatile long frames;
    private volatile boolean complete;
    private volatile Cursor cursor = new Cursor();

    /**
     * @param frameBytes size of a frame
     * @param keptFrames frames that are kept to be spoken again
     */
    public AnnouncementAudio(int frameBytes, long keptFrames) {
        this.frameBytes = frameBytes;
        this.keptFrames = keptFrames;
    }

    // --- control thread

    /** Whether the next sentence is wanted already: no more than the kept length waits to be read. */
    public boolean hasRoom() {
        return frames - cursor.consumed < keptFrames;
    }

    /** Adds a sentence. The array is shared and never changed. */
    public void add(byte[] pcm) {
        if (pcm.length % frameBytes != 0) {
            throw new IllegalArgumentException("a sentence has " + pcm.length + " bytes; it must be whole frames of " + frameBytes);
        }
        if (pcm.length == 0) {
            return;
        }
        Sentence s = new Sentence(pcm, frameBytes, frames, frames + pcm.length / frameBytes);
        if (tail == null) {
            head = s;
        } else {
            tail.next = s;
        }
        tail = s;
        // What is being read keeps itself alive, and all that follows it.
        if (s.end > keptFrames && cursor.consumed > 0) {
            head = null;
        }
        frames = s.end;
    }

    /** All sentences are there. */
    public void complete() {
        complete = true;
    }

    /** It is to be spoken again from its start. */
    public void rewind() {
        cursor = new Cursor();
    }

    /** Whether its first frame is still there. */
    public boolean replayable() {
        return head != null || frames == 0;
    }

    // --- any thread

    /** Frames there so far. */
    public long frames() {
        return frames;
    }

    /** Whether no more frames will come. */
    public boolean isComplete() {
        return complete;
    }

    // --- who reads it

    /** The present reading. */
    public Cursor cursor() {
        return cursor;
    }

    /** See {@link Cursor#read}; with the present cursor. */
    public int read(long index, ByteBuffer into) {
        return cursor.read(index, into);
    }
}
