package announcer.lib.speech;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import announcer.api.speech.SpeechException;

/**
 * The gate that every call of an engine passes, so that an engine that is stopped ends the calls in flight and waits for them: code of a
 * bundle must not run when the bundle is gone. Safe for any thread.
 */
public final class InFlightGate {
    /** One call. */
    @FunctionalInterface
    public interface Call {
        void run() throws SpeechException, InterruptedException;
    }

    private final String owner;
    // Guarded by this.
    private final Set<Thread> inside = new LinkedHashSet<>();
    private boolean closed;

    /** @param owner the subject of a sentence, such as "the speech engine mary" */
    public InFlightGate(String owner) {
        this.owner = owner;
    }

    /**
     * Lets a call pass, on the calling thread.
     *
     * @throws SpeechException when the gate is closed, or was closed before the call had finished; the thread is then not interrupted
     */
    public void pass(Call call) throws SpeechException, InterruptedException {
        enter();
        try {
            call.run();
        } catch (InterruptedException e) {
            if (isClosed()) {
                throw new SpeechException(owner + " was stopped before it had finished", e);
            }
            throw e;
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws SpeechException {
        if (closed) {
            throw new SpeechException(owner + " is being stopped");
        }
        inside.add(Thread.currentThread());
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        if (closed) {
            // An interrupt of close() that came too late for the call must not reach what the caller does next.
            Thread.interrupted();
            notifyAll();
        }
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Lets nobody in any more, interrupts the calls in flight and waits until they have left. An interrupt does not shorten the wait: the
     * thread is interrupted afterwards.
     *
     * @param limit time that they have
     * @return names of the threads that did not leave in time
     */
    public synchronized List<String> close(Duration limit) {
        closed = true;
        inside.forEach(Thread::interrupt);
        long start = System.nanoTime();
        boolean interrupted = false;
        for (long left = limit.toMillis(); left > 0 && !inside.isEmpty(); left = limit.toMillis()
                - (System.nanoTime() - start) / 1_000_000) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return inside.stream().map(Thread::getName).toList();
    }
}
