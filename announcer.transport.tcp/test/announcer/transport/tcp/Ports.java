package announcer.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;
import announcer.transport.testkit.PipeReader;

/** Shared helpers of this bundle's tests. */
final class Ports {
    /** SO_RCVBUF of a reader that wants little held: what ffmpeg's {@code -recv_buffer_size} sets. */
    static final int SMALL = 2048;

    private Ports() {
    }

    static TcpTransport transport(String ports) {
        try {
            return new TcpTransport(TcpTransportSettings.of(ports, 0));
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    static PipeRequest request(String channel) {
        return new PipeRequest(channel, "audio", 48_000, 960, 7680);
    }

    static int port(String inputUrl) {
        return URI.create(inputUrl).getPort();
    }

    /** A reader on the JDK's plain sockets. */
    static PipeReader connect(String inputUrl, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(inputUrl)));
        return new PipeReader() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                int got = socket.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
                if (got > 0) {
                    into.position(into.position() + got);
                }
                return got;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    static boolean listens(String inputUrl) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port(inputUrl))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
