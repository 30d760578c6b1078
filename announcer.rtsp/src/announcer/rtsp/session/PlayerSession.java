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

import announcer.lib.limit.ClientAddresses;
import announcer.rtsp.protocol.RequestUri;
import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.TransportHeader;
import announcer.rtsp.rtp.PacketSink;
import announcer.rtsp.rtp.ReceiverReports;

/** One player, from its first SETUP to its end. Confined to one thread. */
final class PlayerSession extends RtspSession {
    private final List<Track> tracks;
    private final PacketSink[] sinks;
    private final boolean probe;
    private final Reception reception;
    /** Of its tracks, since PLAY: what it tells of a time before, or while it pauses, says nothing about what it is sent. */
    private List<ReceiverReports> reports = List.of();
    private boolean playing;
    private boolean paused;
    private boolean ended;

    /** @param probe whether it is one of our own probes, which are not among the players that an announcement is for */
    PlayerSession(String id, StreamPath path, ClientConnection connection, ServerContext server, boolean probe) {
        super(id, path, connection, server);
        tracks = path.tracks();
        sinks = new PacketSink[tracks.size()];
        this.probe = probe;
        reception = new Reception(ClientAddresses.group(connection.address()));
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
        Consumer<ByteBuf> onReport = packet -> reported(index, packet);
        String ssrc = String.format(Locale.ROOT, ";ssrc=%08X", tracks.get(index).ssrc());
        if (asked.tcp()) {
            int[] channels = connection().channels().claim(asked, signOfLife, onReport);
            sinks[index] = new TcpSink(connection(), channels);
            joined(index);
            return asked.protocol() + ";unicast;interleaved=" + channels[0] + "-" + channels[1] + ssrc;
        }
        UdpPorts ports = connection().openUdp(asked, signOfLife, onReport, this::outage);
        sinks[index] = new UdpSink(ports, this::outage);
        joined(index);
        return asked.protocol() + ";unicast;client_port=" + asked.first() + "-" + asked.second() + ";server_port=" + ports.rtpPort() + "-"
                + ports.rtcpPort() + ssrc;
    }

    private void reported(int index, ByteBuf packet) {
        long now = alive();
        if (!reports.isEmpty()) {
            reports.get(index).incoming(packet, tracks.get(index).sent(), now);
        }
    }

    private void outage() {
        reception.outage(server().now());
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
            if (!probe) {
                reports = tracks.stream().map(track -> new ReceiverReports(track.ssrc(), track::sentBytes)).toList();
                boolean tcp = Arrays.stream(sinks).anyMatch(TcpSink.class::isInstance);
                reception.begin(new Reception.Playing(nowNanos, reports, () -> takenNanos(tcp), this::flowingNanos));
                server().receptions().begin(path().name(), reception);
            }
        }
    }

    /** Until when it was sent what there was, and has taken it. Any thread. */
    private long takenNanos(boolean tcp) {
        long newest = tracks.get(0).newestNanos();
        for (Track track : tracks) {
            newest = track.newestNanos() - newest > 0 ? track.newestNanos() : newest;
        }
        long caughtUp = tcp ? connection().caughtUpNanos() : newest;
        return caughtUp - newest < 0 ? caughtUp : newest;
    }

    /** Since when packets flow without a pause. Any thread. */
    private long flowingNanos() {
        long latest = tracks.get(0).flowingNanos();
        for (Track track : tracks) {
            latest = track.flowingNanos() - latest > 0 ? track.flowingNanos() : latest;
        }
        return latest;
    }

    void pause() {
        if (playing) {
            if (!probe) {
                reception.over(server().now());
                server().receptions().over(path().name(), reception);
                reports = List.of();
            }
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
        server().places().free(connection().address(), probe);
        path().leave(this, reason);
    }
}
