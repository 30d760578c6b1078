package announcer.rtsp.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.protocol.RequestUri;
import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.TransportHeader;
import announcer.rtsp.rtp.PacketSink;

/** One player, from its first SETUP to its end. Confined to one thread. */
final class PlayerSession extends RtspSession {
    private final List<Track> tracks;
    private final PacketSink[] sinks;
    private boolean playing;
    private boolean paused;
    private boolean ended;

    PlayerSession(String id, StreamPath path, ClientConnection connection, ServerContext server) {
        super(id, path, connection, server);
        tracks = path.tracks();
        sinks = new PacketSink[tracks.size()];
    }

    boolean playing() {
        return playing;
    }

    /** Prepares a track; gives the Transport header of the answer. A track that is set up already is set up anew. */
    String setup(int index, TransportHeader asked) throws RtspException, IOException {
        if (playing) {
            throw RtspException.wrongState("Tracks are set up before PLAY or after PAUSE.");
        }
        if (sinks[index] != null) {
            sinks[index].close();
            sinks[index] = null;
        }
        Consumer<ByteBuf> signOfLife = packet -> alive();
        String ssrc = String.format(Locale.ROOT, ";ssrc=%08X", tracks.get(index).ssrc());
        if (asked.tcp()) {
            int[] channels = connection().channels().claim(asked, signOfLife, signOfLife);
            sinks[index] = new TcpSink(connection(), channels);
            joined(index);
            return asked.protocol() + ";unicast;interleaved=" + channels[0] + "-" + channels[1] + ssrc;
        }
        UdpPorts ports = connection().openUdp(asked, signOfLife, signOfLife);
        sinks[index] = new UdpSink(ports);
        joined(index);
        return asked.protocol() + ";unicast;client_port=" + asked.first() + "-" + asked.second() + ";server_port=" + ports.rtpPort() + "-"
                + ports.rtcpPort() + ssrc;
    }

    private void joined(int index) {
        path().join(this, sinks[index].kind());
    }

    /** RTP-Info: what {@link #play} would send first on each track. */
    String rtpInfo(RequestUri uri, long nowNanos) {
        StringJoiner info = new StringJoiner(",");
        for (int i = 0; i < sinks.length; i++) {
            if (sinks[i] != null) {
                String url = "url=" + uri + "/" + RequestUri.control(i);
                info.add(tracks.get(i).position(nowNanos).map(at -> url + ";seq=" + at.sequence() + ";rtptime=" + at.timestamp())
                        .orElse(url));
            }
        }
        return info.toString();
    }

    /** Packets begin to flow, the newest one at once. */
    void play(long nowNanos) {
        if (!playing) {
            playing = true;
            paused = false;
            for (int i = 0; i < sinks.length; i++) {
                if (sinks[i] != null) {
                    tracks.get(i).add(sinks[i], nowNanos);
                }
            }
        }
    }

    void pause() {
        if (playing) {
            playing = false;
            paused = true;
            for (int i = 0; i < sinks.length; i++) {
                if (sinks[i] != null) {
                    tracks.get(i).remove(sinks[i]);
                }
            }
        }
    }

    /**
     * A player over TCP shows that it is there by taking what it is sent (a slow one is dropped), one over UDP by requests or reports. While
     * nobody publishes, or while it pauses, a player has nothing to report: it is there as long as its connection is.
     */
    @Override
    Optional<String> overdue(long nowNanos) {
        boolean takesPackets = Arrays.stream(sinks).filter(Objects::nonNull).allMatch(TcpSink.class::isInstance);
        if (paused || playing && (takesPackets || !path().live())) {
            return Optional.empty();
        }
        Duration limit = settings().sessionTimeout();
        return silentFor(limit, nowNanos)
                ? Optional.of("no sign of life for " + limit.toSeconds() + " s (sessionTimeoutSeconds)")
                : Optional.empty();
    }

    @Override
    void end(String reason) {
        if (ended) {
            return;
        }
        pause();
        ended = true;
        for (PacketSink sink : sinks) {
            if (sink != null) {
                sink.close();
            }
        }
        server().places().free(connection().address());
        path().leave(this, reason);
    }
}
