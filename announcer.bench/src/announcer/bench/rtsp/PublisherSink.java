package announcer.bench.rtsp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import announcer.bench.util.Until;

/**
 * An RTSP server of the bench's own that takes whoever publishes over TCP, says yes to everything, and counts the RTP packets: an external
 * server that can go and come back. Safe for use by any thread.
 */
public final class PublisherSink implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private final List<Long> arrivals = new ArrayList<>();

    private PublisherSink(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start("bench-sink-accept", this::accept);
    }

    /** Listens on any free port. */
    public static PublisherSink open() throws IOException {
        return new PublisherSink(0);
    }

    /** Listens on this port, where another one listened before. */
    public static PublisherSink open(int port) throws IOException {
        return new PublisherSink(port);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where to publish. */
    public String url() {
        return "rtsp://127.0.0.1:" + port() + "/sink";
    }

    /** Waits until so many RTP packets have come in all; returns when the first came, {@link System#nanoTime()}. */
    public long awaitPackets(int count, Duration limit) {
        Until.isTrue(count + " RTP packets have come to " + url(), limit, () -> count() >= count);
        synchronized (arrivals) {
            return arrivals.get(0);
        }
    }

    private int count() {
        synchronized (arrivals) {
            return arrivals.size();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket session = server.accept();
                sessions.add(session);
                start("bench-sink-session", () -> serve(session));
            } catch (IOException e) {
                // Closed: it is away.
                return;
            }
        }
    }

    private void serve(Socket session) {
        try (session; DataInputStream in = new DataInputStream(new BufferedInputStream(session.getInputStream()))) {
            while (true) {
                int first = in.readUnsignedByte();
                if (first == '$') {
                    int channel = in.readUnsignedByte();
                    in.skipNBytes(in.readUnsignedShort());
                    if (channel == 0) {
                        synchronized (arrivals) {
                            arrivals.add(System.nanoTime());
                        }
                    }
                } else {
                    answer(session, in, (char) first);
                }
            }
        } catch (IOException e) {
            // The publisher has gone, or the server has.
            sessions.remove(session);
        }
    }

    private static void answer(Socket session, DataInputStream in, char first) throws IOException {
        StringBuilder head = new StringBuilder().append(first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String sequence = "";
        for (String line : head.toString().split("\r\n")) {
            if (line.startsWith("CSeq:")) {
                sequence = line;
            } else if (line.startsWith("Content-Length:")) {
                in.skipNBytes(Integer.parseInt(line.substring("Content-Length:".length()).strip()));
            }
        }
        String transport = head.indexOf("SETUP") == 0 ? "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n" : "";
        session.getOutputStream()
                .write(("RTSP/1.0 200 OK\r\n" + sequence + "\r\nSession: 1\r\n" + transport + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Goes away, with all its connections. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket session : sessions) {
            session.close();
        }
    }
}
