package announcer.bench.rtsp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Serves one PCMU stream over TCP, asks for a Digest login, and drifts by as much as it is told. For one test at a time. */
final class FakeRtspServer implements AutoCloseable {
    static final String USER = "ear";
    static final String PASSWORD = "s3cret";
    private static final String CHALLENGE = "Digest realm=\"fake\", nonce=\"abc\", algorithm=MD5";
    private static final String SDP = """
            v=0
            o=- 0 0 IN IP4 127.0.0.1
            s=fake
            t=0 0
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=control:streamid=0
            m=audio 0 RTP/AVP 0
            a=control:streamid=1
            """.replace("\n", "\r\n");

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final double driftMillisPerMinute;
    /** Packet number at which another sequence number and timestamp appear. */
    private final int jumpAt;

    FakeRtspServer(double driftMillisPerMinute, int jumpAt) throws IOException {
        this.driftMillisPerMinute = driftMillisPerMinute;
        this.jumpAt = jumpAt;
        start("fake-rtsp-accept", this::accept);
    }

    String url() {
        return "rtsp://" + USER + ":" + PASSWORD + "@127.0.0.1:" + listener.getLocalPort() + "/main";
    }

    private static void start(String name, Runnable work) {
        Thread t = new Thread(work, name);
        t.setDaemon(true);
        t.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket s = listener.accept();
                sockets.add(s);
                start("fake-rtsp-connection", () -> serve(s));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket s) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = s.getOutputStream();
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    answer(head, out);
                    head.clear();
                } else {
                    head.add(line);
                }
            }
        } catch (IOException e) {
            // The player has gone.
        }
    }

    private void answer(List<String> head, OutputStream out) throws IOException {
        String[] words = head.get(0).split(" ");
        requests.add(words[0] + " " + words[1]);
        String cseq = head.stream().filter(h -> h.startsWith("CSeq")).findFirst().orElse("CSeq: 0");
        String authorization = head.stream().filter(h -> h.startsWith("Authorization: ")).findFirst().orElse("")
                .replaceFirst("Authorization: ", "");
        String right = new RtspCredentials(USER, PASSWORD).answer(CHALLENGE, words[0], words[1]);
        if (!words[0].equals("OPTIONS") && !response(authorization).equals(response(right))) {
            write(out, "RTSP/1.0 401 Unauthorized\r\n" + cseq + "\r\nWWW-Authenticate: " + CHALLENGE + "\r\n\r\n");
            return;
        }
        String more = switch (words[0]) {
            case "DESCRIBE" ->
                "Content-Base: " + words[1] + "/\r\nContent-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP;
            case "SETUP" -> "Session: 1234;timeout=3\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
            default -> "Session: 1234\r\n\r\n";
        };
        write(out, "RTSP/1.0 200 OK\r\n" + cseq + "\r\n" + more);
        if (words[0].equals("PLAY")) {
            start("fake-rtsp-sender", () -> send(out));
        }
    }

    /** Clients order the fields of a login as they like; only this one depends on the password. */
    private static String response(String login) {
        int at = login.indexOf("response=\"");
        return at < 0 ? "" : login.substring(at).split("\"")[1];
    }

    private static void write(OutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    private void send(OutputStream out) {
        long start = System.nanoTime();
        // Beginning just before both rollovers.
        long timestamp = 0xFFFF_FFFFL - 4_000;
        int sequence = 65_500;
        double secondsPerPacket = 0.02 / (1 + driftMillisPerMinute / 60_000);
        try {
            for (int i = 0; !listener.isClosed(); i++) {
                long due = start + (long) (i * secondsPerPacket * 1e9);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (i == jumpAt) {
                    sequence += 7;
                    timestamp -= 8_000;
                }
                write(out, packet(sequence++, timestamp));
                timestamp += 160;
                if (i % 50 == 0) {
                    write(out, senderReport(timestamp, i));
                }
            }
        } catch (IOException e) {
            // The player has gone.
        }
    }

    private static byte[] packet(int sequence, long timestamp) {
        ByteBuffer b = ByteBuffer.allocate(4 + 12 + 160);
        b.put((byte) '$').put((byte) 0).putShort((short) 172).put((byte) 0x80).put((byte) 0).putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(0xCAFEBABE);
        for (int i = 0; i < 160; i++) {
            b.put((byte) 0xFF);
        }
        return b.array();
    }

    private static byte[] senderReport(long timestamp, int packets) {
        return ByteBuffer.allocate(4 + 28).put((byte) '$').put((byte) 1).putShort((short) 28).put((byte) 0x80).put((byte) 200)
                .putShort((short) 6)
                .putInt(0xCAFEBABE).putInt(1_000).putInt(1 << 31).putInt((int) timestamp).putInt(packets).putInt(0).array();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket s : sockets) {
            s.close();
        }
    }
}
