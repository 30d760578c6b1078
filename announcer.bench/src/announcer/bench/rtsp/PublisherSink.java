package announcer.bench.rtsp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An RTSP server of the bench's own that takes whoever publishes over TCP, says yes to everything, and counts the RTP packets: an external
 * server that can go and come back. Safe for use by any thread.
 */
public final class PublisherSink implements AutoCloseable {
    private static final long JOIN_MILLIS = 5_000;

    private final int port;
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private final Arrivals arrivals = new Arrivals();
    private volatile ServerSocket server;
    private volatile Thread accepting;

    private PublisherSink() throws IOException {
        server = listen(0);
        port = server.getLocalPort();
    }

    /** Listens on any free port. */
    public static PublisherSink open() throws IOException {
        return new PublisherSink();
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        accepting = start("bench-sink-accept", () -> accept(socket));
        return socket;
    }

    /** Where to publish. */
    public String url() {
        return "rtsp://127.0.0.1:" + port + "/sink";
    }

    /** The RTP packets that have come. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Goes away, with all its connections. */
    public void leave() throws IOException {
        server.close();
        try {
            // Until it has noticed, the system still takes connections for it.
            accepting.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket session : sessions) {
            session.close();
        }
    }

    /** Listens again where it listened before. */
    public void comeBack() throws IOException {
        server = listen(port);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket session = socket.accept();
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
                        arrivals.add(System.nanoTime());
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

    @Override
    public void close() throws IOException {
        leave();
    }
}
