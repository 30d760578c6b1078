package announcer.rtsp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

import announcer.rtsp.protocol.Credentials;

/** A small RTSP client over a plain socket; reads answers and media frames. Not thread-safe. */
final class RtspClient implements AutoCloseable {
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** @param nanos when it was read */
    record Frame(int channel, ByteBuffer payload, long nanos) {
        int sequence() {
            return payload.getShort(2) & 0xFFFF;
        }

        long timestamp() {
            return payload.getInt(4) & 0xFFFFFFFFL;
        }

        int ssrc() {
            return payload.getInt(8);
        }
    }

    static final String AUTHORIZATION = authorization(TestServer.PUBLISH);
    static final String PCMU = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\na=control:streamid=0\r\n";

    final Socket socket;
    private final InputStream in;
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final String url;
    private int cseq;
    String session;

    RtspClient(TestServer server, String path) throws IOException {
        this(server, path, 0);
    }

    /** @param receiveBytes what the system may keep for it until it reads; 0: as much as the system wants */
    RtspClient(TestServer server, String path, int receiveBytes) throws IOException {
        socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
        url = server.url(path);
    }

    void raw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer request(String method, String suffix, String body, String... headers) throws IOException {
        return requestAt(url + suffix, method, body, headers);
    }

    /** A request for whatever URL. */
    Answer requestAt(String whole, String method) throws IOException {
        return requestAt(whole, method, "");
    }

    private Answer requestAt(String whole, String method, String body, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(method + " " + whole + " RTSP/1.0\r\nCSeq: " + ++cseq + "\r\n");
        if (session != null) {
            text.append("Session: ").append(session).append("\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/sdp\r\nContent-Length: ").append(body.length()).append("\r\n");
        }
        raw(text + "\r\n" + body);
        Answer answer = answer();
        if (answer.header("session") != null) {
            session = answer.header("session").split(";")[0];
        }
        return answer;
    }

    Answer request(String method) throws IOException {
        return request(method, "", "");
    }

    static String authorization(Credentials credentials) {
        return "Authorization: Basic " + Base64.getEncoder()
                .encodeToString((credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8));
    }

    /** Becomes a publisher over TCP. */
    RtspClient publish(String sdp) throws IOException {
        return publish(sdp, TestServer.PUBLISH);
    }

    RtspClient publish(String sdp, Credentials credentials) throws IOException {
        check(request("ANNOUNCE", "", sdp, authorization(credentials)));
        check(request("SETUP", "/streamid=0", "", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1;mode=record"));
        check(request("RECORD"));
        return this;
    }

    /** Becomes a player over TCP; gives the answer to PLAY. */
    Answer play() throws IOException {
        check(request("SETUP", "/trackID=0", "", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
        return check(request("PLAY"));
    }

    static Answer check(Answer answer) {
        if (answer.status != 200) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }

    void rtp(int sequence, int timestamp, int ssrc, int payloadBytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(16 + payloadBytes);
        frame.put((byte) '$').put((byte) 0).putShort((short) (12 + payloadBytes));
        frame.put((byte) 0x80).put((byte) 0).putShort((short) sequence).putInt(timestamp).putInt(ssrc);
        socket.getOutputStream().write(frame.array());
    }

    void senderReport(int ssrc, long ntp, int timestamp) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(32);
        frame.put((byte) '$').put((byte) 1).putShort((short) 28);
        frame.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(ssrc).putLong(ntp).putInt(timestamp).putInt(1).putInt(1);
        socket.getOutputStream().write(frame.array());
    }

    /** The next media frame; waits for it. */
    Frame frame() throws IOException {
        while (frames.isEmpty()) {
            int first = next();
            if (first != '$') {
                throw new IOException("Not a frame: " + (char) first);
            }
            readFrame();
        }
        return frames.remove();
    }

    private void readFrame() throws IOException {
        int channel = next();
        int length = next() << 8 | next();
        byte[] payload = in.readNBytes(length);
        frames.add(new Frame(channel, ByteBuffer.wrap(payload), System.nanoTime()));
    }

    Answer answer() throws IOException {
        int first = next();
        while (first == '$') {
            readFrame();
            first = next();
        }
        String status = (char) first + line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": *", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (a, b) -> a + "\n" + b);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = next(); c != '\n'; c = next()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("The server has closed the connection.");
        }
        return c;
    }

    /** Waits for the server to close the connection. */
    boolean closedByServer() throws IOException {
        try {
            while (in.read() >= 0) {
                // What it still had to say.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
