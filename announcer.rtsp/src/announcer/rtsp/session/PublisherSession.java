package announcer.rtsp.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.TrackDescription;
import announcer.rtsp.protocol.TransportHeader;

/** One publisher, from ANNOUNCE to its end. Confined to one thread. */
final class PublisherSession extends RtspSession {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherSession.class);

    private final List<Track> tracks;
    private final Runnable[] releases;
    private boolean recording;
    private boolean ended;
    private boolean junkTold;

    /** Takes the path. */
    PublisherSession(String id, StreamPath path, List<TrackDescription> media, ClientConnection connection, ServerContext server) {
        super(id, path, connection, server);
        path.announce(this, media);
        tracks = path.tracks();
        releases = new Runnable[tracks.size()];
    }

    boolean recording() {
        return recording;
    }

    /** Prepares for a track's packets; gives the Transport header of the answer. */
    String setup(int index, TransportHeader asked) throws RtspException, IOException {
        if (recording || releases[index] != null) {
            throw RtspException.wrongState("Track " + index + " is set up already.");
        }
        Track track = tracks.get(index);
        Consumer<ByteBuf> onRtp = packet -> rtp(track, packet);
        Consumer<ByteBuf> onRtcp = packet -> rtcp(track, packet);
        if (asked.tcp()) {
            int[] channels = connection().channels().claim(asked, onRtp, onRtcp);
            releases[index] = () -> connection().channels().release(channels);
            return asked.protocol() + ";unicast;interleaved=" + channels[0] + "-" + channels[1] + ";mode=record";
        }
        UdpPorts ports = connection().openUdp(asked, onRtp, onRtcp, () -> {});
        releases[index] = ports::close;
        return asked.protocol() + ";unicast;client_port=" + asked.first() + "-" + asked.second() + ";server_port=" + ports.rtpPort() + "-"
                + ports.rtcpPort() + ";mode=record";
    }

    void record() throws RtspException {
        if (Arrays.stream(releases).allMatch(release -> release == null)) {
            throw RtspException.wrongState("RECORD comes after SETUP.");
        }
        alive();
        if (!recording) {
            recording = true;
            path().published();
        }
    }

    private void rtp(Track track, ByteBuf packet) {
        if (!recording || ended) {
            return;
        }
        long arrivedNanos = alive();
        if (!track.rtp(packet, arrivedNanos) && !junkTold) {
            junkTold = true;
            LOG.warn("Stream {}: publisher {} sends packets that are not RTP; they are dropped", path().name(), connection().remote());
        }
    }

    private void rtcp(Track track, ByteBuf packet) {
        if (recording && !ended) {
            track.rtcp(packet);
        }
    }

    @Override
    Optional<String> overdue(long nowNanos) {
        Duration limit = settings().publisherTimeout();
        return silentFor(limit, nowNanos)
                ? Optional.of("it has sent nothing for " + limit.toSeconds() + " s (publisherTimeoutSeconds)")
                : Optional.empty();
    }

    @Override
    void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        for (Runnable release : releases) {
            if (release != null) {
                release.run();
            }
        }
        path().gone(this, reason);
    }
}
