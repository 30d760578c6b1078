package announcer.engine.output;

import java.util.List;
import java.util.Optional;

import org.osgi.framework.ServiceReference;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.Urls;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputConnector.OpenPush;
import announcer.engine.playout.Playout;

/**
 * A channel's push, which publishes what its pipe carries: which pusher and destination are wanted, what the push has told, and which of
 * its runs reads the present generation. Control thread only, where nothing else is said.
 */
final class ChannelPush {
    private final OutputConnector connector;
    private final OutputController.Services services;
    private final OutputFault fault;
    private final ChannelUrls urls;
    private final Runnable wake;
    /** Null: there is none. */
    private volatile OpenPush present;
    /** What the present push has told, and the one that is being opened; null: there is none. */
    private volatile PushFeedback feedback;
    private int runOfGeneration;

    /** @param wake has the control thread look at the channel; cheap, for any thread */
    ChannelPush(OutputController.Services services, OutputConnector connector, OutputFault fault, ChannelUrls urls, Runnable wake) {
        this.services = services;
        this.connector = connector;
        this.fault = fault;
        this.urls = urls;
        this.wake = wake;
    }

    // --- any thread

    /** The push that is open; null when there is none. */
    OpenPush present() {
        return present;
    }

    /** Its state as it told it last, or else tells it now; empty when there is none. */
    Optional<PushStatus> status() {
        OpenPush p = present;
        return p == null ? Optional.empty() : Optional.ofNullable(latest()).or(() -> Optional.of(p.push().status()));
    }

    /** The state that it told last; empty when there is none. */
    Optional<PushState> state() {
        PushStatus s = latest();
        return present == null || s == null ? Optional.empty() : Optional.of(s.state());
    }

    /** Why it does not publish; empty when it does, or when there is none. */
    Optional<String> whyNotPublishing() {
        PushStatus s = latest();
        return present == null || s == null || s.state() == PushState.PUSHING ? Optional.empty() : s.cause();
    }

    /** The latest lines that the pusher wrote; empty when there is none. */
    List<String> output() {
        OpenPush p = present;
        return p == null ? List.of() : p.push().output();
    }

    /** Has the pusher begin a new run; false when there is no push. */
    boolean restart(String reason) {
        OpenPush p = present;
        if (p != null) {
            p.push().restart(reason);
        }
        return p != null;
    }

    /** Where players hear it: the embedded server, or where it is published to, without credentials. */
    Optional<String> playUrl(ChannelSettings settings) {
        return settings.destination().isEmpty() ? urls.play() : Optional.of(Urls.masked(settings.destination()));
    }

    /** What the push told last; null when it has told nothing, or when there is none. */
    private PushStatus latest() {
        PushFeedback f = feedback;
        return f == null ? null : f.latest();
    }

    // --- control thread

    /** A new generation begins: the run that is going on reads it. */
    void readerCame() {
        PushStatus told = latest();
        runOfGeneration = told == null ? 0 : told.run();
    }

    /** Whether the run that reads the present generation publishes it. */
    boolean publishes() {
        PushStatus s = latest();
        return s != null && s.state() == PushState.PUSHING && s.run() == runOfGeneration;
    }

    /** Whether a reader is to be expected: a run is beginning. */
    boolean isStarting() {
        return state().filter(s -> s == PushState.STARTING).isPresent();
    }

    /** Whether the run that reads the present generation has published all of a playout of that generation. */
    boolean hasPublished(Playout s) {
        PushStatus status = latest();
        return status != null && status.run() == runOfGeneration && status.mediaTime().toNanos() >= s.endFrame() * PcmFormat.FRAME_NANOS;
    }

    /** Has its next progress wake the channel; false when there is no push. */
    boolean awaitProgress() {
        PushFeedback f = feedback;
        if (f != null) {
            f.awaitProgress();
        }
        return f != null;
    }

    /**
     * The step towards the push that is wanted; empty when it is there, or not wanted, or cannot be had, which the fault says.
     *
     * @param inputUrl of the pipe
     */
    Optional<OutputStep> nextStep(ChannelSettings settings, String inputUrl, long now) {
        if (settings.byHand()) {
            return none("");
        }
        Optional<ServiceReference<StreamPusher>> pusher = services.pushers().find(StreamPusher.TYPE, settings.pusher());
        if (settings.destination().isEmpty() && urls.isAsking()) {
            if (present == null) {
                urls.slowServer(now).ifPresent(bundle -> fault.say("it waits for the embedded server of bundle " + bundle
                        + ", which has not answered yet: if that lasts, restart that bundle, or set destination"));
            }
            return Optional.empty();
        }
        if (pusher.isEmpty()) {
            return none("no pusher" + (settings.pusher().isEmpty() ? "" : " \"" + settings.pusher() + "\"")
                    + " is there: start the bundle announcer.ffmpeg, or set pusher to none and push by hand");
        }
        Optional<String> destination = settings.destination().isEmpty() ? urls.publish() : Optional.of(settings.destination());
        if (destination.isEmpty()) {
            return none("it has no destination: the embedded RTSP server is not listening; start announcer.rtsp, or set destination");
        }
        PushRequest request = new PushRequest(settings.id(), inputUrl, settings.format(), destination.get(), settings.codec(),
                settings.bitrateKbps());
        OpenPush p = present;
        if (p == null) {
            return Optional.of(opening(pusher.get(), request,
                    settings.destination().isEmpty() ? Optional.of(urls::ofRun) : Optional.empty()));
        }
        if (!p.ref().equals(pusher.get()) || !p.request().equals(request)) {
            return Optional.of(closing(p));
        }
        fault.say("");
        return Optional.empty();
    }

    /** There is to be none; {@code why} is empty when that is as wanted. */
    private Optional<OutputStep> none(String why) {
        OpenPush p = present;
        if (p == null || !why.isEmpty()) {
            fault.say(why);
        }
        return p == null ? Optional.empty() : Optional.of(closing(p));
    }

    private OutputStep opening(ServiceReference<StreamPusher> pusher, PushRequest request, Optional<RunDestination> destination) {
        // Heard from the first moment: a run that begins before this thread knows of its push is that push's run.
        PushFeedback told = new PushFeedback(wake);
        feedback = told;
        return () -> {
            OpenPush opened = connector.openPush(pusher, request, destination, told);
            return () -> present = opened;
        };
    }

    private OutputStep closing(OpenPush p) {
        return () -> {
            connector.close(p);
            return this::gone;
        };
    }

    /** A step has failed: a push that could not be opened may still tell something, and is not listened to. */
    void stepFailed() {
        if (present == null) {
            gone();
        }
    }

    /** It has been closed. */
    void gone() {
        present = null;
        PushFeedback former = feedback;
        feedback = null;
        if (former != null) {
            former.detach();
        }
    }
}
