package announcer.web.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * A streaming response that is written without ever waiting for the network: pieces that the client does not take yet wait here, up to a
 * limit. Safe for use by any thread; none of them is held.
 */
public final class NonBlockingResponse implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(NonBlockingResponse.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final int mostWaitingBytes;
    private final MonotonicClock clock;
    private final Runnable onEnd;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    /** Whether the server has said that it can take more, and has not been given more than it can since. */
    private boolean ready;
    private boolean unflushed;
    private boolean ended;
    private long lastProgress;

    /**
     * @param async of the request, which has no timeout; the answer's head has been set
     * @param mostWaitingBytes how much may wait for the client; one piece may always
     * @param onEnd called once when it has ended, by whichever thread ended it
     */
    public NonBlockingResponse(AsyncContext async, int mostWaitingBytes, MonotonicClock clock, Runnable onEnd) throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.mostWaitingBytes = mostWaitingBytes;
        this.clock = clock;
        this.onEnd = onEnd;
        this.lastProgress = clock.nanoTime();
    }

    /** Lets the server say when it can take something. Nothing is written before it has said so, on a thread of its own. */
    public void open() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    /**
     * Puts a piece behind what waits; {@link #send} sends it. The bytes are not copied.
     *
     * @return whether there was room for it
     */
    public synchronized boolean offer(byte[] piece) {
        if (!waiting.isEmpty() && piece.length > mostWaitingBytes - waitingBytes) {
            return false;
        }
        if (!ended) {
            waiting.add(piece);
            waitingBytes += piece.length;
        }
        return true;
    }

    /** Sends what waits, as far as the client takes it now; the server sends the rest when it can. */
    public void send() {
        boolean failed;
        synchronized (this) {
            failed = ready && !pump();
        }
        if (failed) {
            end();
        }
    }

    /** For how long the client has not taken anything though something waits for it; zero when nothing does. */
    synchronized Duration stalled() {
        return waiting.isEmpty() && ready ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - lastProgress);
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Ends it; what waits is forgotten. May be called more than once. */
    public void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
            waitingBytes = 0;
        }
        // First: who sees the end of its answer may come again at once, and is not to be counted twice.
        onEnd.run();
        try {
            async.complete();
        } catch (RuntimeException e) {
            // The server has given up the request itself.
            LOG.debug("an answer without end was over already", e);
        }
    }

    /** Returns whether it can go on. The container's calls and ours come from several threads: only ever under the lock. */
    private boolean pump() {
        ready = false;
        try {
            while (!ended && out.isReady()) {
                lastProgress = clock.nanoTime();
                byte[] next = waiting.poll();
                if (next != null) {
                    waitingBytes -= next.length;
                    unflushed = true;
                    out.write(next);
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    ready = true;
                    break;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.debug("the client of an answer without end has gone", e);
            return false;
        }
    }

    @Override
    public void onWritePossible() {
        boolean failed;
        synchronized (this) {
            failed = !pump();
        }
        if (failed) {
            end();
        }
    }

    @Override
    public void onError(Throwable t) {
        LOG.debug("the client of an answer without end has gone", t);
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A request is made asynchronous once only.
    }
}
