package announcer.transport.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;

/** A pipe in memory that keeps the contract but for its fault. */
final class MemoryPipe implements MediaPipe {
    final Deque<MemoryStream> waiting = new ArrayDeque<>();
    private final Fault fault;
    private final PipeRequest request;
    private final Runnable tidy;
    private MemoryStream reader;
    private MemoryStream last;
    private int urls;
    private boolean closed;
    private final AtomicBoolean closing = new AtomicBoolean();

    MemoryPipe(Fault fault, PipeRequest request, Runnable tidy) {
        this.fault = fault;
        this.request = request;
        this.tidy = tidy;
    }

    @Override
    public synchronized String inputUrl() {
        return "memory:" + (fault == Fault.ONE_URL_FOR_ALL ? "main" : request.channel())
                + (fault == Fault.URL_CHANGES ? "#" + urls++ : "");
    }

    @Override
    public synchronized boolean connected() throws IOException {
        if (closed && fault != Fault.LIVES_ON) {
            throw new IOException("closed");
        }
        if (reader != null && reader.gone()) {
            reader = null;
            return false;
        }
        if (reader != null && !(fault == Fault.LATEST_READER_WINS && !waiting.isEmpty())) {
            return true;
        }
        while (!waiting.isEmpty() && waiting.peek().gone()) {
            waiting.remove();
        }
        if (waiting.isEmpty() || fault == Fault.NEXT_WAITS_FOR_THE_LAST && last != null && !last.gone()) {
            return false;
        }
        reader = waiting.remove();
        if (fault == Fault.HEADER) {
            reader.add(ByteBuffer.wrap("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        if (fault == Fault.OLD_BYTES_FOR_THE_NEXT && last != null && last.held() > 0) {
            reader.add(ByteBuffer.allocate(2));
        }
        last = reader;
        return true;
    }

    @Override
    public synchronized int write(ByteBuffer media) throws IOException {
        if (reader == null || reader.gone()) {
            reader = null;
            if (fault == Fault.WRITES_TO_NOBODY) {
                return media.remaining();
            }
            throw new IOException("the reader has gone");
        }
        int room = (fault == Fault.HOLDS_TOO_MUCH ? 4 : 1) * request.bufferBytes() - reader.held();
        if (fault == Fault.TAKES_PARTS) {
            room -= 100;
        }
        int length = room >= request.bytesPerWrite() || fault == Fault.TAKES_PARTS ? Math.max(0, Math.min(room, media.remaining())) : 0;
        if (length == 0) {
            while (fault == Fault.BLOCKS_WHEN_FULL) {
                LockSupport.park();
            }
            if (fault == Fault.WAITS_FOR_ROOM) {
                LockSupport.parkNanos(1);
            }
            return 0;
        }
        ByteBuffer taken = media.slice(media.position(), length);
        media.position(media.position() + length);
        reader.add(fault == Fault.KEEPS_THE_CALLERS_BUFFER ? taken : copy(taken));
        return length;
    }

    private ByteBuffer copy(ByteBuffer taken) {
        ByteBuffer copy = ByteBuffer.allocate(taken.remaining()).put(taken).flip();
        if (fault == Fault.BIT_FLIPPED && copy.get(7) == 77) {
            copy.put(7, (byte) 76);
        }
        return copy;
    }

    @Override
    public synchronized void disconnect() {
        if (reader != null) {
            if (fault == Fault.WAITS_AT_THE_END) {
                LockSupport.parkNanos(1);
            }
            if (fault == Fault.LOSES_THE_END) {
                reader.clear();
            }
            reader.end();
            reader = null;
        }
    }

    @Override
    public void close() {
        if (fault == Fault.SECOND_CLOSE_RETURNS_EARLY) {
            if (!closing.compareAndSet(false, true)) {
                return;
            }
            LockSupport.parkNanos(2_000_000);
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            disconnect();
            closed = true;
            tidy.run();
        }
    }
}
