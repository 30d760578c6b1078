package announcer.transport.tcp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;

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

    private final Map<String, TcpPipe> open = new ConcurrentHashMap<>();
    private volatile Settings settings;
    private volatile InvalidConfigurationException problem;
    private boolean stopped;

    @Activate
    public TcpTransport(TcpTransportConfig config) {
        modified(config);
    }

    TcpTransport(Settings settings) {
        this.settings = settings;
    }

    /** Applies to pipes that are opened from now on; those that are open stay where they are. */
    @Modified
    void modified(TcpTransportConfig config) {
        try {
            settings = Settings.of(config.ports(), config.bufferMillis());
            problem = null;
        } catch (InvalidConfigurationException e) {
            problem = e;
            LOG.error("{}: {}; {}", PID, e.getMessage(),
                    settings == null ? "no port can be opened" : "the last valid values stay in force");
        }
    }

    /**
     * Whoever opened a pipe closes it when the service goes; what is left is closed here, so that no port outlives the bundle. Waits for
     * what others are opening and closing: they need the bundle's classes.
     */
    @Deactivate
    synchronized void deactivate() {
        stopped = true;
        for (TcpPipe left : open.values()) {
            LOG.info("{} was still open when the transport stopped: closed", left.inputUrl());
            left.close();
        }
    }

    @Override
    public synchronized MediaPipe open(PipeRequest request) throws IOException {
        if (stopped) {
            throw new IOException("the transport " + PID + " has stopped");
        }
        Settings now = settings;
        if (now == null) {
            throw new IOException("the configuration " + PID + " is not valid: " + problem.getMessage(), problem);
        }
        String key = request.channel() + "/" + request.stream();
        TcpPipe present = open.get(key);
        if (present != null) {
            throw new IOException("channel " + request.channel() + " has a pipe already, " + present.inputUrl() + ": close it first");
        }
        ServerSocketChannel listener = listen(now);
        try {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            TcpPipe pipe = new TcpPipe(port, listener, SendBuffer.bytesFor(now.bufferBytes(request)), request.bytesPerWrite(),
                    () -> open.remove(key));
            open.put(key, pipe);
            return pipe;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    private static ServerSocketChannel listen(Settings now) throws IOException {
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
