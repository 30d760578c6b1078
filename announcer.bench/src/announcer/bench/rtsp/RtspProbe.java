package announcer.bench.rtsp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.bench.audio.Recording;
import announcer.bench.util.Until;

/**
 * A player of the bench's own, over TCP, that keeps every RTP packet with its time of arrival instead of playing it: no player's buffer
 * lies between the server and the measurement. Takes the first audio track. Safe for use by any thread.
 */
public final class RtspProbe implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RtspConnection connection;
    private final String url;
    private final RtspMedia media;
    private final Duration keepAlive;
    private final Thread reader;
    private final Thread keeper;
    private final Object lock = new Object();
    private final List<RtpPacket> packets = new ArrayList<>();
    private final List<SenderReport> reports = new ArrayList<>();
    private String ended;

    /** Connects and plays. Throws {@link RtspRefusal} when the server says no, for instance 404 as long as nobody publishes. */
    public static RtspProbe play(String url) throws IOException {
        return new RtspProbe(url);
    }

    /** The same, trying again until there is something to play. */
    public static RtspProbe playWhenThere(String url, Duration limit) {
        return Until.matches(url.replaceAll("//[^/]*@", "//***@") + " can be played", limit, () -> play(url), p -> true);
    }

    private RtspProbe(String fullUrl) throws IOException {
        URI uri = URI.create(fullUrl);
        url = fullUrl.replaceFirst("//[^/]*@", "//");
        connection = new RtspConnection(uri, LIMIT);
        try {
            Playing playing = beginToPlay(connection, url);
            media = playing.media();
            keepAlive = playing.keepAlive();
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.readLimit(Duration.ZERO);
        reader = start("bench-rtsp-probe", this::readAll);
        keeper = start("bench-rtsp-keepalive", this::keepAlive);
    }

    /** What is played, and how often the server wants to hear that somebody is there. */
    record Playing(RtspMedia media, Duration keepAlive) {}

    /** Asks for the first audio track of a URL, without credentials in it, until it is being sent. */
    static Playing beginToPlay(RtspConnection connection, String url) throws IOException {
        connection.call("OPTIONS", url);
        RtspConnection.Message description = connection.call("DESCRIBE", url, "Accept: application/sdp");
        RtspMedia media = RtspMedia.parse(description.body()).stream().filter(m -> m.kind().equals("audio")).findFirst()
                .orElseThrow(() -> new IOException("no audio in the description of " + url + ":\n" + description.body()));
        String base = description.header("content-base").orElse(url);
        RtspConnection.Message setup = connection.call("SETUP", track(base, media.control()),
                "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        connection.call("PLAY", url, "Range: npt=0.000-");
        return new Playing(media, Duration.ofSeconds(Math.max(1, timeoutSeconds(setup) / 3)));
    }

    private static Thread start(String name, Runnable work) {
        Thread t = new Thread(work, name);
        t.setDaemon(true);
        t.start();
        return t;
    }

    static String track(String base, String control) {
        if (control.contains("://")) {
            return control;
        }
        if (control.isEmpty() || control.equals("*")) {
            return base;
        }
        return base.endsWith("/") ? base + control : base + "/" + control;
    }

    private static int timeoutSeconds(RtspConnection.Message setup) {
        String[] parts = setup.header("session").orElse("").split("timeout=");
        return parts.length > 1 ? Integer.parseInt(parts[1].replaceAll("[^0-9].*", "")) : 60;
    }

    private void readAll() {
        try {
            while (true) {
                take(connection.read());
            }
        } catch (IOException | RuntimeException e) {
            synchronized (lock) {
                if (ended == null) {
                    ended = String.valueOf(e.getMessage());
                }
                lock.notifyAll();
            }
        }
    }

    private void take(RtspConnection.Message m) {
        if (m.packet() == null) {
            return;
        }
        synchronized (lock) {
            if (m.channel() == 0) {
                packets.add(RtpPacket.parse(m.packet(), m.nanos()));
            } else {
                reports.addAll(SenderReport.parse(m.packet(), m.nanos()));
            }
        }
    }

    private void keepAlive() {
        try {
            while (waitToKeepAlive()) {
                connection.send("GET_PARAMETER", url);
            }
        } catch (IOException e) {
            end("keep-alive could not be sent: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitToKeepAlive() throws InterruptedException {
        long due = System.nanoTime() + keepAlive.toNanos();
        synchronized (lock) {
            for (long left = keepAlive.toMillis(); left > 0 && ended == null; left = (due - System.nanoTime()) / 1_000_000) {
                lock.wait(left);
            }
            return ended == null;
        }
    }

    private void end(String why) {
        synchronized (lock) {
            if (ended == null) {
                ended = why;
            }
            lock.notifyAll();
        }
    }

    /** What it plays. */
    public RtspMedia media() {
        return media;
    }

    /** All packets so far, in order of arrival. */
    public List<RtpPacket> packets() {
        synchronized (lock) {
            return List.copyOf(packets);
        }
    }

    /** How many packets have come. */
    public int count() {
        synchronized (lock) {
            return packets.size();
        }
    }

    /** The packets from this one on. */
    public List<RtpPacket> packetsFrom(int index) {
        synchronized (lock) {
            return List.copyOf(packets.subList(index, packets.size()));
        }
    }

    /** All sender reports so far. */
    public List<SenderReport> reports() {
        synchronized (lock) {
            return List.copyOf(reports);
        }
    }

    /** The packets so far as a line in time. */
    public RtpTimeline timeline() {
        return new RtpTimeline(packets(), media.clockRateHz());
    }

    /** The sound of the packets from this one on, for codecs that need no decoder (see {@link RtpSound}). */
    public Recording soundFrom(int index) {
        return RtpSound.of(packetsFrom(index), media);
    }

    /** Why the server's stream ended; empty while it lives. */
    public Optional<String> ended() {
        synchronized (lock) {
            return Optional.ofNullable(ended);
        }
    }

    /** Waits until this many more packets have come. */
    public void await(int more, Duration limit) {
        int goal = count() + more;
        Until.isTrue("RTP packet " + goal + " has come", limit, () -> {
            if (ended().isPresent() && count() < goal) {
                throw new AssertionError("the stream ended: " + ended().get());
            }
            return count() >= goal;
        });
    }

    /** Takes leave (TEARDOWN) and closes. */
    @Override
    public void close() {
        end("closed by the probe");
        try {
            connection.send("TEARDOWN", url);
        } catch (IOException e) {
            // The server has gone before: nobody to take leave of.
        }
        try {
            connection.close();
            reader.join(2_000);
            keeper.join(2_000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
