package announcer.bench.rtsp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One TCP connection to an RTSP server: requests out, responses and interleaved packets in. Requests may be sent by any thread; one thread
 * at a time reads.
 */
final class RtspConnection implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final URI url;
    private final Object sending = new Object();
    private int cseq;
    private String challenge;
    private String session;

    /** What a server sends: a response (packet null), or an interleaved packet (status 0). */
    @SuppressWarnings("ArrayRecordComponent") // messages are never compared with each other, and nobody writes to a packet
    record Message(int status, String reason, Map<String, String> headers, String body, int channel, byte[] packet, long nanos) {
        /** A header of a response, by its name in lower case. */
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    RtspConnection(URI url, Duration limit) throws IOException {
        this.url = url;
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 554 : url.getPort()), (int) limit.toMillis());
        socket.setSoTimeout((int) limit.toMillis());
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536));
        out = socket.getOutputStream();
    }

    /** From now on a read waits this long at most; zero: without limit. */
    void readLimit(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
    }

    /** Closes so that the server hears of a reset and of nothing else. */
    void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    /** Sends a request and reads its response; answers a challenge with the URL's credentials, once. */
    Message call(String method, String target, String... headers) throws IOException {
        Message answer = exchange(method, target, headers);
        if (answer.status == 401 && RtspCredentials.in(url).isPresent()) {
            challenge = answer.header("www-authenticate").orElse("Basic");
            answer = exchange(method, target, headers);
        }
        if (answer.status != 200) {
            throw new RtspRefusal(answer.status, method + " of " + target + " was answered " + answer.status + " " + answer.reason + " "
                    + answer.body.strip());
        }
        answer.header("session").ifPresent(s -> session = s.split(";")[0].strip());
        return answer;
    }

    private Message exchange(String method, String target, String... headers) throws IOException {
        send(method, target, headers);
        Message m = read();
        while (m.packet != null) {
            m = read();
        }
        return m;
    }

    /** Sends a request only. */
    void send(String method, String target, String... headers) throws IOException {
        synchronized (sending) {
            StringBuilder text = new StringBuilder(
                    method + " " + target + " RTSP/1.0\r\nCSeq: " + ++cseq + "\r\nUser-Agent: announcer.bench\r\n");
            if (challenge != null) {
                RtspCredentials.in(url)
                        .ifPresent(c -> text.append("Authorization: ").append(c.answer(challenge, method, target)).append("\r\n"));
            }
            if (session != null) {
                text.append("Session: ").append(session).append("\r\n");
            }
            for (String h : headers) {
                text.append(h).append("\r\n");
            }
            out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** The next message, whatever it is. A request of the server's has status -1. */
    Message read() throws IOException {
        int first = in.readUnsignedByte();
        if (first == '$') {
            int channel = in.readUnsignedByte();
            byte[] packet = new byte[in.readUnsignedShort()];
            in.readFully(packet);
            return new Message(0, "", Map.of(), "", channel, packet, System.nanoTime());
        }
        String start = (char) first + line();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                // Of several challenges the first is answered; servers offer the stronger one first.
                headers.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > MAX_BODY_BYTES) {
            throw new IOException("the server announces a body of " + length + " bytes");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        String[] words = start.split(" ", 3);
        int status = words[0].startsWith("RTSP/") && words.length > 1 ? Integer.parseInt(words[1]) : -1;
        return new Message(status, words.length > 2 ? words[2] : "", headers, new String(body, StandardCharsets.UTF_8), -1, null,
                System.nanoTime());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 8_192) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        throw new IOException("a line of more than 8192 characters from the server");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
