package announcer.ffmpeg.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.lib.process.OutputTail;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * The state machine of one push. A push is wanted from its making to {@code Close}; that order is not a state. What it is doing is:
 * <ul>
 * <li>STARTING: a process is being looked for or runs, and its media time has not advanced yet;
 * <li>PUSHING: media time advances. This, and not a live pid, is health;
 * <li>STALE: media time has stood still too long; the process and its children are being ended;
 * <li>EXITED: the process has gone by itself, could not be started, or was ended because a new one is wanted; what it started is ended;
 * <li>BACKING_OFF: no process runs; the next attempt has its time. It never gives up;
 * <li>STOPPED: closed.
 * </ul>
 *
 * <pre>
 * from               on                                              to
 * (made)             first step                                      STARTING, run 1
 * STARTING           media time advances                             PUSHING
 * STARTING           no ffmpeg, or it cannot be started              EXITED, BACKING_OFF
 * STARTING           no advance for the start limit (10 s)           STALE
 * PUSHING            no advance for the stale limit (5 s)            STALE
 * STARTING, PUSHING  the process has ended                           EXITED, BACKING_OFF
 * STARTING, PUSHING  it uses more than a ceiling allows              EXITED, BACKING_OFF
 * STARTING, PUSHING  a restart is wanted                             EXITED, STARTING at once
 * STARTING, PUSHING  an end is wanted, but something of it is left   STALE
 * STALE              the process and its children have gone          BACKING_OFF
 * STALE              something of it is left after a kill            STALE; killed again each second, nothing else is started
 * BACKING_OFF        the delay is over, or a restart is wanted       STARTING, next run
 * BACKING_OFF        nothing listened at the destination, and does   BACKING_OFF, the delay cut short
 * any                Close                                           STOPPED
 * </pre>
 *
 * A push has a budget of restarts at once, which it earns by PUSHING: all of it by {@link SupervisorLimits#healthy()} without interruption
 * ({@link RestartDelay}). They have no delay, unless many pushes fail together ({@link RestartSlots}); beyond the budget it is exponential, and
 * begins anew after that same time of health. A new process is only ever started when nothing of the one before is left. {@code
 * SupervisorModelTest} explores the states and transitions in all orders of events.
 *
 * <p>
 * Confined to the push's owner thread, except {@link #status()}. Time is injected.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration KILL_AGAIN = Duration.ofSeconds(1);
    // A wait that took this much longer than asked: this process was suspended, and what ffmpeg did meanwhile is not known yet.
    private static final long OVERSLEPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NEVER_NANOS = Duration.ofHours(1).toNanos();

    private final String channel;
    private final String maskedDestination;
    private final PushProcess.Starter starter;
    private final Consumer<PushEvent> events;
    private final OutputTail tail;
    private final Supplier<SupervisorLimits> limits;
    private final MonotonicClock clock;
    private final InstantSource wallClock;
    private final Consumer<PushStatus> onChange;
    private final RestartDelay restartDelay;
    private final DestinationWatch destination;

    private PushProcess process;
    private boolean closing;
    /** Number of the present attempt; one that could not start keeps its own. */
    private int run;
    /** Children that were started: not all that were tried. */
    private int started;
    private Duration mediaTime = Duration.ZERO;
    private Optional<String> cause = Optional.empty();
    private Optional<Instant> nextAttempt = Optional.empty();
    private Optional<String> lastCause = Optional.empty();
    private Optional<Instant> lastEnded = Optional.empty();
    private final ResourceWatch watch = new ResourceWatch();
    /** Attempts in a row after which something of the process was left. */
    private int unkilled;
    private long startedNanos;
    private long advancedNanos;
    private long pushingNanos;
    /** When the next attempt, or the next kill, is due. */
    private Deadline nextStep = Deadline.PASSED;
    private long wakeNanos;
    private volatile PushStatus status;

    /**
     * @param events where the child's events are put, to be handed to {@link #step} by the owner thread
     * @param limits asked at every step: a change needs no restart
     * @param destination looked at during long delays; empty: they are waited for to their end
     */
    Supervisor(String channel, String maskedDestination, PushProcess.Starter starter, Consumer<PushEvent> events, OutputTail tail,
            Supplier<SupervisorLimits> limits, MonotonicClock clock, InstantSource wallClock, RestartDelay restartDelay,
            Optional<DestinationLook> destination, Consumer<PushStatus> onChange) {
        this.channel = channel;
        this.maskedDestination = maskedDestination;
        this.starter = starter;
        this.events = events;
        this.tail = tail;
        this.limits = limits;
        this.clock = clock;
        this.wallClock = wallClock;
        this.onChange = onChange;
        this.restartDelay = restartDelay;
        this.destination = new DestinationWatch(destination, events);
        this.wakeNanos = clock.nanoTime();
        this.status = status(PushState.STARTING, wallClock.instant());
    }

    PushStatus status() {
        return status;
    }

    boolean stopped() {
        return state() == PushState.STOPPED;
    }

    /**
     * Handles one event, if there is one, and what has become due.
     *
     * @param event the next event, null when none came in the time that the last step asked for
     * @return how long to wait for an event before the next step
     */
    Duration step(PushEvent event) {
        forgiveSuspension();
        closing |= event instanceof PushEvent.Close;
        if (closing) {
            // At every step until it has: a first attempt may have failed, and its process tells its progress still.
            close();
        } else {
            handle(event);
            // After an event too: one whose events never end must not keep its limits from being looked at.
            becomeDue();
        }
        long now = clock.nanoTime();
        long wait = Math.max(0, nanosUntilDue(now));
        wakeNanos = now + wait;
        return Duration.ofNanos(wait);
    }

    private void handle(PushEvent event) {
        if (event instanceof PushEvent.MediaTime media) {
            mediaTime(media);
        } else if (event instanceof PushEvent.Exited exited) {
            exited(exited);
        } else if (event instanceof PushEvent.Restart restart) {
            restart(restart.reason());
        } else if (event instanceof PushEvent.Looked looked) {
            looked(looked);
        }
    }

    private void becomeDue() {
        long now = clock.nanoTime();
        switch (state()) {
            case STARTING -> {
                if (process == null) {
                    start();
                } else if (now - startedNanos >= limits.get().start().toNanos()) {
                    stale("has not begun to publish within " + limits.get().start().toSeconds() + " s"
                            + FailureCause.latest(tail.lines()).map(line -> ": " + line)
                                    .orElse(" and says nothing; is the RTSP server answering?"));
                } else {
                    watch(now);
                }
            }
            case PUSHING -> {
                if (now - pushingNanos >= limits.get().healthy().toNanos()) {
                    restartDelay.reset();
                }
                if (now - advancedNanos >= limits.get().stale().toNanos()) {
                    stale("has not advanced for " + limits.get().stale().toSeconds() + " s, although it is running");
                } else {
                    watch(now);
                }
            }
            case STALE -> {
                if (nextStep.hasPassed(now)) {
                    endStale();
                }
            }
            case EXITED, BACKING_OFF -> {
                if (nextStep.hasPassed(now)) {
                    start();
                } else if (destination.next().hasPassed(now)) {
                    destination.look(run);
                }
            }
            case STOPPED -> {
            }
        }
    }

    private long nanosUntilDue(long now) {
        SupervisorLimits current = limits.get();
        return switch (state()) {
            case STARTING ->
                process == null ? 0 : Math.min(nanosLeft(startedNanos, current.start(), now), watch.nanosUntilDue(now));
            case PUSHING -> {
                long stale = nanosLeft(advancedNanos, current.stale(), now);
                long healthy = nanosLeft(pushingNanos, current.healthy(), now);
                long first = Math.min(stale, watch.nanosUntilDue(now));
                yield healthy > 0 ? Math.min(first, healthy) : first;
            }
            case STALE -> nextStep.nanosLeft(now);
            case EXITED, BACKING_OFF -> Math.min(nextStep.nanosLeft(now), destination.next().nanosLeft(now));
            case STOPPED -> NEVER_NANOS;
        };
    }

    private static long nanosLeft(long since, Duration limit, long now) {
        return limit.toNanos() - (now - since);
    }

    private void forgiveSuspension() {
        long overslept = clock.nanoTime() - wakeNanos;
        if (overslept > OVERSLEPT_NANOS) {
            // Its limits begin anew: what it did meanwhile has first to be read.
            startedNanos = clock.nanoTime();
            advancedNanos = clock.nanoTime();
            pushingNanos += overslept;
        }
    }

    private void start() {
        nextAttempt = Optional.empty();
        int next = run + 1;
        // Before it can connect: who sees a reader come must see which run it belongs to.
        run = next;
        mediaTime = Duration.ZERO;
        enter(PushState.STARTING);
        tail.add(FailureCause.runLine(next));
        try {
            process = starter.start(next, new PushProcess.Listener() {
                @Override
                public void mediaTime(Duration time) {
                    events.accept(new PushEvent.MediaTime(next, time));
                }

                @Override
                public void line(String line) {
                    tail.add(line);
                }

                @Override
                public void exited(int code) {
                    events.accept(new PushEvent.Exited(next, code));
                }
            });
        } catch (IOException e) {
            gone(e.getMessage());
            return;
        } catch (RuntimeException | Error e) {
            LOG.error("channel {}: run {} could not be started", channel, next, e);
            gone("ffmpeg cannot be started: " + e);
            return;
        }
        started++;
        startedNanos = clock.nanoTime();
        watch.restart(startedNanos);
        enter(PushState.STARTING);
    }

    private void mediaTime(PushEvent.MediaTime media) {
        if (process == null || media.run() != run || media.time().compareTo(mediaTime) <= 0) {
            return;
        }
        mediaTime = media.time();
        advancedNanos = clock.nanoTime();
        if (state() == PushState.STARTING) {
            pushingNanos = advancedNanos;
            cause = Optional.empty();
            LOG.info("channel {}: publishing to {} (run {}, pid {})", channel, maskedDestination, run, process.pid());
            enter(PushState.PUSHING);
        } else if (state() == PushState.PUSHING) {
            publish(status(PushState.PUSHING, status.since()));
        }
    }

    private void exited(PushEvent.Exited exited) {
        if (process == null || exited.run() != run) {
            return;
        }
        if (state() == PushState.STALE) {
            endStale();
        } else if (endChild(false)) {
            noteHealth();
            gone(FailureCause.of(exited.code(), tail.lines()));
        }
    }

    private void restart(String reason) {
        switch (state()) {
            case STARTING, PUSHING -> {
                if (process != null && endChild(true)) {
                    LOG.info("channel {}: starting ffmpeg anew: {}", channel, reason);
                    noteHealth();
                    ended(reason);
                    enter(PushState.EXITED);
                    start();
                }
            }
            case EXITED, BACKING_OFF -> start();
            case STALE, STOPPED -> {
                // One is being ended already, or none is wanted.
            }
        }
    }

    /** Ends a process that uses more than its share. Killed, not asked: what runs wild may not hear. */
    private void watch(long now) {
        if (!watch.isDue(now)) {
            return;
        }
        Optional<String> passed = watch.look(process.usage(), limits.get().ceilings(), now);
        if (passed.isPresent()) {
            String why = "ffmpeg (pid " + process.pid() + ") " + passed.get();
            if (endChild(false)) {
                noteHealth();
                gone(why);
            }
        }
    }

    private void stale(String what) {
        noteHealth();
        ended("ffmpeg (pid " + process.pid() + ") " + what);
        enter(PushState.STALE);
        endStale();
    }

    private void endStale() {
        String why = cause.orElse("");
        if (endChild(false)) {
            backOff(why);
        }
    }

    /** The process is no more, or never was. */
    private void gone(String why) {
        ended(why);
        enter(PushState.EXITED);
        backOff(why);
    }

    private void ended(String why) {
        cause = Optional.of(why);
        lastCause = cause;
        lastEnded = Optional.of(wallClock.instant());
    }

    private void backOff(String why) {
        Duration delay = restartDelay.next(limits.get().backoff(), clock.nanoTime());
        nextStep = Deadline.after(clock.nanoTime(), delay);
        nextAttempt = Optional.of(wallClock.instant().plus(delay));
        destination.restart(delay, clock.nanoTime());
        // A destination that is away for a night would fill the log: the 1st, 2nd, 4th, 8th, ... failure in a row is told.
        Level level = Integer.bitCount(restartDelay.failures()) == 1 ? Level.WARN : Level.DEBUG;
        LOG.atLevel(level).log("channel {}: {}; failures in a row: {}; next attempt {}", channel, why, restartDelay.failures(),
                "in " + delay.toMillis() + " ms");
        enter(PushState.BACKING_OFF);
    }

    private void looked(PushEvent.Looked looked) {
        long now = clock.nanoTime();
        if (state() == PushState.BACKING_OFF && looked.run() == run && destination.isBack(looked.listening(), now)) {
            restartDelay.cutShort(now).filter(delay -> delay.toNanos() < nextStep.nanosLeft(now)).ifPresent(delay -> {
                LOG.info("channel {}: something listens at {} again", channel, maskedDestination);
                nextStep = Deadline.after(now, delay);
                nextAttempt = Optional.of(wallClock.instant().plus(delay));
                publish(status(PushState.BACKING_OFF, status.since()));
            });
        }
    }

    private void close() {
        if (stopped()) {
            return;
        }
        if (process != null && !endChild(true)) {
            LOG.error("channel {}: ffmpeg (pid {}) does not end although it was killed; it is left behind", channel, process.pid());
        }
        process = null;
        nextAttempt = Optional.empty();
        cause = Optional.empty();
        enter(PushState.STOPPED);
    }

    /** Ends the process; when something of it is left, becomes STALE and tries again soon. */
    private boolean endChild(boolean gently) {
        if (process.end(gently)) {
            process = null;
            unkilled = 0;
            return true;
        }
        unkilled++;
        nextStep = Deadline.after(clock.nanoTime(), KILL_AGAIN);
        if (state() != PushState.STALE) {
            noteHealth();
            ended("ffmpeg (pid " + process.pid() + ") or a child of it does not end although it was killed");
            enter(PushState.STALE);
        }
        // It is killed again each second, for a night perhaps: the 1st, 2nd, 4th, 8th, ... time is told.
        LOG.atLevel(Integer.bitCount(unkilled) == 1 ? Level.WARN : Level.DEBUG).log(
                "channel {}: {}; of pid {} something is left after {} attempts to kill it, and nothing else is started before that has ended",
                channel, cause.orElse(""), process.pid(), unkilled);
        return false;
    }

    private void noteHealth() {
        if (state() == PushState.PUSHING) {
            restartDelay.earn(published(), limits.get().healthy());
            if (published().compareTo(limits.get().healthy()) >= 0) {
                restartDelay.reset();
            }
        }
    }

    /** How long the present run has published; after a suspension of this process its own latest advance may lie before the beginning. */
    private Duration published() {
        return Duration.ofNanos(Math.max(0, advancedNanos - pushingNanos));
    }

    private PushState state() {
        return status.state();
    }

    private void enter(PushState state) {
        publish(status(state, wallClock.instant()));
    }

    private PushStatus status(PushState state, Instant since) {
        OptionalLong pid = process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
        return new PushStatus(state, since, cause, run, Math.max(0, started - 1), mediaTime, nextAttempt, pid, maskedDestination,
                Optional.of(supervision(state)));
    }

    private PushSupervision supervision(PushState state) {
        // What it earns now is in the budget from the state's end on, and shown before.
        Duration published = state == PushState.PUSHING ? published() : Duration.ZERO;
        return new PushSupervision(restartDelay.restartsAtOnce(published, limits.get().healthy()), restartDelay.failures(), lastCause,
                lastEnded, process == null ? OptionalLong.empty() : watch.residentBytes(),
                process == null ? OptionalDouble.empty() : watch.cpuCores());
    }

    private void publish(PushStatus next) {
        status = next;
        try {
            onChange.accept(next);
        } catch (RuntimeException e) {
            LOG.error("channel {}: the listener of the push failed at {}", channel, next, e);
        }
    }
}
