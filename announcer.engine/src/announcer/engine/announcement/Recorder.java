package announcer.engine.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.JournalStatus;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/**
 * The engine's way to the journal: what is accepted is durable before its caller is told, and an outcome before anybody is. Without a
 * journal everything is told at once, and kept in memory until one comes. Any thread; only {@link #accept} and {@link #present} wait. Its
 * thread, announcer-recorder, hands over to a journal that has come, and writes again what could not be written.
 */
public final class Recorder implements AnnouncementObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    /** Outcomes of announcements that no journal knows, kept for the next one. */
    private static final int BOUND = 10_000;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    /** How long who submits something waits while the queue of before the start is put in order. */
    private static final long ORDER_SECONDS = 10;

    private final AnnouncementObserver listeners;
    private final ScheduledThreadPoolExecutor thread;
    /** Those without a durable outcome that the journal knows, whether it is there or not. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    /** Outcomes that no journal has taken yet, in order; guarded by this. */
    private final Map<String, JournalEntry> missed = new LinkedHashMap<>();
    private volatile Journal journal;
    private volatile CountDownLatch inOrder = new CountDownLatch(0);
    private volatile Optional<String> problem = Optional.empty();
    private Supplier<List<Accepted>> live = List::of;
    private Consumer<List<JournalEntry>> restore = all -> {};

    /** @param listeners who is told what is durable */
    public Recorder(AnnouncementObserver listeners) {
        this.listeners = listeners;
        thread = new ScheduledThreadPoolExecutor(1, r -> {
            Thread t = new Thread(r, "announcer-recorder");
            t.setDaemon(true);
            return t;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // There is one while there is something to do.
        thread.setKeepAliveTime(10, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Sets who knows the announcements, before the first journal comes.
     *
     * @param accepted all that are remembered, oldest first
     * @param unknown takes those without an outcome that the journal knows and the engine does not, oldest first
     */
    public void begin(Supplier<List<Accepted>> accepted, Consumer<List<JournalEntry>> unknown) {
        live = accepted;
        restore = unknown;
    }

    /** Runs something on announcer-recorder, where it may block. */
    public void later(Runnable task, Duration delay) {
        try {
            thread.schedule(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    LOG.error("announcer-recorder met an unexpected error", e);
                }
            }, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The engine stops, and the journal knows all there is.
            LOG.debug("stopping", e);
        }
    }

    /** A journal comes: from now on it is written, and what it missed is handed over. */
    public void comes(Journal next) {
        inOrder = new CountDownLatch(1);
        journal = next;
        later(() -> handOver(next), Duration.ZERO);
    }

    /** It goes, or has gone. */
    public void goes(Journal former) {
        if (journal == former) {
            journal = null;
            inOrder.countDown();
            LOG.warn("the journal is gone: until it is back, announcements are kept in memory only");
        }
    }

    /** The journal; empty when there is none. */
    public Optional<Journal> present() {
        return Optional.ofNullable(journal);
    }

    /** How the journal is; empty when there is none. */
    public Optional<JournalStatus> status() {
        return present().map(Journal::status).map(s -> new JournalStatus(s.announcements(), s.bytes(), s.problem().or(() -> problem)));
    }

    /** Ends the thread. What is not written yet the journal will hear of after the next start, as not ended. */
    public void stop() {
        thread.shutdownNow();
        inOrder.countDown();
    }

    // --- what the journal missed

    private void handOver(Journal j) {
        try {
            List<JournalEntry> unfinished = j.unfinished();
            List<Accepted> all = live.get();
            List<Accepted> ours = all.stream().filter(a -> !a.present().state().isFinal()).toList();
            List<AnnouncementStatus> was = ours.stream().map(Accepted::present).toList();
            List<JournalEntry> news = new ArrayList<>(missed());
            for (int i = 0; i < ours.size(); i++) {
                // One that has ended in between is among those that are missed, or will be.
                if (!was.get(i).state().isFinal()) {
                    news.add(new JournalEntry(was.get(i), ours.get(i).expires()));
                }
            }
            j.acceptAll(news);
            synchronized (this) {
                ours.forEach(a -> known.add(a.id()));
            }
            ours.forEach(Accepted::durable);
            written(news);
            writeMissed(j);
            for (int i = 0; i < ours.size(); i++) {
                Accepted a = ours.get(i);
                AnnouncementStatus before = was.get(i);
                a.inOrder(() -> writeIfChanged(j, a, before));
            }
            Set<String> here = ConcurrentHashMap.newKeySet();
            all.forEach(a -> here.add(a.id()));
            List<JournalEntry> strangers = unfinished.stream().filter(e -> !here.contains(e.status().id()))
                    .filter(e -> !isMissed(e.status().id())).toList();
            strangers.forEach(e -> known.add(e.status().id()));
            LOG.info("announcements are kept in the journal; it was told of {}, and knows {} more that have not been spoken", news.size(),
                    strangers.size());
            restore.accept(strangers);
        } catch (JournalException e) {
            LOG.error("the journal cannot be told what it missed, and not be asked what waits; that is tried again: {}", e.getMessage());
            later(() -> {
                if (journal == j) {
                    handOver(j);
                }
            }, AGAIN);
        } finally {
            inOrder.countDown();
        }
    }

    private static void writeIfChanged(Journal j, Accepted a, AnnouncementStatus before) {
        AnnouncementStatus now = a.present();
        if (!now.state().isFinal() && !now.equals(before)) {
            changed(j, now);
        }
    }

    private synchronized List<JournalEntry> missed() {
        return List.copyOf(missed.values());
    }

    private synchronized boolean isMissed(String id) {
        return missed.containsKey(id);
    }

    private synchronized void written(List<JournalEntry> entries) {
        for (JournalEntry e : entries) {
            if (missed.remove(e.status().id(), e)) {
                known.remove(e.status().id());
            }
        }
    }

    private void writeMissed(Journal j) throws JournalException {
        for (List<JournalEntry> left = missed(); !left.isEmpty(); left = missed()) {
            j.acceptAll(left);
            written(left);
        }
        if (isAllWritten()) {
            LOG.info("what has become of announcements is durable again");
        }
    }

    /** Whether there is nothing left of a problem that there was. */
    private synchronized boolean isAllWritten() {
        if (problem.isEmpty() || !missed.isEmpty()) {
            return false;
        }
        problem = Optional.empty();
        return true;
    }

    private void again() {
        Journal j = journal;
        try {
            if (j != null) {
                writeMissed(j);
            }
        } catch (JournalException e) {
            LOG.debug("still not written", e);
        }
        if (problem.isPresent()) {
            later(this::again, AGAIN);
        }
    }

    // --- what is accepted

    /**
     * Makes an announcement durable, if there is a journal; returns when it is.
     *
     * @throws JournalException when it could not be written; it must not be accepted then
     */
    public void accept(Accepted a) throws JournalException {
        awaitOrder();
        for (Journal j = journal; j != null; j = journal) {
            try {
                j.accept(new JournalEntry(a.present(), a.expires()));
                known.add(a.id());
                a.durable();
                return;
            } catch (JournalException e) {
                if (journal == j) {
                    throw e;
                }
                // It has just gone, or another has come.
            }
        }
    }

    private void awaitOrder() {
        try {
            if (!inOrder.await(ORDER_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("the journal takes long to say what waits");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that was made durable could not be accepted after all. */
    public void refused(Accepted a) {
        Journal j = journal;
        if (known.remove(a.id()) && j != null) {
            j.forget(a.id());
        }
    }

    // --- what becomes of it

    @Override
    public void changed(AnnouncementStatus status) {
        changed(status, status);
    }

    /** @param present how it is for the engine, which may be further */
    public void changed(AnnouncementStatus told, AnnouncementStatus present) {
        listeners.changed(told);
        Journal j = journal;
        boolean fresh = present.state() == AnnouncementState.QUEUED && present.cause().isEmpty() && present.sendings() == 0;
        if (j != null && !present.state().isFinal() && !fresh && known.contains(present.id())) {
            changed(j, present);
        }
    }

    private static void changed(Journal j, AnnouncementStatus status) {
        j.changed(status).whenComplete((done, e) -> {
            if (e != null) {
                // The next change, or the outcome, says all that this one says.
                LOG.debug("{} of announcement {} was not written", status.state(), status.id(), e);
            }
        });
    }

    @Override
    public void ended(AnnouncementStatus outcome, Instant expires, Runnable visible) {
        Journal j = journal;
        JournalEntry entry = new JournalEntry(outcome, expires);
        if (isToBeMissed(j, entry)) {
            visible.run();
            return;
        }
        j.changed(outcome).whenComplete((done, e) -> {
            if (e == null) {
                known.remove(outcome.id());
            } else {
                failed(entry, e);
            }
            visible.run();
        });
    }

    /**
     * A part of an announcement has its outcome, and others go on.
     *
     * @param visible as {@link #ended} has it
     */
    public void partEnded(Accepted whole, Runnable visible) {
        Journal j = journal;
        if (j == null || !known.contains(whole.id())) {
            // The next journal is told of all of it.
            visible.run();
            return;
        }
        j.changed(whole.present()).whenComplete((done, e) -> {
            if (e != null) {
                partIsNotWritten(whole, e);
            }
            visible.run();
        });
    }

    /** Until it is, the part would be spoken once more after a kill. */
    private void partIsNotWritten(Accepted whole, Throwable e) {
        LOG.error("the outcome of a part of announcement {} cannot be made durable, and is told all the same; that is tried again: {}",
                whole.id(), e.getMessage());
        later(() -> whole.inOrder(() -> {
            if (!whole.present().state().isFinal()) {
                partEnded(whole, () -> {});
            }
        }), AGAIN);
    }

    private synchronized boolean isToBeMissed(Journal j, JournalEntry entry) {
        if (j != null && known.contains(entry.status().id())) {
            return false;
        }
        miss(entry);
        return true;
    }

    private synchronized void miss(JournalEntry entry) {
        missed.put(entry.status().id(), entry);
        if (missed.size() > BOUND) {
            // What the journal knows as not ended must be told: it would be spoken once more.
            missed.keySet().stream().filter(id -> !known.contains(id)).findFirst().ifPresent(missed::remove);
        }
    }

    private synchronized void failed(JournalEntry entry, Throwable e) {
        miss(entry);
        if (problem.isEmpty()) {
            LOG.error("what has become of announcements cannot be made durable, and is told all the same; it is kept in memory and written"
                    + " as soon as that is possible: {}", e.getMessage());
            later(this::again, AGAIN);
        }
        problem = Optional.of("outcomes are not durable: " + e.getMessage());
    }

    @Override
    public void run(Runnable r) {
        listeners.run(r);
    }
}
