package announcer.engine.output;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Audience;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.EngineLimits;
import announcer.engine.output.OutputConnector.OpenPipe;
import announcer.engine.output.OutputConnector.OpenPush;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.util.RankedServices;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * The owner of a channel's {@link ChannelPipe} and {@link ChannelPush}: has each compare what is wanted with what there is, the pipe first,
 * and mends the difference, one step at a time. Decisions are made on the control thread; steps that may block (opening, closing) run on the
 * wiring executor, one at a time for each channel.
 */
public final class OutputController {
    /** Services and threads that all channels share. */
    public record Services(RankedServices<MediaTransport> transports, RankedServices<StreamPusher> pushers,
            RankedServices<StreamServer> servers, Pacer pacer,
            Executor executor, MonotonicClock clock, Supplier<EngineLimits> limits,
            KeyedSerialExecutor<ServiceReference<StreamServer>> serverQuestions) {
        /** @param executor the wiring threads, where steps run that may block */
        public Services(RankedServices<MediaTransport> transports, RankedServices<StreamPusher> pushers,
                RankedServices<StreamServer> servers, Pacer pacer, Executor executor, MonotonicClock clock,
                Supplier<EngineLimits> limits) {
            this(transports, pushers, servers, pacer, executor, clock, limits, new KeyedSerialExecutor<>(executor));
        }

        /** Asks no server any more. To be called when all channels are closed, before the wiring threads are interrupted. */
        public void close() {
            serverQuestions.close();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(OutputController.class);
    private static final long RETRY_NANOS = 2_000_000_000L;
    /** A pipe pushed by hand has no one to confirm: after the pipe's buffer has drained the reader has it. */
    private static final long DRAIN_NANOS = 200_000_000;

    private final Services services;
    private final Executor control;
    private final OutputConnector connector;
    private final OutputFault fault;
    private final ChannelUrls urls;
    private final ChannelPipe pipe;
    private final ChannelPush push;
    private volatile ChannelSettings settings;
    // Control thread only.
    private boolean busy;
    private boolean closing;
    private Deadline retry = Deadline.PASSED;

    /**
     * @param control runs what it is given on the control thread, which looks at the channel afterwards
     * @param wake has the control thread look at the channel; cheap, for any thread
     * @param taps who hears what the channel sends
     */
    public OutputController(Services services, Executor control, Runnable wake, ChannelSettings settings, FrameTaps taps) {
        this.services = services;
        this.control = control;
        this.settings = settings;
        this.connector = new OutputConnector(settings.id(), services, wake, taps);
        this.fault = new OutputFault(settings.id(), services.clock());
        this.urls = new ChannelUrls(settings.id(), services.servers(), services.serverQuestions(), control);
        this.pipe = new ChannelPipe(settings, services, connector, fault);
        this.push = new ChannelPush(services, connector, fault, urls, wake);
    }

    // --- any thread

    /** The lane that is fed to the present pipe; null when there is none. */
    public PlayoutLane lane() {
        return pipe.lane();
    }

    public Optional<String> transport() {
        return Optional.ofNullable(pipe.present()).map(OpenPipe::type);
    }

    public Optional<PushStatus> pushStatus() {
        return push.status();
    }

    /** The push's state as its pusher told it last; empty when there is no push. */
    public Optional<PushState> pushState() {
        return push.state();
    }

    /** The latest lines that the pusher wrote; empty when there is no push. */
    public List<String> pushOutput() {
        return push.output();
    }

    /** What keeps it from being wired, else why its push does not publish; empty when nothing does. */
    public Optional<String> problem() {
        return fault.now().or(push::whyNotPublishing);
    }

    public long restartsForDebt() {
        return pipe.restartsForDebt();
    }

    /** Whether somebody takes the sound now, and passes it on: the push, or any reader where it is pushed by hand. */
    public boolean onAir() {
        PlayoutLane l = lane();
        return l != null && l.connected()
                && (push.present() == null ? settings.byHand() : push.state().filter(s -> s == PushState.PUSHING).isPresent());
    }

    public void restartPush(String reason) {
        push.restart(reason);
    }

    /** Where players hear it: the embedded server, or where it is published to, without credentials. */
    public Optional<String> playUrl() {
        return push.playUrl(settings);
    }

    /** The lane that is fed to a pipe of this transport; empty when there is none. */
    public Optional<PlayoutLane> laneOn(ServiceReference<MediaTransport> ref) {
        return Optional.ofNullable(pipe.present()).filter(p -> p.ref().equals(ref)).map(OpenPipe::lane);
    }

    // --- control thread

    public void settings(ChannelSettings next) {
        settings = next;
        retry = Deadline.PASSED;
        pipe.settings(next);
    }

    /** Has the lane go by the present settings and limits. */
    public void tune() {
        pipe.tune();
    }

    /** Whether the reader has passed on all of a playout that has been written. */
    public boolean confirmed(Playout s, long now) {
        PlayoutLane l = lane();
        if (l == null) {
            return false;
        }
        if (isByHand()) {
            return l.connected() && l.generation() == s.generation() && now - s.writtenNanos() >= DRAIN_NANOS;
        }
        return s.generation() == pipe.generation() && push.hasPublished(s);
    }

    /**
     * Nanoseconds until it is to be asked again whether a playout is {@link #confirmed}; {@link Long#MAX_VALUE}: the push's progress, or the
     * reader's loss, wakes the channel.
     */
    public long nanosToConfirm(Playout s, long now) {
        if (isByHand()) {
            long left = s.writtenNanos() + DRAIN_NANOS - now;
            // It is not confirmed then when its reader goes at that very moment, which is told a little later.
            return left > 0 ? left : DRAIN_NANOS;
        }
        // What was told just before was not awaited yet.
        return push.awaitProgress() && confirmed(s, now) ? 0 : Long.MAX_VALUE;
    }

    /**
     * Has the players asked for that were there while a playout was sent that is confirmed just now: empty where nothing is known of them. Its
     * sound comes to the server some time after it was written, but not after it was confirmed: who left in between did not get all of it.
     */
    public CompletableFuture<Optional<Audience>> audience(Playout s, long now) {
        // Who pushes by hand may publish anywhere.
        return settings.byHand() || !settings.destination().isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : urls.audience(s.startedNanos(), now);
    }

    private boolean isByHand() {
        return push.present() == null && settings.byHand();
    }

    /**
     * Mends what is to be mended, and notes which run of the pusher reads the present generation.
     *
     * @return after how many nanoseconds it is to be called again; {@link Long#MAX_VALUE}: when something has changed
     */
    public long advance(long now) {
        PlayoutLane l = lane();
        if (l != null) {
            attend(l);
        }
        boolean embedded = settings.destination().isEmpty();
        if (embedded) {
            urls.look(!settings.byHand(), now);
        }
        fault.report(now);
        if (!busy && !closing && retry.hasPassed(now)) {
            mend(now);
        }
        long wait = Math.min(fault.nanosToReport(now), embedded ? urls.nanosToRetry(now) : Long.MAX_VALUE);
        // A step that is going on wakes the channel at its end.
        return busy || closing || retry.hasPassed(now) ? wait : Math.min(wait, retry.nanosLeft(now));
    }

    /** Sees to the reader: what it may hear, whether it is late, whether it is owed too much. */
    private void attend(PlayoutLane l) {
        if (pipe.takeUpReader(l)) {
            push.readerCame();
        }
        l.passIn(settings.paused() ? 0 : settings.byHand() ? Long.MAX_VALUE : push.publishes() ? pipe.generation() : 0);
        l.expectReader(push.isStarting());
        if (pipe.beginsToOweTooMuch(l)) {
            String why = "more than " + services.limits().get().maxOwed().toSeconds() + " s of sound were owed to the reader";
            LOG.warn("channel {}: {}; its push is restarted ({} times so far)", settings.id(), why, pipe.restartsForDebt());
            if (!push.restart(why)) {
                l.askDisconnect();
            }
        }
    }

    private void mend(long now) {
        OpenPipe p = pipe.present();
        if (p == null) {
            pipe.opening().ifPresent(s -> begin(s));
        } else if (pipe.isOutdated()) {
            OpenPush q = push.present();
            begin(() -> {
                connector.close(p, q);
                return () -> {
                    pipe.gone();
                    push.gone();
                };
            });
        } else {
            push.nextStep(settings, p.lane().pipe().inputUrl(), now).ifPresent(s -> begin(s));
        }
    }

    /** Runs a step on a wiring thread, then what it gives back on the control thread. */
    private void begin(OutputStep step) {
        busy = true;
        retry = Deadline.PASSED;
        try {
            services.executor().execute(() -> {
                Runnable then = outcome(step);
                control.execute(() -> {
                    busy = false;
                    then.run();
                });
            });
        } catch (RuntimeException | Error e) {
            // No thread could be had for it.
            busy = false;
            failed(e);
        }
    }

    private Runnable outcome(OutputStep step) {
        try {
            return step.run();
        } catch (Exception | Error e) {
            LOG.debug("channel {}: a step of its wiring failed", settings.id(), e);
            return () -> failed(e);
        }
    }

    private void failed(Throwable e) {
        // From now, not from when the step began: it may have taken longer than that.
        retry = Deadline.at(services.clock().nanoTime() + RETRY_NANOS);
        push.stepFailed();
        fault.say(e.getMessage() == null ? e.toString() : e.getMessage());
    }

    /** Ends the wiring for good. Blocks; on the wiring executor. */
    public void close() {
        connector.close(pipe.present(), push.present());
    }

    /** No more steps are begun; false while one is going on. */
    public boolean beginClosing() {
        closing = true;
        return !busy;
    }
}
