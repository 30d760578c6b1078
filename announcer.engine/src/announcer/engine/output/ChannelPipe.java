package announcer.engine.output;

import java.util.Optional;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaTransport;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputConnector.OpenPipe;
import announcer.engine.playout.PlayoutLane;

/**
 * A channel's pipe, with the lane that feeds its reader: which transport it should be from, whether it still serves, which generation of
 * readers is known, and whether a reader is owed too much. Control thread only, where nothing else is said.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the control thread
final class ChannelPipe {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelPipe.class);

    private final String channel;
    private final OutputController.Services services;
    private final OutputConnector connector;
    private final OutputFault fault;
    private ChannelSettings settings;
    /** Null: there is none. */
    private volatile OpenPipe present;
    private long generation;
    private long debtSeenIn = -1;
    private volatile long restartsForDebt;

    ChannelPipe(ChannelSettings settings, OutputController.Services services, OutputConnector connector, OutputFault fault) {
        this.channel = settings.id();
        this.settings = settings;
        this.services = services;
        this.connector = connector;
        this.fault = fault;
    }

    // --- any thread

    /** The pipe that is open; null when there is none. */
    OpenPipe present() {
        return present;
    }

    /** The lane that is fed to it; null when there is none. */
    PlayoutLane lane() {
        OpenPipe p = present;
        return p == null ? null : p.lane();
    }

    /** How often a reader was owed too much. */
    long restartsForDebt() {
        return restartsForDebt;
    }

    // --- control thread

    /** The generation of readers that is known. */
    long generation() {
        return generation;
    }

    /** Takes note of the lane's generation; whether it is a new one. */
    boolean takeUpReader(PlayoutLane lane) {
        long known = generation;
        generation = lane.generation();
        return generation != known;
    }

    /** Whether the reader of the known generation has just come to be owed too much: counted and told once. */
    boolean beginsToOweTooMuch(PlayoutLane lane) {
        if (!lane.debtExceeded() || generation == debtSeenIn) {
            return false;
        }
        debtSeenIn = generation;
        restartsForDebt++;
        return true;
    }

    void settings(ChannelSettings next) {
        settings = next;
        tune();
    }

    /** Has the lane go by the present settings and limits. */
    void tune() {
        PlayoutLane l = lane();
        if (l != null) {
            l.tune(ChannelSettings.frames(settings.leadIn()), ChannelSettings.frames(settings.gap()), maxOwedFrames());
            l.beneath(services.limits().get().duckFactor());
        }
    }

    /** Whether the pipe that is open is to be closed: another transport or format is wanted, or it takes no more readers. */
    boolean isOutdated() {
        OpenPipe p = present;
        if (p == null) {
            return false;
        }
        if (p.lane().fault() != null) {
            LOG.warn("channel {}: its pipe can take no more readers and is opened anew: {}", channel, p.lane().fault().getMessage());
            return true;
        }
        return !transport().equals(Optional.of(p.ref())) || !p.lane().format().equals(settings.format());
    }

    /** The step that opens one; empty when no transport is there, which the fault says. */
    Optional<OutputStep> opening() {
        Optional<ServiceReference<MediaTransport>> transport = transport();
        if (transport.isEmpty()) {
            fault.say("no transport" + (settings.transport().isEmpty() ? "" : " \"" + settings.transport() + "\"")
                    + " is there: start the bundle announcer.transport.unix (Linux, macOS) or announcer.transport.winpipe (Windows)");
        }
        ChannelSettings wanted = settings;
        long after = generation;
        return transport.map(ref -> () -> {
            OpenPipe opened = connector.openPipe(ref, wanted, after, maxOwedFrames());
            return () -> opened(opened);
        });
    }

    private void opened(OpenPipe opened) {
        present = opened;
        // Settings may have been saved while it was being opened.
        tune();
        services.pacer().add(opened.lane());
        LOG.info("channel {}: its pipe listens on {}", channel, opened.lane().pipe().inputUrl());
    }

    /** It has been closed. */
    void gone() {
        present = null;
    }

    private Optional<ServiceReference<MediaTransport>> transport() {
        return services.transports().find(MediaTransport.TYPE, settings.transport());
    }

    private long maxOwedFrames() {
        return services.limits().get().maxOwed().toNanos() / PcmFormat.FRAME_NANOS;
    }
}
