package announcer.engine.output;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.api.stream.Urls;
import announcer.engine.output.OutputConnector.OpenPipe;
import announcer.engine.output.OutputConnector.OpenPush;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.config.EngineLimits;
import announcer.engine.util.RankedServices;

/**
 * One channel's pipe and push: compares what is wanted with what there is, and mends the difference, one step at a time. Decisions are made
 * on the control thread; steps that may block (opening, closing) run on the wiring executor, one at a time for each channel.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the control thread
public final class OutputController {
    /** Services and threads that all channels share. */
    public record Services(RankedServices<MediaTransport> transports, RankedServices<StreamPusher> pushers,
            RankedServices<StreamServer> servers, Pacer pacer,
            Executor executor, MonotonicClock clock, Supplier<EngineLimits> limits) {}

    private static final Logger LOG = LoggerFactory.getLogger(OutputController.class);
    private static final long RETRY_NANOS = 2_000_000_000L;
    /** A pipe pushed by hand has no one to confirm: after the pipe's buffer has drained the reader has it. */
    private static final long DRAIN_NANOS = 200_000_000;

    private final Services services;
    private final Executor control;
    private final Runnable wake;
    private volatile ChannelSettings settings;
    private boolean busy;
    private boolean closing;
    private Deadline retry = Deadline.PASSED;
    private long generations;
    private long knownGeneration;
    private int runOfGeneration;
    private volatile long restartsForDebt;
    private long debtSeenIn = -1;
    private final OutputConnector connector;
    private volatile OpenPipe pipe;
    private volatile OpenPush push;
    private final OutputFault problem;
    private final ChannelUrls urls;
    /** What the present push has told, and the one that is being opened; null: there is none. */
    private volatile PushFeedback feedback;

    /**
     * @param control runs what it is given on the control thread, which looks at the channel afterwards
     * @param wake has the control thread look at the channel; cheap, for any thread
     * @param taps who hears what the channel sends
     */
    public OutputController(Services services, Executor control, Runnable wake, ChannelSettings settings, FrameTaps taps) {
        this.services = services;
        this.control = control;
        this.wake = wake;
        this.settings = settings;
        this.connector = new OutputConnector(settings.id(), services, wake, taps);
        this.problem = new OutputFault(settings.id(), services.clock());
        this.urls = new ChannelUrls(settings.id(), services.servers(), services.executor(), control);
    }

    // --- any thread

    /** The lane that is fed to the present pipe; null when there is none. */
    public PlayoutLane lane() {
        OpenPipe p = pipe;
        return p == null ? null : p.lane();
    }

    public Optional<String> transport() {
        return Optional.ofNullable(pipe).map(OpenPipe::type);
    }

    public Optional<PushStatus> pushStatus() {
        OpenPush p = push;
        return p == null ? Optional.empty() : Optional.ofNullable(latest()).or(() -> Optional.of(p.push().status()));
    }

    /** What the push told last; null when it has told nothing, or when there is none. */
    private PushStatus latest() {
        PushFeedback f = feedback;
        return f == null ? null : f.latest();
    }

    /** The push's state as its pusher told it last; empty when there is no push. */
    public Optional<PushState> pushState() {
        PushStatus s = latest();
        return push == null || s == null ? Optional.empty() : Optional.of(s.state());
    }

    /** The latest lines that the pusher wrote; empty when there is no push. */
    public List<String> pushOutput() {
        OpenPush p = push;
        return p == null ? List.of() : p.push().output();
    }

    /** What keeps it from being wired, else why its push does not publish; empty when nothing does. */
    public Optional<String> problem() {
        return problem.now().or(() -> {
            PushStatus s = latest();
            return push == null || s == null || s.state() == PushState.PUSHING ? Optional.empty() : s.cause();
        });
    }

    public long restartsForDebt() {
        return restartsForDebt;
    }

    /** Whether somebody takes the sound now, and passes it on. */
    public boolean onAir() {
        PlayoutLane l = lane();
        PushStatus s = latest();
        return l != null && l.connected() && (push == null || s != null && s.state() == PushState.PUSHING);
    }

    public void restartPush(String reason) {
        OpenPush p = push;
        if (p != null) {
            p.push().restart(reason);
        }
    }

    /** The lane that is fed to a pipe of this transport; empty when there is none. */
    public Optional<PlayoutLane> laneOn(ServiceReference<MediaTransport> ref) {
        return Optional.ofNullable(pipe).filter(p -> p.ref().equals(ref)).map(OpenPipe::lane);
    }

    // --- control thread

    public void settings(ChannelSettings next) {
        settings = next;
        retry = Deadline.PASSED;
        tune();
    }

    /** Has the lane go by the present settings and limits. */
    public void tune() {
        PlayoutLane l = lane();
        if (l != null) {
            l.tune(ChannelSettings.frames(settings.leadIn()), ChannelSettings.frames(settings.gap()), maxOwedFrames());
        }
    }

    /** Whether the reader has passed on all of a playout that has been written. */
    public boolean confirmed(Playout s, long now) {
        PlayoutLane l = lane();
        if (l == null) {
            return false;
        }
        if (push == null && settings.byHand()) {
            return l.connected() && l.generation() == s.generation() && now - s.writtenNanos() >= DRAIN_NANOS;
        }
        PushStatus status = latest();
        return status != null && s.generation() == knownGeneration && status.run() == runOfGeneration
                && status.mediaTime().toNanos() >= s.endFrame() * PcmFormat.FRAME_NANOS;
    }

    /**
     * Nanoseconds until it is to be asked again whether a playout is {@link #confirmed}; {@link Long#MAX_VALUE}: the push's progress, or the
     * reader's loss, wakes the channel.
     */
    public long nanosToConfirm(Playout s, long now) {
        if (push == null && settings.byHand()) {
            long left = s.writtenNanos() + DRAIN_NANOS - now;
            // It is not confirmed then when its reader goes at that very moment, which is told a little later.
            return left > 0 ? left : DRAIN_NANOS;
        }
        PushFeedback f = feedback;
        if (f == null) {
            return Long.MAX_VALUE;
        }
        f.awaitProgress();
        // What was told just before was not awaited yet.
        return confirmed(s, now) ? 0 : Long.MAX_VALUE;
    }

    /**
     * Mends what is to be mended, and notes which run of the pusher reads the present generation.
     *
     * @return after how many nanoseconds it is to be called again; {@link Long#MAX_VALUE}: when something has changed
     */
    public long advance(long now) {
        PlayoutLane l = lane();
        if (l != null) {
            if (l.generation() != knownGeneration) {
                knownGeneration = l.generation();
                generations = knownGeneration;
                PushStatus told = latest();
                runOfGeneration = told == null ? 0 : told.run();
            }
            PushStatus s = latest();
            boolean publishes = s != null && s.state() == PushState.PUSHING && s.run() == runOfGeneration;
            l.passIn(settings.paused() ? 0 : settings.byHand() ? Long.MAX_VALUE : publishes ? knownGeneration : 0);
            l.expectReader(push != null && s != null && s.state() == PushState.STARTING);
            if (l.debtExceeded()) {
                payWithRestart(l);
            }
        }
        if (settings.destination().isEmpty()) {
            urls.look(!settings.byHand(), now);
        }
        problem.report(now);
        if (!busy && !closing && retry.hasPassed(now)) {
            mend(now);
        }
        long wait = problem.nanosToReport(now);
        if (settings.destination().isEmpty()) {
            wait = Math.min(wait, urls.nanosToRetry(now));
        }
        // A step that is going on wakes the channel at its end.
        return busy || closing || retry.hasPassed(now) ? wait : Math.min(wait, retry.nanosLeft(now));
    }

    private void payWithRestart(PlayoutLane l) {
        if (knownGeneration == debtSeenIn) {
            return;
        }
        debtSeenIn = knownGeneration;
        restartsForDebt++;
        String why = "more than " + services.limits().get().maxOwed().toSeconds() + " s of sound were owed to the reader";
        LOG.warn("channel {}: {}; its push is restarted ({} times so far)", settings.id(), why, restartsForDebt);
        if (push == null) {
            l.askDisconnect();
        } else {
            restartPush(why);
        }
    }

    private void mend(long now) {
        OpenPipe p = pipe;
        OpenPush q = push;
        Optional<ServiceReference<MediaTransport>> transport = services.transports().find(MediaTransport.TYPE, settings.transport());
        boolean pipeIsRight = p != null && transport.isPresent() && p.ref().equals(transport.get()) && p.lane().fault() == null
                && p.lane().format().equals(settings.format());
        if (p != null && !pipeIsRight) {
            if (p.lane().fault() != null) {
                LOG.warn("channel {}: its pipe can take no more readers and is opened anew: {}", settings.id(),
                        p.lane().fault().getMessage());
            }
            step(() -> {
                connector.close(p, q);
                return this::noPipe;
            }, now);
            return;
        }
        if (p == null) {
            if (transport.isEmpty()) {
                problem.say("no transport" + (settings.transport().isEmpty() ? "" : " \"" + settings.transport() + "\"")
                        + " is there: start the bundle announcer.transport.unix (Linux, macOS) or announcer.transport.winpipe (Windows)");
                return;
            }
            step(() -> {
                OpenPipe opened = connector.openPipe(transport.get(), settings, generations, maxOwedFrames());
                return () -> fit(opened);
            }, now);
            return;
        }
        mendPush(p, q, now);
    }

    private void mendPush(OpenPipe p, OpenPush q, long now) {
        Optional<ServiceReference<StreamPusher>> pusher = settings.byHand()
                ? Optional.empty()
                : services.pushers().find(StreamPusher.TYPE, settings.pusher());
        if (!settings.byHand() && settings.destination().isEmpty() && urls.isAsking()) {
            return;
        }
        Optional<String> destination = settings.byHand() ? Optional.empty() : destination();
        boolean wanted = pusher.isPresent() && destination.isPresent();
        if (!settings.byHand() && !wanted) {
            problem.say(pusher.isEmpty()
                    ? "no pusher" + (settings.pusher().isEmpty() ? "" : " \"" + settings.pusher() + "\"")
                            + " is there: start the bundle announcer.ffmpeg, or set pusher to none and push by hand"
                    : "it has no destination: the embedded RTSP server is not listening; start announcer.rtsp, or set destination");
        }
        if (!wanted) {
            if (q != null) {
                step(() -> {
                    connector.close(q);
                    return this::noPush;
                }, now);
            } else if (settings.byHand()) {
                problem.say("");
            }
            return;
        }
        PushRequest request = new PushRequest(settings.id(), p.lane().pipe().inputUrl(), settings.format(), destination.get(),
                settings.codec(), settings.bitrateKbps());
        if (q == null) {
            // Heard from the first moment: a run that begins before this thread knows of its push is that push's run.
            PushFeedback told = new PushFeedback(wake);
            feedback = told;
            step(() -> {
                OpenPush opened = connector.openPush(pusher.get(), request, told);
                return () -> push = opened;
            }, now);
        } else if (!q.ref().equals(pusher.get()) || !q.request().equals(request)) {
            step(() -> {
                connector.close(q);
                return this::noPush;
            }, now);
        } else {
            problem.say("");
        }
    }

    private Optional<String> destination() {
        if (!settings.destination().isEmpty()) {
            return Optional.of(settings.destination());
        }
        return urls.publish();
    }

    /** Where players hear it: the embedded server, or where it is published to, without credentials. */
    public Optional<String> playUrl() {
        return settings.destination().isEmpty() ? urls.play() : Optional.of(Urls.masked(settings.destination()));
    }

    /** Runs a step that may block, then what it gives back on the control thread. */
    private void step(Callable<Runnable> work, long now) {
        busy = true;
        retry = Deadline.PASSED;
        try {
            services.executor().execute(() -> {
                Runnable then = outcome(work, now);
                control.execute(() -> {
                    busy = false;
                    then.run();
                });
            });
        } catch (RuntimeException | Error e) {
            // No thread could be had for it.
            busy = false;
            failed(e, now);
        }
    }

    private Runnable outcome(Callable<Runnable> work, long now) {
        try {
            return work.call();
        } catch (Exception | Error e) {
            LOG.debug("channel {}: a step of its wiring failed", settings.id(), e);
            return () -> failed(e, now);
        }
    }

    private void failed(Throwable e, long now) {
        retry = Deadline.at(now + RETRY_NANOS);
        if (push == null) {
            // A push that could not be opened may still tell something.
            noPush();
        }
        problem.say(e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private void fit(OpenPipe opened) {
        pipe = opened;
        // Settings may have been saved while it was being opened.
        tune();
        services.pacer().add(opened.lane());
        LOG.info("channel {}: its pipe listens on {}", settings.id(), opened.lane().pipe().inputUrl());
    }

    private void noPipe() {
        pipe = null;
        noPush();
    }

    private void noPush() {
        push = null;
        PushFeedback former = feedback;
        feedback = null;
        if (former != null) {
            former.detach();
        }
    }

    /** Ends the wiring for good. Blocks; on the wiring executor. */
    public void close() {
        connector.close(pipe, push);
    }

    /** No more steps are begun; false while one is going on. */
    public boolean beginClosing() {
        closing = true;
        return !busy;
    }

    private long maxOwedFrames() {
        return services.limits().get().maxOwed().toNanos() / PcmFormat.FRAME_NANOS;
    }
}
