package announcer.engine.output;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.api.stream.StreamPusher;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.util.RankedServices;

/**
 * The steps of a channel's wiring that may block: opens and closes pipes and pushes, and keeps their services leased in between. Runs on
 * the wiring executor; decides nothing.
 */
final class OutputConnector {
    /** A pipe that listens, the lane that feeds it, and the transport it is from. */
    record OpenPipe(ServiceReference<MediaTransport> ref, RankedServices.Lease<MediaTransport> lease, String type, PlayoutLane lane) {}

    /** A push that goes on, what it was asked for, and the pusher it is from. */
    record OpenPush(ServiceReference<StreamPusher> ref, RankedServices.Lease<StreamPusher> lease, Push push, PushRequest request) {}

    private static final Logger LOG = LoggerFactory.getLogger(OutputConnector.class);
    /** What the operating system holds between us and the reader, at most. */
    private static final long BUFFER_MILLIS = 160;

    private final String channel;
    private final OutputController.Services services;
    private final Runnable wake;
    private final FrameTaps taps;

    OutputConnector(String channel, OutputController.Services services, Runnable wake, FrameTaps taps) {
        this.channel = channel;
        this.services = services;
        this.wake = wake;
        this.taps = taps;
    }

    /** Opens a pipe, with a lane that is not at the pacer yet and passes nothing on. */
    OpenPipe openPipe(ServiceReference<MediaTransport> ref, ChannelSettings settings, long generations, long maxOwedFrames)
            throws IOException {
        RankedServices.Lease<MediaTransport> lease = services.transports().lease(ref)
                .orElseThrow(
                        () -> new IOException(
                                "the transport of bundle " + RankedServices.bundleOf(ref) + " failed to start; the log says why"));
        try {
            PcmFormat format = settings.format();
            int bufferBytes = (int) (format.bytesPerSecond() * BUFFER_MILLIS / 1000);
            MediaPipe opened = lease.service()
                    .open(new PipeRequest(channel, "audio", format.bytesPerSecond(), format.bytesPerFrame(), bufferBytes));
            PlayoutLane lane = new PlayoutLane(opened, format, generations, ChannelSettings.frames(settings.leadIn()),
                    ChannelSettings.frames(settings.gap()), maxOwedFrames, wake);
            lane.passIn(0);
            lane.heardBy(taps);
            return new OpenPipe(ref, lease, String.valueOf(ref.getProperty(MediaTransport.TYPE)), lane);
        } catch (IOException | RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** @param destination where each run publishes; empty: all where the request says */
    OpenPush openPush(ServiceReference<StreamPusher> ref, PushRequest request, Optional<RunDestination> destination,
            Consumer<PushStatus> onChange) {
        RankedServices.Lease<StreamPusher> lease = services.pushers().lease(ref).orElseThrow(
                () -> new IllegalStateException(
                        "the pusher of bundle " + RankedServices.bundleOf(ref) + " failed to start; the log says why"));
        try {
            StreamPusher pusher = lease.service();
            return new OpenPush(ref, lease, destination.isPresent()
                    ? pusher.push(request, destination.get(), onChange)
                    : pusher.push(request, onChange), request);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** @param push null: there is none */
    void close(OpenPush push) {
        if (push != null) {
            quietly("its push", push.push()::close);
            quietly("the pusher's lease", push.lease()::close);
        }
    }

    /**
     * The push first, while its input still flows: it then ends by itself.
     *
     * @param pipe null: there is none
     * @param push null: there is none
     */
    void close(OpenPipe pipe, OpenPush push) {
        close(push);
        if (pipe != null) {
            services.pacer().remove(pipe.lane(), 1, TimeUnit.SECONDS);
            quietly("its pipe", pipe.lane().pipe()::close);
            quietly("the transport's lease", pipe.lease()::close);
        }
    }

    private void quietly(String what, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException | Error e) {
            // What belongs to a bundle that has gone cannot always be closed; the rest must be.
            LOG.warn("channel {}: {} could not be closed: {}", channel, what, e.toString());
        }
    }
}
