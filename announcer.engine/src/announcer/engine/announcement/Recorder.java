package announcer.engine.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    /** The same while outcomes wait to be told. */
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How problems begin, by their kind. */
    private static final String OUTCOMES = "outcomes are not durable: ";
    private static final String HAND_OVER = "what waited before the start may not be known, and what is accepted not be durable: ";
    /** How long who submits something waits while the queue of before the start is put in order. */
    private static final long ORDER_SECONDS = 10;

    private final AnnouncementObserver listeners;
    private final KeptOutcomes kept;
    private final ScheduledThreadPoolExecutor thread;
    /** Those without a durable outcome that the journal knows, whether it is there or not. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    /** Outcomes that no journal has taken yet, in order; guarded by this. */
    private final Map<String, JournalEntry> missed = new LinkedHashMap<>();
    /** Those of them that nobody has been told yet, by id: what is told must not be spoken again after a kill; guarded by this. */
    private final Map<String, Untold> untold = new LinkedHashMap<>();
    /** Whether {@link #again} is due; guarded by this. */
    private boolean writing;
    private volatile int tries = (int) PATIENCE.dividedBy(SOON);
    private volatile Journal journal;
    /** The journal whose unfinished announcements are known here; null: none is. */
    private volatile Journal ordered;
    /** What {@link #known} held when the journal came: whether it, too, knows those is not known yet. Set under the lock. */
    private volatile Set<String> formerlyKnown = Set.of();
    private volatile CountDownLatch inOrder = new CountDownLatch(0);
    private volatile Optional<String> problem = Optional.empty();
    private volatile boolean stopping;
    private Predicate<String> isOurs = id -> false;
    private Supplier<List<Accepted>> live = List::of;
    private Supplier<List<JournalEntry>> notTakenUp = List::of;
    private Consumer<List<JournalEntry>> restore = all -> {};

    /**
     * An outcome that could not be written.
     *
     * @param visible has it told
     * @param tries how often it is still tried to be written before that
     */
    private record Untold(Runnable visible, int tries) {}

    /**
     * @param listeners who is told what is durable
     * @param kept takes the outcomes that the journal cannot take
     */
    public Recorder(AnnouncementObserver listeners, KeptOutcomes kept) {
        this.listeners = listeners;
        this.kept = kept;
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
     * @param ours whether an id is one of this start's: those are never taken up, also when they are not remembered yet
     * @param accepted all that are remembered, oldest first
     * @param waiting those of before the start that have not been taken up yet
     * @param unknown takes those without an outcome that the journal knows and the engine does not, oldest first
     */
    public void begin(Predicate<String> ours, Supplier<List<Accepted>> accepted, Supplier<List<JournalEntry>> waiting,
            Consumer<List<JournalEntry>> unknown) {
        isOurs = ours;
        live = accepted;
        notTakenUp = waiting;
        restore = unknown;
        // Before the first journal comes, and before a disk is full.
        later(kept::open, Duration.ZERO);
    }

    /** What the journal tells of an announcement, with an outcome that it could not take yet. */
    public synchronized AnnouncementStatus latest(AnnouncementStatus stored) {
        JournalEntry e = missed.get(stored.id());
        return e == null ? stored : e.status();
    }

    /** Sets how long an outcome that cannot be written is not told, so that it may become durable first: {@link #PATIENCE} otherwise. */
    public void patience(Duration patience) {
        tries = (int) patience.dividedBy(SOON);
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
        CountDownLatch gate = new CountDownLatch(1);
        synchronized (this) {
            inOrder = gate;
            ordered = null;
            // Before it can be written, so that nothing of it is taken for the former one's.
            formerlyKnown = Set.copyOf(known);
            journal = next;
        }
        later(() -> handOver(next, gate), Duration.ZERO);
    }

    /** It goes, or has gone. */
    public void goes(Journal former) {
        if (journal == former) {
            journal = null;
            ordered = null;
            inOrder.countDown();
            if (!stopping) {
                LOG.warn("the journal is gone: until it is back, announcements are kept in memory only");
            }
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

    /** Ends the thread, and returns when all outcomes are durable; a journal that does not answer is waited for some seconds. */
    public void stop() {
        stopping = true;
        thread.shutdownNow();
        inOrder.countDown();
        // First: a journal may not answer for longer than there is time.
        List<JournalEntry> left = missed();
        Set<String> safe = keep(left.stream().map(JournalEntry::status).filter(s -> known.contains(s.id())).toList());
        keepAndTell();
        stop(journal, left, safe);
        kept.close();
    }

    private void stop(Journal j, List<JournalEntry> left, Set<String> safe) {
        if (j == null) {
            List<String> lost = left.stream().map(e -> e.status().id()).filter(id -> !known.contains(id)).toList();
            if (!lost.isEmpty()) {
                LOG.warn("there is no journal at the end: what has become of {} announcements that were accepted without one is forgotten,"
                        + " and those that were not spoken never are: {}", lost.size(), lost.subList(0, Math.min(100, lost.size())));
            }
            return;
        }
        try {
            // Also without any: it returns when what was handed over before is written.
            j.acceptAll(left);
            written(left);
        } catch (JournalException e) {
            LOG.error("the journal could not be told before the end what has become of {} announcements; {} of them are kept for the next"
                    + " start, and the others may be spoken once more: {}", left.size(), safe.size(), e.getMessage());
        }
    }

    // --- what the journal missed

    private void handOver(Journal j, CountDownLatch gate) {
        if (journal != j) {
            gate.countDown();
            return;
        }
        try {
            // Before it is read, too: what has its outcome meanwhile is not here any more, and in the answer yet.
            Set<String> here = here(live.get());
            List<JournalEntry> unfinished = j.unfinished();
            List<Accepted> all = live.get();
            here.addAll(here(all));
            // First of all: that needs no room on the disk.
            List<JournalEntry> strangers = completed(j, strangers(kept.completed(unfinished), here));
            if (!take(j, unfinished, strangers)) {
                // Another has come, which is asked next.
                return;
            }
            restore.accept(strangers.stream().filter(e -> !e.status().state().isFinal()).toList());
            ordered = j;
            int told = tell(j, all.stream().filter(a -> !a.present().state().isFinal()).toList(), outcomes(unfinished, all));
            if (clear(HAND_OVER)) {
                LOG.info("the journal is told again what becomes of announcements");
            }
            LOG.info("announcements are kept in the journal; it was told of {}, and knows {} more that have not been spoken", told,
                    strangers.size());
        } catch (JournalException e) {
            if (journal == j && !stopping) {
                tryAgain(j, gate, e);
            }
        } finally {
            gate.countDown();
        }
    }

    /** Those that have ended before the start are missed by the journal; it is told of ended parts before the others go on. */
    private List<JournalEntry> completed(Journal j, List<JournalEntry> strangers) {
        List<JournalEntry> parts = strangers.stream().filter(e -> !e.status().state().isFinal() && kept.has(e.status())).toList();
        try {
            if (!parts.isEmpty()) {
                j.acceptAll(parts);
                kept.free(statuses(parts));
            }
        } catch (JournalException e) {
            // It is told with the next part.
            LOG.debug("outcomes of parts stay kept", e);
        }
        return strangers;
    }

    private static List<AnnouncementStatus> statuses(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::status).toList();
    }

    private void tryAgain(Journal j, CountDownLatch gate, JournalException e) {
        boolean first;
        synchronized (this) {
            first = problem.isEmpty();
            problem = Optional.of(HAND_OVER + e.getMessage());
        }
        if (first) {
            LOG.error("the journal cannot be told what it missed, or not be asked what waits; that is tried again: {}", e.getMessage());
        }
        later(() -> handOver(j, gate), AGAIN);
    }

    /** The ids of all that the engine knows. */
    private Set<String> here(List<Accepted> all) {
        Set<String> here = new HashSet<>();
        all.forEach(a -> here.add(a.id()));
        notTakenUp.get().forEach(e -> here.add(e.status().id()));
        return here;
    }

    private List<JournalEntry> strangers(List<JournalEntry> unfinished, Set<String> here) {
        return unfinished.stream().filter(e -> !here.contains(e.status().id()))
                .filter(e -> !isOurs.test(e.status().id()) && !isMissed(e.status().id())).toList();
    }

    /** From now on the journal is told of those alone that it knows, and not another; false when it is not the present one any more. */
    private synchronized boolean take(Journal j, List<JournalEntry> unfinished, List<JournalEntry> strangers) {
        if (journal != j) {
            return false;
        }
        Set<String> unknown = new HashSet<>(formerlyKnown);
        unfinished.forEach(e -> unknown.remove(e.status().id()));
        known.removeAll(unknown);
        formerlyKnown = Set.of();
        strangers.forEach(e -> {
            known.add(e.status().id());
            if (e.status().state().isFinal()) {
                miss(e);
            }
        });
        return true;
    }

    /** Outcomes of what the journal takes for unfinished: another was told of them, or it was begun with what could be read of a damaged one. */
    private static List<JournalEntry> outcomes(List<JournalEntry> unfinished, List<Accepted> all) {
        Set<String> ids = new HashSet<>();
        unfinished.forEach(e -> ids.add(e.status().id()));
        return all.stream().filter(a -> ids.contains(a.id()) && a.present().state().isFinal())
                .map(a -> new JournalEntry(a.present(), a.expires())).toList();
    }

    /** Tells it of those, and of outcomes that it missed. Returns how many that were. */
    private int tell(Journal j, List<Accepted> ours, List<JournalEntry> outcomes) throws JournalException {
        // From now on their outcomes are missed until the journal has them: one that overtook this would be undone by it.
        synchronized (this) {
            ours.forEach(a -> known.remove(a.id()));
        }
        List<AnnouncementStatus> was = ours.stream().map(Accepted::present).toList();
        List<JournalEntry> news = new ArrayList<>(missed());
        news.addAll(outcomes);
        List<JournalEntry> waiting = notTakenUp.get();
        news.addAll(waiting);
        for (int i = 0; i < ours.size(); i++) {
            if (!was.get(i).state().isFinal()) {
                news.add(new JournalEntry(was.get(i), ours.get(i).expires()));
            }
        }
        j.acceptAll(news);
        kept.free(statuses(news));
        // As below: an outcome that has come meanwhile is missed then.
        waiting.forEach(e -> known.add(e.status().id()));
        for (int i = 0; i < ours.size(); i++) {
            if (!was.get(i).state().isFinal()) {
                isKnown(ours.get(i));
            }
        }
        written(news);
        writeMissed(j);
        for (int i = 0; i < ours.size(); i++) {
            Accepted a = ours.get(i);
            AnnouncementStatus before = was.get(i);
            a.inOrder(() -> writeIfChanged(j, a, before));
        }
        return news.size();
    }

    private static void writeIfChanged(Journal j, Accepted a, AnnouncementStatus before) {
        AnnouncementStatus now = a.present();
        if (!now.state().isFinal() && !now.equals(before)) {
            changed(j, now);
        }
    }

    /** The journal knows it now, unless its outcome has come meanwhile, which is missed then. */
    private synchronized void isKnown(Accepted a) {
        known.add(a.id());
        a.durable();
    }

    private synchronized List<JournalEntry> missed() {
        return List.copyOf(missed.values());
    }

    private synchronized boolean isMissed(String id) {
        return missed.containsKey(id);
    }

    private void written(List<JournalEntry> entries) {
        List<Untold> durable = new ArrayList<>();
        kept.free(statuses(entries));
        synchronized (this) {
            for (JournalEntry e : entries) {
                String id = e.status().id();
                if (missed.remove(id, e)) {
                    known.remove(id);
                    Optional.ofNullable(untold.remove(id)).ifPresent(durable::add);
                }
            }
        }
        durable.forEach(u -> u.visible().run());
    }

    /** Those that have waited long enough are told, durable or not. Returns whether others wait. */
    private boolean tellThoseThatWaited() {
        List<Untold> now = new ArrayList<>();
        boolean others;
        synchronized (this) {
            untold.replaceAll((id, u) -> new Untold(u.visible(), u.tries() - 1));
            untold.values().removeIf(u -> u.tries() <= 0 && now.add(u));
            others = !untold.isEmpty();
        }
        if (!now.isEmpty()) {
            LOG.error("the outcomes of {} announcements are told although they are not durable: after a kill these are spoken once more",
                    now.size());
        }
        now.forEach(u -> u.visible().run());
        return others;
    }

    /** Keeps the outcomes that nobody has been told, and tells them. Not on a thread that carries sound. */
    private void keepAndTell() {
        List<AnnouncementStatus> all;
        synchronized (this) {
            all = untold.keySet().stream().map(missed::get).filter(Objects::nonNull).map(JournalEntry::status).toList();
        }
        Set<String> safe = keep(all);
        List<Runnable> now = new ArrayList<>();
        synchronized (this) {
            untold.entrySet().removeIf(u -> (safe.contains(u.getKey()) || stopping) && now.add(u.getValue().visible()));
        }
        now.forEach(Runnable::run);
    }

    /** Has {@link #keepAndTell} done by announcer-recorder, and what could not be kept told when it has been tried for long enough. */
    private void keepSoon() {
        try {
            thread.execute(() -> {
                keepAndTell();
                if (journal == null) {
                    tellThoseThatWaited();
                }
            });
        } catch (RejectedExecutionException e) {
            // The engine's own threads have ended before this one.
            LOG.debug("stopping", e);
            keepAndTell();
        }
    }

    private void writeMissed(Journal j) throws JournalException {
        for (List<JournalEntry> left = missed(); !left.isEmpty(); left = missed()) {
            j.acceptAll(left);
            written(left);
        }
        if (clear(OUTCOMES)) {
            LOG.info("what has become of announcements is durable again");
        }
    }

    /** Whether there was a problem of this kind, and nothing is left of it. */
    private synchronized boolean clear(String kind) {
        boolean gone = problem.filter(p -> p.startsWith(kind)).isPresent() && missed.isEmpty();
        if (gone) {
            problem = Optional.empty();
        }
        return gone;
    }

    private void again() {
        synchronized (this) {
            writing = false;
        }
        Journal j = journal;
        try {
            if (j != null) {
                writeMissed(j);
            }
        } catch (JournalException e) {
            LOG.debug("still not written", e);
        }
        keepAndTell();
        boolean soon = tellThoseThatWaited();
        if (soon || problem.isPresent()) {
            writeMissedSoon(soon ? SOON : AGAIN);
        }
    }

    private void writeMissedSoon(Duration delay) {
        synchronized (this) {
            if (writing) {
                return;
            }
            writing = true;
        }
        later(this::again, delay);
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

    /** One has been accepted, and those who hand over to a journal find it: if one came meanwhile, it is told. */
    public void accepted(Accepted a) {
        Journal j = journal;
        if (j != null && !known.contains(a.id()) && !a.present().state().isFinal()) {
            CountDownLatch gate = inOrder;
            later(() -> handOver(j, gate), Duration.ZERO);
        }
    }

    /** Waits until what the journal has is put in order, for some seconds at most; whether what waits in it is known then. */
    public boolean awaitOrder() {
        try {
            if (!inOrder.await(ORDER_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("the journal takes long to say what waits");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Journal j = journal;
        return j == null || j == ordered;
    }

    /** One that was made durable could not be accepted after all. Returns when it is forgotten: who is refused may submit it again. */
    public void refused(Accepted a) {
        Journal j = journal;
        if (!known.remove(a.id()) || j == null) {
            return;
        }
        try {
            j.forget(a.id()).toCompletableFuture().get(ORDER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("announcement {} was refused, and whether the journal has forgotten it is not known: {}", a.id(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        JournalEntry entry = new JournalEntry(outcome, expires);
        Optional<CompletionStage<Void>> write;
        boolean waits;
        synchronized (this) {
            write = write(entry);
            waits = write.isEmpty() && kept.isThere() && known.contains(outcome.id());
            if (waits) {
                untold.put(outcome.id(), new Untold(visible, 0));
            }
        }
        if (waits) {
            keepSoon();
            return;
        }
        if (write.isEmpty()) {
            visible.run();
            return;
        }
        write.get().whenComplete((done, e) -> {
            if (e == null) {
                known.remove(outcome.id());
                freeSoon(outcome);
                visible.run();
            } else if (failed(entry, e, visible)) {
                visible.run();
            }
        });
    }

    /**
     * A part of an announcement has its outcome, and others go on.
     *
     * @param visible as {@link #ended} has it
     */
    public void partEnded(Accepted whole, Runnable visible) {
        partEnded(whole, visible, tries);
    }

    /** @param more how often it is tried to be written before it is told all the same */
    private void partEnded(Accepted whole, Runnable visible, int more) {
        Optional<CompletionStage<Void>> write = writePart(whole);
        if (write.isEmpty()) {
            if (kept.isThere() && known.contains(whole.id())) {
                keepPart(whole, visible, visible);
            } else {
                visible.run();
            }
            return;
        }
        AnnouncementStatus written = whole.present();
        write.get().whenComplete((done, e) -> {
            if (e == null) {
                freeSoon(written);
                visible.run();
            } else if (kept.isThere() && !stopping) {
                keepPart(whole, () -> {
                    visible.run();
                    writePartLater(whole);
                }, () -> partIsNotKept(whole, visible, more, e));
            } else {
                partIsNotKept(whole, visible, more, e);
            }
        });
    }

    private void partIsNotKept(Accepted whole, Runnable visible, int more, Throwable e) {
        if (more > 0 && !stopping) {
            later(() -> whole.inOrder(() -> partEnded(whole, visible, more - 1)), SOON);
        } else {
            partIsNotWritten(whole, e);
            visible.run();
        }
    }

    private void keepPart(Accepted whole, Runnable then, Runnable otherwise) {
        Runnable keep = () -> (keep(List.of(whole.present())).isEmpty() ? otherwise : then).run();
        try {
            thread.execute(keep);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping", e);
            keep.run();
        }
    }

    /** Whatever goes wrong with it, the outcomes are told. */
    private Set<String> keep(List<AnnouncementStatus> outcomes) {
        try {
            return kept.keep(outcomes);
        } catch (RuntimeException e) {
            LOG.error("outcomes cannot be kept", e);
            return Set.of();
        }
    }

    private void freeSoon(AnnouncementStatus durable) {
        if (kept.isThere() && kept.has(durable)) {
            later(() -> kept.free(List.of(durable)), Duration.ZERO);
        }
    }

    /** Empty: no journal knows the whole, so that the next one is told of all of it. Under the lock, as {@link #write} is. */
    private synchronized Optional<CompletionStage<Void>> writePart(Accepted whole) {
        Journal j = journal;
        return j != null && known.contains(whole.id()) ? Optional.of(j.changed(whole.present())) : Optional.empty();
    }

    /** Until it is, the part would be spoken once more after a kill. */
    private void partIsNotWritten(Accepted whole, Throwable e) {
        LOG.error("the outcome of a part of announcement {} cannot be made durable, and is told all the same; that is tried again: {}",
                whole.id(), e.getMessage());
        writePartLater(whole);
    }

    private void writePartLater(Accepted whole) {
        later(() -> whole.inOrder(() -> {
            if (!whole.present().state().isFinal()) {
                partEnded(whole, () -> {}, 0);
            }
        }), AGAIN);
    }

    /** Empty: no journal is known to know it, so that it, or the next one, is told of it. Under the lock, so that {@link #tell} comes before it or after. */
    private synchronized Optional<CompletionStage<Void>> write(JournalEntry entry) {
        Journal j = journal;
        String id = entry.status().id();
        if (j != null && known.contains(id) && !formerlyKnown.contains(id)) {
            return Optional.of(j.changed(entry.status()));
        }
        miss(entry);
        if (j != null) {
            writeMissedSoon(Duration.ZERO);
        }
        return Optional.empty();
    }

    private synchronized void miss(JournalEntry entry) {
        missed.put(entry.status().id(), entry);
        if (missed.size() > BOUND) {
            // What the journal knows as not ended must be told: it would be spoken once more.
            missed.keySet().stream().filter(id -> !known.contains(id)).findFirst().ifPresent(missed::remove);
        }
    }

    /** Returns whether it is told now, and not when it is durable, or has been tried for long enough. */
    private boolean failed(JournalEntry entry, Throwable e, Runnable visible) {
        boolean waits = (tries > 0 || kept.isThere()) && !stopping;
        synchronized (this) {
            miss(entry);
            if (waits) {
                untold.put(entry.status().id(), new Untold(visible, tries));
            }
            if (problem.isEmpty()) {
                LOG.error(
                        "the journal cannot be told what has become of announcements; that is kept beside it, or told after {} s all the same,"
                                + " and written as soon as that is possible: {}",
                        SOON.multipliedBy(tries).toSeconds(), e.getMessage());
            }
            problem = Optional.of(OUTCOMES + e.getMessage());
        }
        if (waits && kept.isThere()) {
            keepSoon();
        }
        writeMissedSoon(waits ? SOON : AGAIN);
        return !waits;
    }

    @Override
    public void run(Runnable r) {
        listeners.run(r);
    }
}
