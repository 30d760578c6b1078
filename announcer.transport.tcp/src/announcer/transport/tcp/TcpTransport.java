package announcer.transport.tcp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.LastValid;
import announcer.lib.socket.PipeRegistry;
import announcer.lib.socket.SocketPipe;

/**
 * Carries media through TCP connections on 127.0.0.1. TCP does not tell who the reader is: every user of the machine can be it. So it is
 * never the one that is picked by itself.
 */
@Component(service = MediaTransport.class, configurationPid = TcpTransport.PID, property = {MediaTransport.TYPE + "=tcp",
        MediaTransport.EXPLICIT + ":Boolean=true", "service.ranking:Integer=-1000"})
@Designate(ocd = TcpTransportConfig.class)
public class TcpTransport implements MediaTransport {
    static final String PID = "announcer.transport.tcp";

    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
    // As many readers as can wait for the first to leave.
    private static final int BACKLOG = 8;

    // Linux gives no less than 2,304 (and doubles it); Windows takes any number.
    private static final int SMALLEST_SEND_BUFFER = 1024;
    // Linux doubles the number, and at the sizes of frames charges about as much for its own records as for the media. The rest of what may be
    // held lies at the reader's end, whose buffer is nobody's but the reader's to set.
    private static final int SHARE_OF_OUR_END = 4;

    private final PipeRegistry pipes = new PipeRegistry(PID);
    private final LastValid<TcpTransportSettings> settings = new LastValid<>(PID);

    @Activate
    public TcpTransport(TcpTransportConfig config) {
        modified(config);
    }

    TcpTransport(TcpTransportSettings settings) {
        this.settings.set(settings);
    }

    /** Applies to pipes that are opened from now on; those that are open stay where they are. */
    @Modified
    void modified(TcpTransportConfig config) {
        settings.change(() -> TcpTransportSettings.of(config.ports(), config.bufferMillis()));
    }

    @Deactivate
    void deactivate() {
        pipes.stop();
    }

    @Override
    public MediaPipe open(PipeRequest request) throws IOException {
        TcpTransportSettings now = settings.get();
        return pipes.open(request.channel() + "/" + request.stream(),
                "channel " + request.channel() + " has a pipe already: close it first", closed -> open(request, now, closed));
    }

    private static MediaPipe open(PipeRequest request, TcpTransportSettings now, Runnable closed) throws IOException {
        ServerSocketChannel listener = listen(now);
        try {
            String url = "tcp://127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort();
            int sendBuffer = Math.max(SMALLEST_SEND_BUFFER, now.bufferBytes(request) / SHARE_OF_OUR_END);
            return new SocketPipe(url, listener, new TcpReaders(), sendBuffer, request.bytesPerWrite(), () -> {
                stopListening(listener, url);
                closed.run();
            });
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private static void stopListening(ServerSocketChannel listener, String url) {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("Could not stop listening on {}", url, e);
        }
    }

    private static ServerSocketChannel listen(TcpTransportSettings now) throws IOException {
        // Named by its bytes: "localhost" is what a hosts file makes of it.
        InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        for (int port = now.firstPort(); port <= now.lastPort(); port++) {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                listener.bind(new InetSocketAddress(loopback, port), BACKLOG);
                listener.configureBlocking(false);
                return listener;
            } catch (BindException e) {
                listener.close();
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        }
        throw new IOException(
                "no port of 127.0.0.1 is free among " + now.ports() + ": end what listens there, or choose other ports in " + PID);
    }
}
