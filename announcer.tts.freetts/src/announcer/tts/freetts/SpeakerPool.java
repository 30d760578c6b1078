package announcer.tts.freetts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechException;

/**
 * The instances of one voice, each with a thread of its own, and the texts that wait for one. Instances are made when they are needed.
 * One that does not come back in time is set aside: it stays counted until it returns, another takes its place, and when too many are
 * set aside no more are made. Safe for any thread.
 */
final class SpeakerPool {
    /** The most that may be set aside at one time: each holds a thread and some 6 MB. */
    static final int MAX_STUCK = 4;
    /** A voice whose text was cancelled comes back within a few milliseconds; after this it is set aside. */
    static final Duration GRACE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(SpeakerPool.class);

    private final String voice;
    private final Supplier<Speaker> speakers;
    private final IntSupplier threadNumbers;
    private final LongSupplier nanoClock;
    private final Deque<Utterance> waiting = new ArrayDeque<>();
    private final List<SpeakerThread> serving = new ArrayList<>();
    private final List<SpeakerThread> stuck = new ArrayList<>();
    private int size;
    private boolean closed;

    SpeakerPool(String voice, int size, Supplier<Speaker> speakers, IntSupplier threadNumbers, LongSupplier nanoClock) {
        this.voice = voice;
        this.size = size;
        this.speakers = speakers;
        this.threadNumbers = threadNumbers;
        this.nanoClock = nanoClock;
    }

    /** Has a text spoken as soon as an instance is free. */
    synchronized void submit(Utterance utterance) throws SpeechException {
        if (closed) {
            throw new SpeechException(voice + " is being stopped");
        }
        rescue();
        waiting.add(utterance);
        makeWhatIsNeeded();
        if (serving.isEmpty()) {
            waiting.remove(utterance);
            throw new SpeechException(voice + ": " + stuck.size()
                    + " of its instances did not come back and no more are made; restart the bundle announcer.tts.freetts, and report the text they hang at");
        }
        notifyAll();
    }

    private void makeWhatIsNeeded() {
        long free = serving.stream().filter(t -> t.utterance() == null).count();
        while (!closed && free < waiting.size() && serving.size() < size && stuck.size() < MAX_STUCK) {
            SpeakerThread thread = new SpeakerThread("announcer-freetts-" + threadNumbers.getAsInt(), this, speakers);
            // One that the system does not let start must not hold a place. It waits for this pool's lock before it asks for a text.
            thread.start();
            serving.add(thread);
            free++;
        }
    }

    /** The next text for an instance that is free; null when its thread is to end. */
    synchronized Utterance next(SpeakerThread thread) throws InterruptedException {
        if (stuck.contains(thread)) {
            LOG.info("{} came back after it was given up; it ends now", thread.getName());
            return null;
        }
        while (!closed && serving.size() <= size && waiting.isEmpty()) {
            wait();
        }
        if (closed) {
            return null;
        }
        if (serving.size() > size) {
            serving.remove(thread);
            return null;
        }
        Utterance utterance = waiting.remove();
        thread.speaks(utterance);
        return utterance;
    }

    /** An instance has said its text. */
    synchronized void free(SpeakerThread thread) {
        thread.speaks(null);
    }

    /** An instance could not be made. Unless another may still speak what waits, it cannot be spoken. */
    synchronized void notLoaded(SpeakerThread thread, Throwable cause) {
        LOG.error("{} cannot be loaded ({})", voice, thread.getName(), cause);
        serving.remove(thread);
        if (serving.isEmpty()) {
            waiting.forEach(u -> u.fail(cause));
            waiting.clear();
        }
    }

    /** A thread ends, for whatever reason. */
    synchronized void gone(SpeakerThread thread) {
        serving.remove(thread);
        stuck.remove(thread);
        makeWhatIsNeeded();
        notifyAll();
    }

    /** Gives up waiting for a text. Returns whether it was being spoken; its instance is then set aside. */
    synchronized boolean giveUp(Utterance utterance) {
        if (waiting.remove(utterance)) {
            return false;
        }
        for (SpeakerThread thread : List.copyOf(serving)) {
            if (thread.utterance() == utterance) {
                setAside(thread);
                return true;
            }
        }
        return false;
    }

    private void setAside(SpeakerThread thread) {
        serving.remove(thread);
        stuck.add(thread);
        LOG.warn("{} ({}) does not come back and is given up; {} of at most {} so", thread.getName(), voice, stuck.size(), MAX_STUCK);
        thread.interrupt();
        makeWhatIsNeeded();
    }

    /** Nobody wants this text any more; the instance that speaks it will notice. */
    synchronized void cancel(Utterance utterance) {
        if (!waiting.remove(utterance)) {
            for (SpeakerThread thread : serving) {
                if (thread.utterance() == utterance) {
                    thread.cancelledAt(nanoClock.getAsLong());
                }
            }
        }
    }

    /** Sets aside the instances that were cancelled and did not come back. */
    synchronized void rescue() {
        long now = nanoClock.getAsLong();
        for (SpeakerThread thread : List.copyOf(serving)) {
            if (thread.isLate(now, GRACE.toNanos())) {
                setAside(thread);
            }
        }
    }

    /** Changes how many instances there may be; those too many end when they are free. */
    synchronized void resize(int newSize) {
        size = newSize;
        makeWhatIsNeeded();
        notifyAll();
    }

    /** Ends all threads and fails the texts that are not complete. Returns at once; see {@link #join}. */
    synchronized void close() {
        closed = true;
        SpeechException stopped = new SpeechException(voice + " was stopped before it had finished");
        waiting.forEach(u -> u.fail(stopped));
        waiting.clear();
        for (SpeakerThread thread : threads()) {
            Utterance current = thread.utterance();
            if (current != null) {
                current.fail(stopped);
            }
            thread.interrupt();
        }
        notifyAll();
    }

    /** Waits for the threads of a closed pool. Returns the names of those that still run at {@code untilNanos} of {@link System#nanoTime}. */
    List<String> join(long untilNanos) throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (SpeakerThread thread : threads()) {
            thread.join(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                running.add(thread.getName());
            }
        }
        return running;
    }

    private synchronized List<SpeakerThread> threads() {
        List<SpeakerThread> all = new ArrayList<>(serving);
        all.addAll(stuck);
        return all;
    }

    /** Instances that are free or speaking. */
    synchronized int serving() {
        return serving.size();
    }

    /** Instances that are set aside. */
    synchronized int stuck() {
        return stuck.size();
    }
}
