package announcer.itest.framework;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.cm.Configuration;

import announcer.api.Announcement;
import announcer.api.ChannelStatus;
import announcer.api.Request;
import announcer.api.stream.StreamPusher;

/** A channel of a test's own, made and changed by configuration; it is removed when closed. */
final class Channel implements AutoCloseable {
    private static final String FACTORY = "announcer.channel";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String id;
    private final Configuration configuration;
    private final Map<String, Object> values = new HashMap<>();
    private final boolean pushed;

    private Channel(String id, boolean pushed, Map<String, Object> more) {
        this.id = id;
        this.pushed = pushed;
        this.configuration = Product.factoryConfiguration(FACTORY, id);
        values.put("id", id);
        // Longer than any pause inside a sentence: so a recording can be cut into utterances.
        values.put("gapMillis", 300);
        // Sound is played in real time: tests wait for most of theirs.
        values.put("rate", 2.0);
        set(more);
    }

    /** A channel that a test reads itself. */
    static Channel byHand(String id) {
        return byHand(id, Map.of());
    }

    static Channel byHand(String id, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("pusher", "none");
        Channel c = new Channel(id, false, all);
        c.socket();
        return c;
    }

    /** A channel that ffmpeg pushes to the embedded server. */
    static Channel pushed(String id) {
        Ffmpeg.require();
        Channel c = new Channel(id, true, Map.of());
        c.isOnAir();
        return c;
    }

    /** Saves some of its settings, and leaves the others as they are. */
    void set(Map<String, Object> changed) {
        values.putAll(changed);
        Product.update(configuration, values);
    }

    String id() {
        return id;
    }

    Announcement say(String text) {
        return Product.announce(Request.of(text).withChannel(id));
    }

    Announcement say(String text, String voice) {
        return Product.announce(Request.of(text).withChannel(id).withVoice(voice));
    }

    Optional<ChannelStatus> status() {
        return Product.announcer().channel(id);
    }

    /** The socket that its sound comes out of, once it listens. */
    Path socket() {
        String url = Until.matches("channel " + id + " has a pipe", LIMIT, () -> status().flatMap(ChannelStatus::inputUrl),
                Optional::isPresent).orElseThrow();
        return path(url);
    }

    private static Path path(String url) {
        return Path.of(url.replaceFirst("^unix:", ""));
    }

    /** Waits until its socket's file, wherever it last was, has gone. */
    static void isRemoved(Path socket) {
        Until.holds("the socket file " + socket + " has gone", LIMIT, () -> !Files.exists(socket));
    }

    void isOnAir() {
        if (pushed) {
            // Held, and never given back: a pusher that nobody uses is deactivated, and runs ffmpeg four times when it is used again.
            Product.service(StreamPusher.class);
        }
        Until.matches("channel " + id + " is on the air", LIMIT, this::status, s -> s.isPresent() && s.get().onAir());
    }

    Listener listen() {
        Listener l = new Listener(this::socket);
        try {
            Until.holds("channel " + id + " is heard", LIMIT, () -> l.allReceived().size() == 1 && l.received().frames() > 0);
        } catch (AssertionError e) {
            // Nobody else would end it, and it would read the next test's channel of this name.
            l.close();
            throw e;
        }
        return l;
    }

    @Override
    public void close() {
        Optional<Path> socket = status().flatMap(ChannelStatus::inputUrl).map(Channel::path);
        Product.delete(configuration);
        Until.matches("channel " + id + " has gone", LIMIT, this::status, Optional::isEmpty);
        // Its pipe is closed a little later; only then is the name free for the next test's channel.
        socket.ifPresent(Channel::isRemoved);
    }
}
