package announcer.rtsp.session;

import java.io.IOException;
import java.net.Inet6Address;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.log.LogThrottle;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RequestUri;
import announcer.rtsp.protocol.RtspAuthenticator;
import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.RtspHeaders;
import announcer.rtsp.protocol.RtspRequest;
import announcer.rtsp.protocol.RtspResponse;
import announcer.rtsp.protocol.Sdp;
import announcer.rtsp.protocol.TrackDescription;
import announcer.rtsp.protocol.TransportHeader;

/** The handler of one connection's requests: without a session at first, then of a publisher or a player. Confined to one thread. */
final class RtspRequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RtspRequestHandler.class);
    private static final String METHODS = "OPTIONS, DESCRIBE, ANNOUNCE, SETUP, PLAY, PAUSE, RECORD, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int MAX_WRONG_PASSWORDS = 5;

    private final ClientConnection connection;
    private final ServerContext server;
    private final RtspAuthenticator authentication = new RtspAuthenticator();
    private PublisherSession publisher;
    private PlayerSession player;
    /** The path that it has shown a probe's right for. */
    private Optional<String> probed = Optional.empty();
    private Runnable stopWaiting = () -> {};

    RtspRequestHandler(ClientConnection connection, ServerContext server) {
        this.connection = connection;
        this.server = server;
    }

    Optional<RtspSession> session() {
        return Optional.ofNullable(publisher != null ? publisher : player);
    }

    /** The connection ends. */
    void end(String reason) {
        stopWaiting.run();
        Optional<RtspSession> session = session();
        publisher = null;
        player = null;
        session.ifPresent(ending -> ending.end(reason));
    }

    /** Answers a request, now or later, once. */
    void handle(RtspRequest request, Consumer<RtspResponse> answer) {
        try {
            if (!request.version().equals("RTSP/1.0")) {
                throw new RtspException(RtspResponseStatuses.RTSP_VERSION_NOT_SUPPORTED, "RTSP/1.0 is spoken here.");
            }
            if (request.header(RtspHeaders.CSEQ) == null) {
                throw RtspException.badRequest("The request has no CSeq.");
            }
            if (request.header(RtspHeaders.REQUIRE) != null) {
                throw new RtspException(RtspResponseStatuses.OPTION_NOT_SUPPORTED, "No feature can be required here.",
                        List.of(Map.entry("Unsupported", request.header(RtspHeaders.REQUIRE))));
            }
            checkSession(request);
            if (player != null) {
                player.alive();
            }
            if (request.method().equals("DESCRIBE")) {
                describe(request, answer);
            } else if (request.method().equals("PLAY")) {
                play(request, answer);
            } else {
                answer.accept(atOnce(request));
            }
        } catch (RtspException refusal) {
            answer.accept(refusal.reply());
            if (authentication.failures() >= MAX_WRONG_PASSWORDS) {
                connection.close(MAX_WRONG_PASSWORDS + " times a wrong user or password");
            }
        } catch (IOException e) {
            LOG.error("A track of {} cannot be set up: {}", connection.remote(), e.getMessage());
            answer.accept(
                    new RtspException(RtspResponseStatuses.INTERNAL_SERVER_ERROR, "The track cannot be set up: " + e.getMessage()).reply());
        }
    }

    private void checkSession(RtspRequest request) throws RtspException {
        String named = request.session();
        if (named != null && session().filter(session -> session.id().equals(named)).isEmpty()) {
            throw new RtspException(RtspResponseStatuses.SESSION_NOT_FOUND, "This connection has no such session.");
        }
    }

    private RtspResponse atOnce(RtspRequest request) throws RtspException, IOException {
        return switch (request.method()) {
            case "OPTIONS" -> inSession(RtspResponse.ok()).header(RtspHeaders.PUBLIC, METHODS);
            case "GET_PARAMETER", "SET_PARAMETER" -> inSession(RtspResponse.ok());
            case "ANNOUNCE" -> announce(request);
            case "SETUP" -> setup(request);
            case "RECORD" -> {
                PublisherSession recording = required(publisher, request);
                recording.record();
                yield inSession(RtspResponse.ok());
            }
            case "PAUSE" -> {
                required(player, request).pause();
                yield inSession(RtspResponse.ok());
            }
            case "TEARDOWN" -> {
                required(publisher != null ? publisher : player, request);
                end("TEARDOWN");
                yield RtspResponse.ok();
            }
            default -> throw new RtspException(RtspResponseStatuses.METHOD_NOT_ALLOWED, "There is no such method here.",
                    List.of(Map.entry("Allow", METHODS)));
        };
    }

    private <S extends RtspSession> S required(S session, RtspRequest request) throws RtspException {
        if (session == null) {
            throw RtspException.wrongState(request.method() + " is not possible now: "
                    + (session().isPresent()
                            ? "the session is of the other kind."
                            : "nothing is set up on this connection."));
        }
        if (request.session() == null) {
            throw new RtspException(RtspResponseStatuses.SESSION_NOT_FOUND, "The request names no session.");
        }
        RequestUri uri = RequestUri.parse(request.uri());
        String name = session.path().name();
        if (!uri.path().equals(name) && !uri.path().startsWith(name + "/")) {
            throw RtspException.notFound("The session is for another stream.");
        }
        return session;
    }

    private void describe(RtspRequest request, Consumer<RtspResponse> answer) throws RtspException {
        if (publisher != null) {
            throw RtspException.wrongState("This connection publishes.");
        }
        RequestUri uri = RequestUri.parse(request.uri());
        String name = uri.stream();
        if (uri.probe().isPresent()) {
            probe(request, name, uri.probe().get());
        }
        requirePlayer(request, name);
        String accept = request.header(RtspHeaders.ACCEPT);
        if (accept != null && !accept.contains("application/sdp") && !accept.contains("*/*")) {
            throw new RtspException(RtspResponseStatuses.NOT_ACCEPTABLE, "Streams are described in application/sdp.");
        }
        Optional<StreamPath> live = server.paths().live(name);
        long wait = server.settings().get().earlyPlayerWait().toNanos();
        if (live.isPresent() || wait == 0) {
            answer.accept(described(uri, live));
        } else {
            LOG.debug("Stream {}: player {} waits for a publisher", name, connection.remote());
            stopWaiting = server.paths().await(name, server.now() + wait, path -> answer.accept(described(uri, path)));
        }
    }

    private RtspResponse described(RequestUri uri, Optional<StreamPath> path) {
        boolean toIpv6 = connection.local().getAddress() instanceof Inet6Address;
        if (path.isEmpty()) {
            return RtspException.notFound("Nobody publishes '" + uri.path() + "' now. Try again when its publisher is there.").reply();
        }
        return RtspResponse.ok().header(RtspHeaders.CONTENT_BASE, uri + "/").body("application/sdp", path.get().description(toIpv6));
    }

    private RtspResponse announce(RtspRequest request) throws RtspException {
        RequestUri uri = RequestUri.parse(request.uri());
        String name = uri.stream();
        if (session().isPresent()) {
            throw RtspException.wrongState("This connection has a session already.");
        }
        boolean newestRun = mayPublish(request, name);
        String type = request.header(RtspHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/sdp")) {
            throw RtspException.unsupportedMedia("ANNOUNCE needs a body of type application/sdp.");
        }
        List<TrackDescription> media = Sdp.parse(request.body());
        StreamPath path = server.paths().open(name, server.settings().get().maxStreams());
        path.checkFree(newestRun);
        publisher = new PublisherSession(newId(), path, media, connection, server);
        return inSession(RtspResponse.ok());
    }

    /** Lets an ANNOUNCE with the right credentials pass; returns whether it is the newest run of a pusher of ours. */
    private boolean mayPublish(RtspRequest request, String name) throws RtspException {
        List<Credentials> known = server.publish().known(name);
        Credentials given = authenticate(request, known, known);
        try {
            checkUser(given);
            return server.publish().use(name, given, connection.remote());
        } catch (RtspException e) {
            server.throttle().pass("void " + name).ifPresent(missed -> LOG.warn(
                    "Stream {}: publisher {} is refused{}: {} Has another user of this machine read them on the command line of ffmpeg? The next run "
                            + "gets new ones, and takes the stream from whoever has it.",
                    name, connection.remote(), LogThrottle.more(missed), e.getMessage()));
            throw e;
        }
    }

    /** Our own runs have our own user, where the operating system tells: credentials of a run that come from another were read. */
    private void checkUser(Credentials given) throws RtspException {
        OptionalLong stranger = given.equals(server.publish().lasting())
                ? OptionalLong.empty()
                : PeerUser.stranger(connection.peer(), connection.local());
        if (stranger.isPresent()) {
            throw new RtspException(RtspResponseStatuses.FORBIDDEN,
                    "These credentials are not for user " + stranger.getAsLong() + " of this machine.");
        }
    }

    private RtspResponse setup(RtspRequest request) throws RtspException, IOException {
        RequestUri uri = RequestUri.parse(request.uri());
        TransportHeader transport = TransportHeader.parse(request.header(RtspHeaders.TRANSPORT));
        if (publisher != null) {
            List<TrackDescription> media = publisher.path().tracks().stream().map(Track::description).toList();
            int index = uri.announced(publisher.path().name(), media);
            return inSession(RtspResponse.ok()).header(RtspHeaders.TRANSPORT, publisher.setup(index, transport));
        }
        String name = uri.withoutTrack().stream();
        requirePlayer(request, name);
        if (player != null && !player.path().name().equals(name)) {
            throw new RtspException(RtspResponseStatuses.AGGREGATE_OPERATION_NOT_ALLOWED, "The session is for another stream.");
        }
        StreamPath path = server.paths().find(name).orElseThrow(() -> RtspException.notFound("Nobody publishes '" + name + "' now."));
        int index = uri.track(path.tracks().size());
        String answer = player != null ? player.setup(index, transport) : firstSetup(path, index, transport);
        return inSession(RtspResponse.ok()).header(RtspHeaders.TRANSPORT, answer);
    }

    private String firstSetup(StreamPath path, int index, TransportHeader transport) throws RtspException, IOException {
        boolean probe = isProbeOf(path.name());
        int max = server.settings().get().maxConnections();
        if (probe) {
            server.places().takeOfProbe(max);
        } else {
            server.places().take(connection.address(), max);
        }
        boolean begun = false;
        try {
            PlayerSession candidate = new PlayerSession(newId(), path, connection, server, probe);
            String answer = candidate.setup(index, transport);
            player = candidate;
            begun = true;
            return answer;
        } finally {
            // One that has begun frees its place at its end.
            if (!begun) {
                server.places().free(connection.address(), probe);
            }
        }
    }

    private void play(RtspRequest request, Consumer<RtspResponse> answer) throws RtspException {
        PlayerSession session = required(player, request);
        RequestUri uri = RequestUri.parse(request.uri()).withoutTrack();
        long now = server.now();
        answer.accept(inSession(RtspResponse.ok()).header(RtspHeaders.RANGE, "npt=now-").header(RtspHeaders.RTP_INFO,
                session.rtpInfo(uri, now)));
        // After the answer: RTP-Info names the first packet.
        session.play(now);
    }

    /** Uses up a probe's right: a stranger who has read it on our own command line has no use for it. A wrong one is a wrong password. */
    private void probe(RtspRequest request, String name, String right) {
        if (server.probes().use(name, right, () -> PeerUser.stranger(connection.peer(), connection.local()).isEmpty())) {
            probed = Optional.of(name);
        } else {
            authentication.wrong();
            guessed(request, "the right of a probe is wrong or void");
        }
    }

    private boolean isProbeOf(String name) {
        return probed.filter(name::equals).isPresent();
    }

    private void requirePlayer(RtspRequest request, String name) throws RtspException {
        Optional<Credentials> play = server.settings().get().play();
        if (play.isPresent() && !isProbeOf(name)) {
            authenticate(request, List.of(play.get(), server.publish().lasting()), List.of(server.publish().lasting()));
        }
    }

    /**
     * Lets a request with accepted credentials pass; returns them. An address that guesses has to wait, but for who knows how to publish.
     *
     * @param publishing those of the accepted ones that let publish
     */
    private Credentials authenticate(RtspRequest request, List<Credentials> accepted, List<Credentials> publishing) throws RtspException {
        boolean mustWait = server.guesses().mustWait(connection.address(), server.now());
        int before = authentication.failures();
        try {
            return authentication.require(request, mustWait ? publishing : accepted);
        } catch (RtspException e) {
            if (mustWait) {
                throw new RtspException(RtspResponseStatuses.FORBIDDEN, "Wrong passwords came from this address " + PasswordGuesses.FREE
                        + " times. It may try again " + PasswordGuesses.WAIT.toSeconds() + " s after the last one.");
            }
            if (authentication.failures() > before) {
                guessed(request, "the user or the password is wrong");
            }
            throw e;
        }
    }

    private void guessed(RtspRequest request, String what) {
        server.guesses().wrong(connection.address(), server.now());
        server.throttle().pass("password " + connection.address()).ifPresent(
                missed -> LOG.warn("{} {}: {}{}", request.method(), connection.remote(), what, LogThrottle.more(missed)));
    }

    private RtspResponse inSession(RtspResponse reply) {
        long timeout = server.settings().get().sessionTimeout().toSeconds();
        session().ifPresent(session -> reply.header(RtspHeaders.SESSION, session.id() + ";timeout=" + timeout));
        return reply;
    }

    private static String newId() {
        byte[] id = new byte[8];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().withUpperCase().formatHex(id);
    }
}
