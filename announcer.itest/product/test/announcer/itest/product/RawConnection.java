package announcer.itest.product;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection to the HTTP server on which anything can be written: what no HTTP library would send. Used by one thread. */
final class RawConnection implements AutoCloseable {
    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection to(String url) throws IOException {
        return from("127.0.0.1", url);
    }

    /** With another address of this machine as the client's. */
    static RawConnection from(String address, String url) throws IOException {
        URI u = URI.create(url);
        Socket s = new Socket();
        try {
            s.bind(new InetSocketAddress(address, 0));
            s.setSoTimeout(LIMIT_MILLIS);
            s.connect(new InetSocketAddress(u.getHost(), u.getPort()), LIMIT_MILLIS);
        } catch (IOException e) {
            s.close();
            throw e;
        }
        return new RawConnection(s);
    }

    void write(String latin1) throws IOException {
        write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Everything until the server closes, as Latin-1; a reset counts as closed. Throws when it does not close in time. */
    String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[8192];
        InputStream in = socket.getInputStream();
        while (true) {
            try {
                int n = in.read(buffer);
                if (n < 0) {
                    return all.toString();
                }
                all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException e) {
                throw new IOException("the server neither answered nor closed within " + LIMIT_MILLIS + " ms; so far: " + all, e);
            } catch (IOException e) {
                return all.toString();
            }
        }
    }

    /** The first line of the answer. */
    String statusLine() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer within " + LIMIT_MILLIS + " ms; so far: " + line, e);
        } catch (IOException e) {
            return line.toString();
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
