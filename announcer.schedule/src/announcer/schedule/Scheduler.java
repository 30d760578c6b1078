package announcer.schedule;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleStatus;
import announcer.api.schedule.ScheduleTime;
import announcer.api.schedule.ScheduleTiming;
import announcer.api.schedule.Schedules;
import announcer.lib.time.MonotonicClock;
import announcer.schedule.timing.Timing;

/**
 * Submits each schedule's announcement when it is due, once. A time is submitted first and recorded then: a crash in between submits it again
 * after the start, if it may still be said, under the same idempotency key, and the engine answers with the announcement that its journal has. Recorded
 * first, it would be lost in silence. Safe for use by any thread; {@link #step} is called by one.
 */
final class Scheduler implements Schedules {
    /** The wall clock is read at least so often: it may be set, and the machine may sleep. */
    static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration KEPT_WITHOUT_SCHEDULE = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private record Due(ScheduleEntry entry, ScheduleSettings settings, Instant time) {}

    /** What is to be done now, beside waiting. */
    private record Work(Instant now, List<Due> due, List<ScheduleEntry> missed) {}

    private final InstantSource wall;
    private final MonotonicClock clock;
    private final Supplier<Optional<Announcer>> engine;
    private final RunStore store;
    /** By PID, in the order in which they came: of two with one id the first counts. */
    private final Map<String, ScheduleSettings> all = new LinkedHashMap<>();
    /** Those that can run, by PID. */
    private final Map<String, ScheduleEntry> entries = new LinkedHashMap<>();
    private final Map<String, RunRecord> records = new TreeMap<>();
    private boolean changed;
    private boolean readable = true;
    private Optional<String> fileProblem = Optional.empty();
    /** When the schedules were last looked at, or one of them submitted, on the monotonic clock. */
    private volatile long lookedNanos;
    private volatile boolean ending;
    // Guarded by this.
    private boolean ended;

    /** @param engine the engine, when it is there */
    Scheduler(InstantSource wall, MonotonicClock clock, Supplier<Optional<Announcer>> engine, RunStore store) {
        this.wall = wall;
        this.clock = clock;
        this.engine = engine;
        this.store = store;
        this.lookedNanos = clock.nanoTime();
        try {
            records.putAll(store.load());
        } catch (IOException e) {
            // Not written either: what it holds may be needed yet.
            readable = false;
            fileProblem = Optional.of("what ran before cannot be read, and what runs now is not remembered over a restart: " + e);
            LOG.error("schedules: {}", fileProblem.get());
        }
    }

    /** A schedule that is new or changed. */
    synchronized void put(ScheduleSettings settings) {
        ScheduleSettings before = all.put(settings.pid(), settings);
        if (before != null && !before.id().equals(settings.id())) {
            entries.remove(settings.pid());
            forget(before.id());
        }
        settings.problem().ifPresent(p -> LOG.warn("schedule {} ({}) does not run: {}", settings.id(), settings.pid(), p));
        wire();
    }

    /** A schedule that has gone, perhaps to come again. */
    synchronized void remove(String pid) {
        all.remove(pid);
        wire();
    }

    /** A schedule that was deleted. A new one with its id has missed nothing. */
    synchronized void forget(String id) {
        if (all.values().stream().noneMatch(s -> s.id().equals(id))) {
            changed |= records.remove(id) != null;
        }
    }

    /** Has an entry for each schedule that can run. */
    private void wire() {
        Map<String, String> owners = owners();
        entries.keySet().removeIf(pid -> !all.containsKey(pid) || !owners.get(all.get(pid).id()).equals(pid));
        for (ScheduleSettings s : all.values()) {
            ScheduleEntry entry = entries.get(s.pid());
            if (entry == null || !entry.settings().equals(s)) {
                entries.remove(s.pid());
                if (s.problem().isEmpty() && owners.get(s.id()).equals(s.pid())) {
                    ScheduleEntry made = new ScheduleEntry(s, s.timing().orElseThrow(), Optional.ofNullable(records.get(s.id())),
                            wall.instant());
                    entries.put(s.pid(), made);
                    keep(made);
                }
            }
        }
    }

    private void keep(ScheduleEntry entry) {
        changed |= !entry.record().equals(records.put(entry.settings().id(), entry.record()));
    }

    /** PIDs by id: of the first schedule that came with it. */
    private Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        all.values().forEach(s -> owners.putIfAbsent(s.id(), s.pid()));
        return owners;
    }

    /** Submits what is due. Returns for how long nothing will be. */
    Duration step() {
        lookedNanos = clock.nanoTime();
        Work work = work();
        // What is due goes before all that is only told of: after an outage there may be thousands of times to count.
        List<Runnable> afterwards = new ArrayList<>();
        for (Due due : work.due) {
            if (!ending) {
                afterwards.add(submit(due));
            }
        }
        afterwards.forEach(Runnable::run);
        work.missed.forEach(entry -> settleMissed(entry, work.now));
        store();
        return rest();
    }

    private synchronized Work work() {
        Work work = new Work(wall.instant(), new ArrayList<>(), new ArrayList<>());
        for (ScheduleEntry entry : List.copyOf(entries.values())) {
            if (entry.settings().enabled()) {
                try {
                    ScheduleEntry.Look look = entry.look(work.now, clock.nanoTime());
                    look.submit().ifPresent(t -> work.due.add(new Due(entry, entry.settings(), t.time().toInstant())));
                    if (look.missed()) {
                        work.missed.add(entry);
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    broken(entry.settings(), e);
                }
            }
        }
        return work;
    }

    private void settleMissed(ScheduleEntry entry, Instant now) {
        RunRecord settled;
        try {
            settled = entry.missed(now);
        } catch (RuntimeException | StackOverflowError e) {
            synchronized (this) {
                broken(entry.settings(), e);
            }
            return;
        }
        synchronized (this) {
            if (entries.get(entry.settings().pid()) == entry) {
                boolean same = settled.equals(entry.record());
                entry.settle(settled, now);
                if (!same) {
                    settled.last().ifPresent(run -> tell(entry.settings().id(), run));
                    keep(entry);
                }
            }
        }
    }

    /** One whose times cannot be told must not stop the others. */
    private void broken(ScheduleSettings s, Throwable e) {
        LOG.error("schedule {} ({}) does not run until it is changed", s.id(), s.pid(), e);
        entries.remove(s.pid());
        all.put(s.pid(), s.withProblem("its next time cannot be told: " + e));
    }

    private synchronized Duration rest() {
        Instant now = wall.instant();
        long nanos = clock.nanoTime();
        Duration rest = LOOK;
        for (ScheduleEntry entry : List.copyOf(entries.values())) {
            if (entry.settings().enabled()) {
                try {
                    Duration one = entry.rest(now, nanos);
                    rest = one.compareTo(rest) < 0 ? one : rest;
                } catch (RuntimeException | StackOverflowError e) {
                    broken(entry.settings(), e);
                }
            }
        }
        return rest;
    }

    /** Without the lock: the engine may wait for its disk. Returns what is to be done once all that is due has been submitted. */
    private Runnable submit(Due due) {
        lookedNanos = clock.nanoTime();
        try {
            Announcement accepted = announce(due.settings.run(due.time));
            Instant at = wall.instant();
            return () -> {
                Optional<String> lateness = lateness(due, at);
                settle(due, (entry, now) -> entry.accepted(due.time, at, accepted.id(), lateness));
            };
        } catch (RejectedException e) {
            boolean passes = mayPass(e.reason());
            return () -> settle(due, (entry, now) -> {
                if (passes) {
                    if (entry.problem().isEmpty()) {
                        LOG.warn("schedule {}: its run of {} is refused for now, and tried again: {}", due.settings.id(), due.time,
                                e.getMessage());
                    }
                    entry.refusedForNow(due.time, clock.nanoTime(), e.getMessage());
                } else {
                    entry.refused(due.time, now, e.getMessage());
                }
            });
        } catch (RuntimeException | Error e) {
            // The engine's bundle is being updated under the call, or is broken.
            LOG.warn("schedule {}: the engine failed at {}", due.settings.id(), due.time, e);
            return () -> settle(due, (entry, now) -> entry.refusedForNow(due.time, clock.nanoTime(), "the engine failed: " + e));
        }
    }

    /** That it was submitted counts, whatever there is to tell of it. */
    private static Optional<String> lateness(Due due, Instant at) {
        try {
            return due.entry.lateness(due.time, at);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("schedule {}: nobody can tell what was left out before {}", due.settings.id(), due.time, e);
            return Optional.empty();
        }
    }

    private interface Settled {
        void apply(ScheduleEntry entry, Instant now);
    }

    /** The entry may be another one by now: its configuration was changed meanwhile. */
    private synchronized void settle(Due due, Settled outcome) {
        ScheduleEntry entry = entries.get(due.settings.pid());
        if (entry == null || !entry.settings().id().equals(due.settings.id())) {
            return;
        }
        outcome.apply(entry, wall.instant());
        if (entry.problem().isEmpty()) {
            entry.record().last().ifPresent(run -> tell(due.settings.id(), run));
        }
        keep(entry);
    }

    private static void tell(String id, ScheduleRun run) {
        if (run.outcome() == ScheduleOutcome.REFUSED) {
            LOG.warn("schedule {}: its run of {} was refused: {}", id, run.due(), run.cause().orElse(""));
        } else if (run.outcome() == ScheduleOutcome.MISSED) {
            LOG.warn("schedule {}: its run of {} was missed: {}", id, run.due(), run.cause().orElse(""));
        } else {
            LOG.info("schedule {}: its run of {} is announcement {}{}", id, run.due(), run.announcement().orElse(""),
                    run.cause().map(c -> ", " + c).orElse(""));
        }
    }

    /** Whether the same request may be accepted in some seconds: channels and voices come one by one after a start. */
    private static boolean mayPass(RejectedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_CHANNEL, UNKNOWN_ZONE, UNKNOWN_VOICE, UNKNOWN_LANGUAGE, UNKNOWN_CHIME, QUEUE_FULL, STORE_FULL, STORE_FAILED,
                    STOPPING ->
                true;
            case INVALID, TEXT_TOO_LONG, BAD_MARKUP, KEY_REUSED -> false;
        };
    }

    private Announcement announce(Request request) throws RejectedException {
        Optional<Announcer> present = engine.get();
        if (present.isEmpty()) {
            throw new RejectedException(RejectedException.Reason.STOPPING, "", "",
                    "the announcer.engine bundle is not running, or is being replaced");
        }
        return present.get().announce(request);
    }

    /** No run is submitted any more. */
    void ending() {
        ending = true;
    }

    /**
     * The last call. Nothing is stored from here on: the next instance has read the file by then.
     *
     * @param threadHasEnded whether nobody is at work in here any more, so that what has changed can be stored now
     */
    void end(boolean threadHasEnded) {
        if (threadHasEnded) {
            store();
        }
        synchronized (this) {
            ended = true;
        }
    }

    private void store() {
        Map<String, RunRecord> wanted;
        synchronized (this) {
            if (!changed || !readable || ended) {
                return;
            }
            Instant old = wall.instant().minus(KEPT_WITHOUT_SCHEDULE);
            records.entrySet().removeIf(
                    r -> r.getValue().through().isBefore(old) && all.values().stream().noneMatch(s -> s.id().equals(r.getKey())));
            wanted = new TreeMap<>(records);
            changed = false;
        }
        Optional<String> problem = Optional.empty();
        try {
            store.store(wanted);
        } catch (IOException e) {
            problem = Optional.of("what ran cannot be written, so that a restart may take runs for missed: " + e);
        }
        synchronized (this) {
            if (problem.isPresent()) {
                changed = true;
                if (fileProblem.isEmpty()) {
                    LOG.error("schedules: {}", problem.get());
                }
            }
            fileProblem = problem;
        }
    }

    @Override
    public synchronized List<ScheduleStatus> all() {
        Instant now = wall.instant();
        Map<String, String> owners = owners();
        return all.values().stream().map(s -> status(s, owners.get(s.id()), now))
                .sorted(Comparator.comparing(ScheduleStatus::id).thenComparing(ScheduleStatus::pid)).toList();
    }

    @Override
    public synchronized Optional<ScheduleStatus> find(String id) {
        return settings(id).map(s -> status(s, s.pid(), wall.instant()));
    }

    private Optional<ScheduleSettings> settings(String id) {
        return all.values().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /** @param owner PID of the schedule that has its id */
    private ScheduleStatus status(ScheduleSettings s, String owner, Instant now) {
        Optional<ScheduleEntry> entry = Optional.ofNullable(entries.get(s.pid()));
        List<ScheduleTime> next = List.of();
        Optional<String> untold = Optional.empty();
        try {
            next = entry.filter(e -> s.enabled()).map(e -> e.next(now, NEXT)).orElse(List.of());
        } catch (RuntimeException | StackOverflowError e) {
            untold = Optional.of("its next times cannot be told: " + e);
        }
        Optional<String> broken = untold;
        Optional<String> problem = s.problem().or(() -> broken)
                .or(() -> Optional.of("configuration " + owner + " has the id \"" + s.id() + "\" too, and came first; change one")
                        .filter(p -> !owner.equals(s.pid())))
                .or(() -> entry.flatMap(ScheduleEntry::problem)).or(() -> fileProblem);
        return new ScheduleStatus(s.id(), s.pid(), s.enabled(), s.written(),
                s.timing().map(t -> t.zone().getId()).or(() -> s.written().timeZone()).orElse(""), s.missed(), s.missedWithin(),
                s.request(),
                next, entry.flatMap(e -> e.record().last()), problem);
    }

    @Override
    public Optional<Announcement> tryNow(String id) throws RejectedException {
        Optional<ScheduleSettings> found;
        synchronized (this) {
            found = settings(id);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(announce(found.get().trial()));
    }

    @Override
    public Optional<String> problem() {
        Duration idle = Duration.ofNanos(clock.nanoTime() - lookedNanos);
        return idle.compareTo(LOOK.multipliedBy(2)) <= 0
                ? Optional.empty()
                : Optional.of("no schedule was looked at for " + idle.toSeconds() + " s, at most " + LOOK.toSeconds()
                        + " s is usual: the thread announcer-schedule hangs or has ended; see the log, and restart the bundle announcer.schedule");
    }

    @Override
    public List<ScheduleTime> check(ScheduleTiming timing) throws InvalidConfigurationException {
        try {
            return Timing.of(timing).next(wall.instant(), NEXT);
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidConfigurationException("cron", "its next times cannot be told: " + e);
        }
    }
}
