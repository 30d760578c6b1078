package announcer.engine.playout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.stream.MediaPipe;

/** A pipe whose reader the test moves: comes, stalls, goes. Keeps what was written to the present reader. */
public class FakePipe implements MediaPipe {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean readerThere;
    private boolean readerGone;
    private boolean keep = true;
    private int room = Integer.MAX_VALUE;
    long bytes;
    public boolean closed;
    int readers;

    public synchronized void readerComes() {
        readerThere = true;
        readerGone = false;
        out.reset();
        bytes = 0;
        readers++;
    }

    public synchronized void readerGoes() {
        readerGone = true;
    }

    /** The reader takes no more than this many bytes from now on. */
    public synchronized void room(int bytesLeft) {
        room = bytesLeft;
    }

    synchronized void forgetWhatComes() {
        forgetWhatComes(true);
    }

    /** @param yes whether what is written from now on is counted only, as it would fill the memory */
    public synchronized void forgetWhatComes(boolean yes) {
        keep = !yes;
    }

    public synchronized short[] samples() {
        ByteBuffer b = ByteBuffer.wrap(out.toByteArray()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        short[] s = new short[b.remaining() / 2];
        b.asShortBuffer().get(s);
        return s;
    }

    @Override
    public String inputUrl() {
        return "fake:";
    }

    @Override
    public synchronized boolean connected() {
        return readerThere && !readerGone;
    }

    @Override
    public synchronized int write(ByteBuffer media) throws IOException {
        if (readerGone || !readerThere) {
            readerThere = false;
            throw new IOException("the reader has gone");
        }
        int n = Math.min(room, media.remaining());
        if (room != Integer.MAX_VALUE) {
            room -= n;
        }
        if (keep) {
            byte[] b = new byte[n];
            media.get(b);
            out.write(b, 0, n);
        } else {
            media.position(media.position() + n);
        }
        bytes += n;
        return n;
    }

    @Override
    public synchronized void disconnect() {
        readerThere = false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        readerThere = false;
    }
}
