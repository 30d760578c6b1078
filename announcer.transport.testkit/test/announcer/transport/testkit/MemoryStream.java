package announcer.transport.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** The stream of one reader of a {@link MemoryPipe}. */
final class MemoryStream implements PipeReader {
    private final Deque<ByteBuffer> frames = new ArrayDeque<>();
    private boolean ended;
    private boolean gone;

    synchronized void add(ByteBuffer frame) {
        frames.add(frame);
        notifyAll();
    }

    synchronized int held() {
        return frames.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    synchronized void clear() {
        frames.clear();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean gone() {
        return gone;
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        try {
            while (frames.isEmpty() && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (frames.isEmpty()) {
            return -1;
        }
        ByteBuffer first = frames.peek();
        int length = Math.min(first.remaining(), into.remaining());
        into.put(into.position(), first, first.position(), length);
        into.position(into.position() + length);
        first.position(first.position() + length);
        if (!first.hasRemaining()) {
            frames.remove();
        }
        return length;
    }

    @Override
    public synchronized void close() {
        gone = true;
    }
}
