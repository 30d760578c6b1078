package announcer.ffmpeg.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.lib.process.OutputTail;
import announcer.lib.time.MonotonicClock;

/** One publication: a {@link Supervisor} and the thread that owns it. */
public final class SupervisedPush implements Push {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPush.class);
    static final int OUTPUT_LINES = 100;
    static final int OUTPUT_LINE_LENGTH = 500;
    private static final Duration CLOSE = Duration.ofSeconds(8);
    private static final Duration CLOSE_INTERRUPTED = Duration.ofSeconds(3);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** Starts a push's processes, each with a destination of its own. */
    @FunctionalInterface
    public interface RunStarter {
        /**
         * Starts one run.
         *
         * @param destination with its credentials
         * @throws IOException when there is no ffmpeg, or it cannot be started; the message says why and what to do
         */
        PushProcess start(String destination, PushProcess.Listener listener) throws IOException;
    }

    private final PushRequest request;
    private final OutputTail tail;
    /** Hides the credentials of the latest run. */
    private volatile CredentialMask maskOfRun;
    private final Supervisor supervisor;
    private final PushEvents events = new PushEvents();
    private final Thread owner;
    /** When it was first asked to close, as {@link System#nanoTime}; null when it was not. */
    private final AtomicReference<Long> closingSince = new AtomicReference<>();
    private final Consumer<SupervisedPush> onEnd;

    /** @param destination where each run publishes */
    public SupervisedPush(PushRequest request, RunDestination destination, RunStarter starter, Supplier<SupervisorLimits> limits,
            RestartSlots slots, Consumer<PushStatus> onChange, Consumer<SupervisedPush> onEnd) {
        this.request = request;
        this.onEnd = onEnd;
        CredentialMask mask = new CredentialMask(request.destination());
        maskOfRun = mask;
        UnaryOperator<String> bothMasks = text -> maskOfRun.apply(mask.apply(text));
        tail = new OutputTail(OUTPUT_LINES, OUTPUT_LINE_LENGTH, bothMasks);
        PushProcess.Starter masked = (run, listener) -> {
            try {
                String ofRun = destination.next();
                maskOfRun = new CredentialMask(ofRun);
                return starter.start(ofRun, listener);
            } catch (IOException e) {
                throw new IOException(bothMasks.apply(String.valueOf(e.getMessage())), e);
            }
        };
        // Not the platform's default generator: a trimmed Java has no module jdk.random.
        supervisor = new Supervisor(request.channel(), mask.apply(request.destination()), masked, events::add, tail, limits,
                MonotonicClock.SYSTEM,
                InstantSource.system(),
                new RestartDelay(slots, new SplittableRandom()), DestinationLook.at(request.channel(), request.destination()), onChange);
        owner = new Thread(this::supervise, threadName(request));
        owner.setDaemon(true);
    }

    public static String threadName(PushRequest request) {
        return "announcer-push-" + request.channel();
    }

    public PushRequest request() {
        return request;
    }

    public void start() {
        owner.start();
    }

    /** The time limits have changed. */
    public void retime() {
        events.add(new PushEvent.Retimed());
    }

    @Override
    public PushStatus status() {
        return supervisor.status();
    }

    @Override
    public List<String> output() {
        return tail.lines();
    }

    @Override
    public void restart(String reason) {
        events.add(new PushEvent.Restart(reason));
    }

    /** Begins to close, and returns. */
    public void closeSoon() {
        closingSince.compareAndSet(null, System.nanoTime());
        events.add(new PushEvent.Close());
    }

    @Override
    public void close() {
        closeSoon();
        if (Thread.currentThread() == owner) {
            // Closed by its own listener: the thread ends by itself once it returns.
            return;
        }
        try {
            joinUntil(CLOSE);
            if (owner.isAlive()) {
                owner.interrupt();
                joinUntil(CLOSE.plus(CLOSE_INTERRUPTED));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (owner.isAlive()) {
            LOG.error("channel {}: thread {} does not end", request.channel(), owner.getName());
        }
    }

    /** Counted from when it was first asked to close: several who wait for it, one after the other, do not wait longer than one. */
    private void joinUntil(Duration afterClosing) throws InterruptedException {
        owner.join(Math.max(1, (closingSince.get() + afterClosing.toNanos() - System.nanoTime()) / 1_000_000));
    }

    private void supervise() {
        try {
            superviseUntilStopped();
        } finally {
            onEnd.accept(this);
        }
    }

    private void superviseUntilStopped() {
        Duration wait = Duration.ZERO;
        while (!supervisor.stopped()) {
            try {
                wait = supervisor.step(next(wait));
            } catch (RuntimeException | Error e) {
                LOG.error("channel {}: a fault in the supervisor, which goes on", request.channel(), e);
                wait = AFTER_A_FAULT;
            }
        }
    }

    /** Returns the next event, null when none came in time. A push that is to close, but could not, closes again. */
    private PushEvent next(Duration wait) {
        try {
            PushEvent event = events.poll(wait);
            return event == null && closingSince.get() != null ? new PushEvent.Close() : event;
        } catch (InterruptedException e) {
            closingSince.compareAndSet(null, System.nanoTime());
            return new PushEvent.Close();
        }
    }
}
