package announcer.ffmpeg.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.lib.process.OutputTail;
import announcer.lib.process.ProcessUsage;
import announcer.lib.retry.ExponentialBackoff;
import announcer.testing.VirtualClock;

/**
 * A supervisor, its owner thread and all that may happen to it, as steps that can be taken in any order. What must always hold is checked
 * at each of them; a step that breaks it throws an {@link AssertionError}.
 */
final class SupervisedWorld {
    /** What may happen next. */
    enum Happening {
        /** The owner thread takes the next event, or, when there is none, sleeps as long as it was told and looks. */
        OWNER,
        /** Half of that time passes, and nobody looks. */
        TIME,
        /** This whole JVM stands still for a minute. */
        SUSPENSION,
        /** The process has sent more sound. */
        ADVANCE,
        /** It tells the same media time again. */
        STANDSTILL,
        /** It ends by itself. */
        EXIT,
        /** What was told by an earlier run comes late. */
        LATE,
        /** A new process is wanted. */
        RESTART,
        /** The push is no longer wanted. */
        CLOSE,
        /** The limits are set to others, or back. */
        RETIME,
        /** From now on nothing can be killed, or again it can. */
        IMMORTAL,
        /** From now on no process can be started, or again one can. */
        NO_PROGRAM,
        /** The next start fails with an error. */
        ERROR_AT_START,
        /** The next end of a process fails with an exception. */
        ERROR_AT_END,
        /** The process uses more than it may, or again not. */
        GREED,
        /** The listener fails at what it is told next. */
        ERROR_IN_LISTENER
    }

    /** The table in {@link Supervisor}: from each state to those that may follow it. */
    private static final Map<PushState, Set<PushState>> LEGAL = Map.of(
            PushState.STARTING,
            EnumSet.of(PushState.STARTING, PushState.PUSHING, PushState.STALE, PushState.EXITED, PushState.STOPPED),
            PushState.PUSHING, EnumSet.of(PushState.PUSHING, PushState.STALE, PushState.EXITED, PushState.STOPPED),
            PushState.STALE, EnumSet.of(PushState.BACKING_OFF, PushState.STOPPED),
            PushState.EXITED, EnumSet.of(PushState.BACKING_OFF, PushState.STARTING),
            PushState.BACKING_OFF, EnumSet.of(PushState.STARTING, PushState.STOPPED),
            PushState.STOPPED, EnumSet.noneOf(PushState.class));
    private static final int MOST_EVENTS = 3;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_DELAY = Duration.ofMillis(250);
    private static final ResourceCeilings CEILINGS = new ResourceCeilings(1000, 0);
    private static final SupervisorLimits USUAL = limits(Duration.ofSeconds(5));
    private static final SupervisorLimits OTHER = limits(Duration.ofSeconds(1));
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final VirtualClock clock = new VirtualClock(Long.MAX_VALUE - Duration.ofSeconds(100).toNanos());
    private final long beginning = clock.nanoTime();
    private final InstantSource wallClock = () -> Instant.EPOCH.plusNanos(clock.nanoTime() - beginning);
    private final Deque<PushEvent> events = new ArrayDeque<>();
    private final List<Child> children = new ArrayList<>();
    /** Transitions that were told, as {@code FROM-TO}. */
    private final Set<String> transitions = new TreeSet<>();
    private final EnumSet<Happening> set = EnumSet.noneOf(Happening.class);
    private PushStatus told;
    private long wakeNanos = clock.nanoTime();
    private int wantedRestarts;
    private boolean closing;
    private final Supervisor supervisor = new Supervisor("main", "rtsp://host/x", this::start, events::add,
            new OutputTail(10, 100, text -> text), () -> set.contains(Happening.RETIME) ? OTHER : USUAL, clock, wallClock,
            new RestartDelay(new RestartSlots(clock.nanoTime()), middle()), Optional.empty(), this::tell);

    SupervisedWorld() {
        told = supervisor.status();
    }

    /** The world after these. */
    static SupervisedWorld after(List<Happening> happened) {
        SupervisedWorld world = new SupervisedWorld();
        happened.forEach(world::happen);
        return world;
    }

    private static SupervisorLimits limits(Duration stale) {
        return new SupervisorLimits(Duration.ofSeconds(10), stale, new ExponentialBackoff(SHORTEST_DELAY, Duration.ofSeconds(30)),
                Duration.ofSeconds(10), CEILINGS);
    }

    /** No chance: the same steps lead to the same state. */
    private static RandomGenerator middle() {
        return () -> Long.MIN_VALUE;
    }

    private final class Child implements PushProcess {
        private final int run;
        private final Listener listener;
        private boolean runs = true;
        /** It, or something that it started, is there. */
        private boolean left = true;
        private long millis;

        Child(int run, Listener listener) {
            this.run = run;
            this.listener = listener;
        }

        @Override
        public long pid() {
            return run;
        }

        @Override
        public ProcessUsage usage() {
            return new ProcessUsage(Optional.empty(),
                    OptionalLong.of(set.contains(Happening.GREED) ? CEILINGS.residentBytes() + 1 : 1));
        }

        @Override
        public boolean end(boolean gently) {
            if (set.remove(Happening.ERROR_AT_END)) {
                throw new IllegalStateException("a fault while ending");
            }
            if (!set.contains(Happening.IMMORTAL)) {
                exit();
                left = false;
            }
            return !left;
        }

        void exit() {
            if (runs) {
                runs = false;
                listener.exited(1);
            }
        }
    }

    private PushProcess start(int run, PushProcess.Listener listener) throws IOException {
        check(children.stream().noneMatch(child -> child.left), () -> "a second process is started while one is left");
        check(told.state() == PushState.STARTING && told.run() == run, () -> "run " + run + " begins before it was told");
        if (set.contains(Happening.NO_PROGRAM)) {
            throw new IOException("no working ffmpeg");
        }
        if (set.remove(Happening.ERROR_AT_START)) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        children.add(new Child(run, listener));
        // Restarts at once are earned by publishing, which takes longer than a delay: so this bounds all of them.
        long most = 2 + wantedRestarts + (clock.nanoTime() - beginning) / SHORTEST_DELAY.toNanos();
        check(children.size() <= most, () -> children.size() + " starts are a storm: " + most + " at most");
        return last();
    }

    private void tell(PushStatus status) {
        PushState from = told.state();
        PushState to = status.state();
        check(LEGAL.get(from).contains(to), () -> "from " + from + " to " + to);
        check(status.run() >= told.run() && status.restarts() >= told.restarts(), () -> "a number fell: " + told + ", " + status);
        check((to == PushState.BACKING_OFF) == status.nextAttempt().isPresent(),
                () -> "the next attempt is told while BACKING_OFF: " + status);
        if (to == PushState.BACKING_OFF || to == PushState.EXITED) {
            check(children.stream().noneMatch(child -> child.left), () -> to + " while something is left");
        }
        transitions.add(from + "-" + to);
        told = status;
        if (set.remove(Happening.ERROR_IN_LISTENER)) {
            throw new IllegalStateException("a fault in the listener");
        }
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    private Child last() {
        return children.get(children.size() - 1);
    }

    private boolean runs() {
        return !children.isEmpty() && last().runs;
    }

    /** What can happen now. */
    List<Happening> possible() {
        return Arrays.stream(Happening.values()).filter(this::can).toList();
    }

    private boolean can(Happening happening) {
        if (supervisor.stopped()) {
            return false;
        }
        boolean room = events.size() < MOST_EVENTS;
        return switch (happening) {
            case ADVANCE, STANDSTILL, EXIT -> room && runs();
            case LATE -> room && children.size() > 1;
            case RESTART, CLOSE -> room;
            default -> true;
        };
    }

    void happen(Happening happening) {
        switch (happening) {
            case OWNER -> owner();
            case TIME -> clock.pass(Math.max(0, wakeNanos - clock.nanoTime()) / 2);
            case SUSPENSION -> clock.pass(Duration.ofMinutes(1).toNanos());
            case ADVANCE -> {
                last().millis += 100;
                last().listener.mediaTime(Duration.ofMillis(last().millis));
            }
            case STANDSTILL -> last().listener.mediaTime(Duration.ofMillis(last().millis));
            case EXIT -> last().exit();
            case LATE -> {
                children.get(0).listener.mediaTime(Duration.ofHours(1));
                children.get(0).listener.exited(1);
            }
            case RESTART -> {
                wantedRestarts++;
                events.add(new PushEvent.Restart("it is wanted"));
            }
            case CLOSE -> {
                closing = true;
                events.add(new PushEvent.Close());
            }
            case RETIME -> {
                turn(happening);
                events.add(new PushEvent.Retimed());
            }
            case IMMORTAL, NO_PROGRAM, ERROR_AT_START, ERROR_AT_END, GREED, ERROR_IN_LISTENER -> turn(happening);
        }
    }

    private void turn(Happening happening) {
        if (!set.remove(happening)) {
            set.add(happening);
        }
    }

    /** As {@link SupervisedPush}'s thread. */
    private void owner() {
        PushEvent event = events.poll();
        if (event == null) {
            clock.pass(Math.max(0, wakeNanos - clock.nanoTime()));
            event = closing ? new PushEvent.Close() : null;
        }
        Duration wait;
        try {
            wait = supervisor.step(event);
        } catch (IllegalStateException e) {
            wait = AFTER_A_FAULT;
        }
        Duration asked = wait;
        check(!asked.isNegative() && asked.compareTo(Duration.ofHours(1)) <= 0, () -> "a wait of " + asked);
        check(!supervisor.stopped() || closing, () -> "it has stopped, and nobody wanted that");
        wakeNanos = clock.nanoTime() + wait.toNanos();
    }

    /** From here on nothing bad happens: it must publish again, or, when it is to close, have closed. */
    void recover() {
        set.clear();
        long start = clock.nanoTime();
        int before = children.size();
        while (supervisor.stopped() ? false : closing || supervisor.status().state() != PushState.PUSHING || !events.isEmpty() || !runs()) {
            check(clock.nanoTime() - start < RECOVERY.toNanos(),
                    () -> "it does not recover within " + RECOVERY + ": " + supervisor.status());
            if (events.isEmpty() && runs()) {
                clock.pass(Duration.ofMillis(100).toNanos());
                happen(Happening.ADVANCE);
            }
            owner();
        }
        check(closing == supervisor.stopped(), () -> "closing " + closing + ": " + supervisor.status());
        // What had happened before may still end one or two.
        check(children.size() - before <= 4, () -> children.size() - before + " more processes until it had recovered");
    }

    Set<String> transitions() {
        return transitions;
    }

    static Set<String> legalTransitions() {
        Set<String> all = new TreeSet<>();
        LEGAL.forEach((from, to) -> to.forEach(next -> all.add(from + "-" + next)));
        return all;
    }

    /** What its future depends on; times in steps that tell them apart as far as its limits do. */
    String key() {
        StringBuilder key = new StringBuilder().append(supervisor.status().state()).append(set).append(closing)
                .append(children.isEmpty() ? "" : " " + last().runs + last().left).append(children.size() > 1);
        events.forEach(event -> key.append(' ').append(event.getClass().getSimpleName())
                .append(event instanceof PushEvent.MediaTime media ? media.run() == supervisor.status().run() : "")
                .append(event instanceof PushEvent.Exited exited ? exited.run() == supervisor.status().run() : ""));
        key.append(' ').append(coarse(wakeNanos - clock.nanoTime())).append(' ')
                .append(supervisor.status().supervision().get().restartsAtOnce())
                .append(' ').append(Math.min(3, supervisor.status().supervision().get().failuresInARow()));
        return key.toString();
    }

    private static int coarse(long nanos) {
        long millis = nanos / 1_000_000;
        return millis < 0 ? -1 : millis == 0 ? 0 : millis <= 20 ? 1 : millis <= 500 ? 2 : millis <= 1000 ? 3 : millis <= 5000 ? 4 : 5;
    }
}
