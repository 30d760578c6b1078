package announcer.ffmpeg;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The smallest RTSP server that ffmpeg publishes to: it says yes to everything and counts RTP packets. */
final class Rtsp implements Closeable {
    final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger packets = new AtomicInteger();
    private final ServerSocket server;
    private final String scheme;
    private final boolean mute;

    /** @param mute accept, and never answer */
    Rtsp(boolean mute) throws IOException {
        this(mute, "rtsp", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private Rtsp(boolean mute, String scheme, ServerSocket server) {
        this.mute = mute;
        this.scheme = scheme;
        this.server = server;
        thread("test-rtsp", this::accept);
    }

    /**
     * One by TLS, with a certificate that nobody else has signed.
     *
     * @param host whom it is for
     * @param caFile is written: the certificate, to be trusted; the key lies beside it
     */
    static Rtsp withCertificate(String host, Path caFile) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = caFile.resolveSibling(host + ".p12");
        String password = "changeit";
        keytool("-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity", "2",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", password);
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        Files.writeString(caFile,
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(keys.getCertificate("test").getEncoded())
                        + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return new Rtsp(false, "rtsps", context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    String url() {
        return scheme + "://user:s3cret@127.0.0.1:" + server.getLocalPort() + "/main";
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                thread("test-rtsp-session", () -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket; DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            sessions.incrementAndGet();
            while (true) {
                int first = in.readUnsignedByte();
                if (first == '$') {
                    int channel = in.readUnsignedByte();
                    in.skipNBytes(in.readUnsignedShort());
                    packets.addAndGet(channel == 0 ? 1 : 0);
                } else {
                    answer(socket, in, (char) first);
                }
            }
        } catch (IOException e) {
            // ffmpeg has gone: what the tests do to it.
            return;
        }
    }

    private void answer(Socket socket, DataInputStream in, char first) throws IOException {
        StringBuilder head = new StringBuilder().append(first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String seq = "";
        for (String line : head.toString().split("\r\n")) {
            if (line.startsWith("CSeq:")) {
                seq = line;
            } else if (line.startsWith("Content-Length:")) {
                in.skipNBytes(Integer.parseInt(line.substring(15).strip()));
            }
        }
        if (!mute) {
            String transport = head.indexOf("SETUP") == 0 ? "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n" : "";
            socket.getOutputStream()
                    .write(("RTSP/1.0 200 OK\r\n" + seq + "\r\nSession: 1\r\n" + transport + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
