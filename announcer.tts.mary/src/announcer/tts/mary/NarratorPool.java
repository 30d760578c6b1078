package announcer.tts.mary;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechException;

/**
 * The threads that speak, the one that loads, and the texts that wait for them. Nothing is started before it is needed. A thread that
 * does not come back is set aside: it stays counted until it returns, another takes its place, and when too many are set aside no more
 * are made. Safe for any thread.
 */
final class NarratorPool {
    /** The most that may be set aside at one time: each may hold 10 MB. */
    static final int MAX_STUCK = 3;
    /** MaryTTS stops within a fraction of a second, between two steps of a sentence; after this it is set aside. */
    static final Duration GRACE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(NarratorPool.class);

    private final Narrator narrator;
    private final LongSupplier nanoClock;
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final Deque<Utterance> waiting = new ArrayDeque<>();
    private final List<NarratorThread> serving = new ArrayList<>();
    private final List<NarratorThread> stuck = new ArrayList<>();
    private Thread loading;
    private boolean loaded;
    private int size;
    private boolean closed;

    NarratorPool(Narrator narrator, int size, LongSupplier nanoClock) {
        this.narrator = narrator;
        this.size = size;
        this.nanoClock = nanoClock;
    }

    /** Begins to load, unless that is done or under way. */
    synchronized void load() {
        if (!closed && !loaded && loading == null) {
            Thread loader = new LoadingThread(nextName(), this, narrator);
            loader.start();
            loading = loader;
        }
    }

    synchronized void loaded(boolean complete, Throwable failure) {
        loading = null;
        loaded = complete;
        if (failure != null) {
            // It is tried again for the next text.
            LOG.error("the speech engine mary cannot be loaded", failure);
            waiting.forEach(u -> u.fail(failure));
            waiting.clear();
        }
        makeWhatIsNeeded();
    }

    /** Has a text spoken as soon as a thread is free. */
    synchronized void submit(Utterance utterance) throws SpeechException {
        if (closed) {
            throw new SpeechException("the speech engine mary is being stopped");
        }
        load();
        rescue();
        waiting.add(utterance);
        makeWhatIsNeeded();
        if (loaded && serving.isEmpty()) {
            waiting.remove(utterance);
            throw new SpeechException(stuck.size() + " threads of the speech engine mary did not come back and no more are made; "
                    + "restart the bundle announcer.tts.mary, and report the text they hang at");
        }
        notifyAll();
    }

    private void makeWhatIsNeeded() {
        long free = serving.stream().filter(t -> t.utterance() == null).count();
        while (loaded && !closed && free < waiting.size() && serving.size() < size && stuck.size() < MAX_STUCK) {
            NarratorThread thread = new NarratorThread(nextName(), this, narrator);
            // One that the system does not let start must not hold a place. It waits for this pool's lock before it asks for a text.
            thread.start();
            serving.add(thread);
            free++;
        }
    }

    private String nextName() {
        return "announcer-mary-" + threadNumber.incrementAndGet();
    }

    /** The next text for a thread that is free; null when it is to end. */
    synchronized Utterance next(NarratorThread thread) throws InterruptedException {
        if (stuck.contains(thread)) {
            LOG.info("{} came back after it was given up; it ends now", thread.getName());
            return null;
        }
        // An interruption was meant for the text before.
        boolean ignored = Thread.interrupted();
        LOG.trace("{} is free, interrupted: {}", thread.getName(), ignored);
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

    /** A text is said, or will not be; what is to come for it would reach the next. */
    synchronized void free(NarratorThread thread) {
        thread.speaks(null);
    }

    /** A thread ends, for whatever reason. */
    synchronized void gone(NarratorThread thread) {
        serving.remove(thread);
        stuck.remove(thread);
        makeWhatIsNeeded();
        notifyAll();
    }

    /** Gives up waiting for a text. Returns what it waited for, as the end of a sentence. */
    synchronized String giveUp(Utterance utterance) {
        cancel(utterance);
        rescue();
        if (!loaded) {
            return "is still loading (that takes 2 to 7 seconds, once) and could not speak within";
        }
        return serving.stream().anyMatch(t -> t.utterance() == utterance) || stuck.stream().anyMatch(t -> t.utterance() == utterance)
                ? "did not finish within"
                : "was not free, as it is busy with other texts, within";
    }

    private void setAside(NarratorThread thread) {
        serving.remove(thread);
        stuck.add(thread);
        LOG.warn("{} does not come back and is given up; {} of at most {} so", thread.getName(), stuck.size(), MAX_STUCK);
        makeWhatIsNeeded();
    }

    /** Nobody wants this text any more. */
    synchronized void cancel(Utterance utterance) {
        if (!waiting.remove(utterance)) {
            for (NarratorThread thread : serving) {
                if (thread.utterance() == utterance) {
                    thread.cancelledAt(nanoClock.getAsLong());
                }
            }
        }
    }

    /** Sets aside the threads whose text was cancelled and that did not come back. */
    synchronized void rescue() {
        long now = nanoClock.getAsLong();
        for (NarratorThread thread : List.copyOf(serving)) {
            if (thread.isLate(now, GRACE.toNanos())) {
                setAside(thread);
            }
        }
    }

    /** Changes how many texts may be spoken at a time; threads too many end when they are free. */
    synchronized void resize(int newSize) {
        size = newSize;
        makeWhatIsNeeded();
        notifyAll();
    }

    /** Ends all threads and fails the texts that are not complete. Returns at once; see {@link #join}. */
    synchronized void close() {
        closed = true;
        SpeechException stopped = new SpeechException("the speech engine mary was stopped before it had finished");
        waiting.forEach(u -> u.fail(stopped));
        waiting.clear();
        for (NarratorThread thread : narrators()) {
            Utterance current = thread.utterance();
            if (current != null) {
                current.fail(stopped);
            }
            thread.interruptAll();
        }
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for the threads of a closed pool. Returns the names of those that still run at {@code untilNanos} of {@link System#nanoTime}. */
    List<String> join(long untilNanos) throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (Thread thread : threads()) {
            thread.join(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                running.add(thread.getName());
            }
        }
        return running;
    }

    private synchronized List<NarratorThread> narrators() {
        List<NarratorThread> all = new ArrayList<>(serving);
        all.addAll(stuck);
        return all;
    }

    private synchronized List<Thread> threads() {
        List<Thread> all = new ArrayList<>(narrators());
        if (loading != null) {
            all.add(loading);
        }
        return all;
    }

    /** Threads that are free or speaking. */
    synchronized int serving() {
        return serving.size();
    }

    /** Threads that are set aside. */
    synchronized int stuck() {
        return stuck.size();
    }
}
