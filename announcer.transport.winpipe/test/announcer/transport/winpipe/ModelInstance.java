package announcer.transport.winpipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** One instance of {@link ModelPipes}. */
final class ModelInstance implements PipeInstance {
    private enum Operation {
        NONE, CONNECT, WRITE
    }

    final String path;
    /** Every call that changes something, in order. */
    final StringBuilder calls = new StringBuilder();
    /** The operation ends by itself at the very moment it is cancelled. */
    boolean endsAsItIsCancelled;
    private final int quota;
    private final int longest;
    private final ByteBuffer held;
    private ByteBuffer waiting = ByteBuffer.allocate(0);
    private Operation underway = Operation.NONE;
    private boolean completed = true;
    private boolean cancelled;
    private int looksAfterCancel;
    private int outcome;
    private boolean entered;
    private boolean left;
    private boolean closed;

    ModelInstance(String path, int quota, int longest) {
        this.path = path;
        this.quota = quota;
        this.longest = longest;
        held = ByteBuffer.allocate(quota + longest).limit(0);
    }

    @Override
    public synchronized int connect() {
        begin("connect");
        if (left) {
            return Win32Error.NO_DATA;
        }
        if (entered) {
            return Win32Error.PIPE_CONNECTED;
        }
        underway = Operation.CONNECT;
        completed = false;
        return Win32Error.IO_PENDING;
    }

    @Override
    public synchronized int write(ByteBuffer media, int length) {
        begin("write");
        if (length > longest) {
            throw new AssertionError("a write of " + length + " bytes into a buffer of " + longest);
        }
        if (!entered) {
            return 536;
        }
        if (left) {
            return Win32Error.NO_DATA;
        }
        ByteBuffer copy = ByteBuffer.allocate(length).put(0, media, media.position(), length);
        if (held.remaining() + length <= quota) {
            hold(copy);
            return Win32Error.NONE;
        }
        waiting = copy;
        underway = Operation.WRITE;
        completed = false;
        return Win32Error.IO_PENDING;
    }

    @Override
    public synchronized boolean completed() {
        // A cancel is over a little later than it is asked for.
        if (cancelled && looksAfterCancel++ > 0) {
            endCancelled();
        }
        return completed;
    }

    @Override
    public synchronized int result() {
        if (!completed) {
            throw new AssertionError("asked for the outcome of what is not over");
        }
        return outcome;
    }

    @Override
    public synchronized void cancel() {
        calls.append("cancel ");
        if (completed) {
            return;
        }
        if (endsAsItIsCancelled) {
            end(Win32Error.NONE);
        } else {
            cancelled = true;
        }
    }

    @Override
    public synchronized int await() {
        calls.append("await ");
        if (!completed && !cancelled) {
            throw new AssertionError("waits for what nobody ends: the pacer would hang");
        }
        // As Windows may: the contract sees on which thread.
        LockSupport.parkNanos(1);
        if (!completed) {
            endCancelled();
        }
        return outcome;
    }

    private void endCancelled() {
        waiting = ByteBuffer.allocate(0);
        end(Win32Error.OPERATION_ABORTED);
    }

    @Override
    public synchronized void close() {
        begin("close");
        if (closed) {
            throw new AssertionError("closed twice: the handle may be another's by now");
        }
        closed = true;
        notifyAll();
    }

    synchronized boolean serverOpen() {
        return !closed;
    }

    synchronized boolean exists() {
        return !closed || entered && !left;
    }

    /** A reader opens it. False: another did. */
    synchronized boolean enter() {
        if (entered || closed) {
            return false;
        }
        entered = true;
        if (underway == Operation.CONNECT) {
            end(Win32Error.NONE);
        }
        return true;
    }

    synchronized void leave() {
        left = true;
        held.limit(held.position());
        if (underway == Operation.WRITE) {
            end(Win32Error.BROKEN_PIPE);
        }
    }

    synchronized int read(ByteBuffer into) throws IOException {
        try {
            while (!held.hasRemaining() && !waiting.hasRemaining() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        // Data that waits for room is read like any other, and in part.
        ByteBuffer from = held.hasRemaining() ? held : waiting;
        if (!from.hasRemaining()) {
            return -1;
        }
        int length = Math.min(from.remaining(), into.remaining());
        into.put(from.slice(from.position(), length));
        from.position(from.position() + length);
        if (underway == Operation.WRITE && held.remaining() + waiting.remaining() <= quota) {
            hold(waiting);
            waiting = ByteBuffer.allocate(0);
            end(Win32Error.NONE);
        }
        return length;
    }

    private void begin(String call) {
        calls.append(call).append(' ');
        if (!completed) {
            throw new AssertionError(call + " while another operation is underway: its buffer and OVERLAPPED are Windows'");
        }
        if (closed && !"close".equals(call)) {
            throw new AssertionError(call + " on a closed handle");
        }
    }

    private void hold(ByteBuffer bytes) {
        held.compact();
        held.put(bytes);
        held.flip();
        notifyAll();
    }

    private void end(int with) {
        outcome = with;
        completed = true;
        underway = Operation.NONE;
        cancelled = false;
    }
}
