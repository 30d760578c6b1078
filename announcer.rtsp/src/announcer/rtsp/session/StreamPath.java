package announcer.rtsp.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.Sdp;
import announcer.rtsp.protocol.TrackDescription;
import announcer.rtsp.rtp.PublisherClock;

/**
 * One stream: at most one publisher, any number of players, and the tracks between them, which outlive a publisher as long as players are
 * there. Confined to one thread.
 */
final class StreamPath {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPath.class);

    /** A live publisher sends some packets a second. */
    private static final Duration SILENT = Duration.ofSeconds(2);

    private final String name;
    private final PathTable table;
    private final Set<PlayerSession> players = new LinkedHashSet<>();
    private final long id = new SecureRandom().nextInt(Integer.MAX_VALUE);
    private List<Track> tracks = List.of();
    private PublisherSession publisher;

    StreamPath(String name, PathTable table) {
        this.name = name;
        this.table = table;
    }

    String name() {
        return name;
    }

    List<Track> tracks() {
        return tracks;
    }

    /** Whether packets may be expected now. */
    boolean live() {
        return publisher != null && publisher.recording();
    }

    /** @param toIpv6 whether the player has come over IPv6 */
    String description(boolean toIpv6) {
        return Sdp.forPlayers(name, id, tracks.stream().map(Track::description).toList(), toIpv6);
    }

    /**
     * Checks that another publisher may take the path: any, when nobody publishes, and else the newest run of a channel's own pusher, which has
     * ended its earlier one. One that has gone silent has lost its connection.
     *
     * @throws RtspException 455 when there is one that stays
     */
    void checkFree(boolean newestRun) throws RtspException {
        if (publisher != null && !newestRun && !publisher.silentFor(SILENT, publisher.server().now())) {
            throw RtspException.wrongState("Stream '" + name + "' is published by " + publisher.connection().remote()
                    + " now, which is not evicted: end it first, or choose another path.");
        }
    }

    /** A publisher takes the path. An earlier one is closed; players stay if the media is the same. */
    void announce(PublisherSession next, List<TrackDescription> media) {
        PublisherSession earlier = publisher;
        publisher = next;
        if (earlier != null) {
            earlier.connection().close("publisher " + next.connection().remote() + " has taken the stream over");
        }
        String described = media.stream().map(TrackDescription::encoding).collect(Collectors.joining(", "));
        if (!sameMedia(media)) {
            for (PlayerSession player : List.copyOf(players)) {
                player.connection().close("the stream's media is now " + described);
            }
            SecureRandom random = new SecureRandom();
            long now = next.server().now();
            tracks = media.stream().map(description -> new Track(description, random.nextInt(), name + "@announcer", now)).toList();
        }
        PublisherClock clock = new PublisherClock();
        tracks.forEach(track -> track.newPublisher(clock));
        LOG.info("Stream {}: publisher {} came: {}; {} players stay", name, next.connection().remote(), described, players.size());
    }

    private boolean sameMedia(List<TrackDescription> media) {
        if (media.size() != tracks.size()) {
            return false;
        }
        for (int i = 0; i < media.size(); i++) {
            if (!tracks.get(i).description().sameMedia(media.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The publisher begins to send. */
    void published() {
        players.forEach(PlayerSession::alive);
        table.published(this);
    }

    void gone(PublisherSession former, String reason) {
        LOG.info("Stream {}: publisher {} went: {}", name, former.connection().remote(), reason);
        if (publisher == former) {
            publisher = null;
            removeIfIdle();
        }
    }

    void join(PlayerSession player, String kind) {
        if (players.add(player)) {
            LOG.info("Stream {}: player {} came, over {}", name, player.connection().remote(), kind);
        }
    }

    void leave(PlayerSession player, String reason) {
        if (players.remove(player)) {
            LOG.info("Stream {}: player {} went: {}", name, player.connection().remote(), reason);
        }
        removeIfIdle();
    }

    private void removeIfIdle() {
        if (publisher == null && players.isEmpty()) {
            table.remove(this);
        }
    }
}
