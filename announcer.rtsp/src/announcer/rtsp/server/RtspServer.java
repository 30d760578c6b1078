package announcer.rtsp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.rtsp.RtspDecoder;
import io.netty.handler.codec.rtsp.RtspEncoder;

import announcer.api.stream.Audience;
import announcer.lib.limit.ClientAddresses;
import announcer.lib.limit.Crowd;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.InterleavedCodec;
import announcer.rtsp.protocol.RequestCollector;
import announcer.rtsp.protocol.RtspSettings;
import announcer.rtsp.session.ClientConnection;
import announcer.rtsp.session.PublishRights;
import announcer.rtsp.session.ServerContext;

/**
 * The server: one event loop with one thread, which does everything, so that a packet goes from publisher to players without changing
 * threads; the listening socket; and the connections. Its methods may be called by any thread but the loop's.
 */
public final class RtspServer implements AutoCloseable {
    static final String LOOP_THREAD = "announcer-rtsp-loop";
    private static final Logger LOG = LoggerFactory.getLogger(RtspServer.class);
    private static final long CHECK_MILLIS = 250;
    private static final long STOP_SECONDS = 5;
    private static final int SEND_BUFFER_BYTES = 64 * 1024;
    // Sizes are limited by InterleavedCodec; these only have to be larger.
    private static final int DECODER_LIMIT = 2 * 1024 * 1024;

    // Set when the loop starts its thread, which the constructor makes it do.
    private volatile Thread thread;
    private final EventLoop loop = new SingleThreadIoEventLoop(null, (ThreadFactory) this::newThread, NioIoHandler.newFactory());
    private final PublishRights publishing;
    private final ServerContext context;
    private final long sinceNanos;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private volatile RtspSettings settings;
    private Channel listening;

    /** @param publish the credentials that let publish as long as it lives */
    public RtspServer(RtspSettings settings, Credentials publish, MonotonicClock clock) {
        this.settings = settings;
        publishing = new PublishRights(publish, clock);
        sinceNanos = clock.nanoTime();
        context = new ServerContext(() -> this.settings, publishing, clock, loop);
        loop.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Credentials for one ANNOUNCE of a path, which takes the path over; those made for it before are void. */
    public Credentials issue(String path) {
        return publishing.issue(path);
    }

    /** A right to hear a path as a probe, for one connection; the one made for it before is void. */
    public String issueProbe(String path) {
        return context.probes().issue(path);
    }

    /** The players of a path over some time; empty when that began before this server did. Returns at once. */
    public Optional<Audience> audience(String path, long fromNanos, long toNanos) {
        return fromNanos - sinceNanos < 0 ? Optional.empty() : Optional.of(context.receptions().audience(path, fromNanos, toNanos));
    }

    /** Limits apply at once to connections that are there; host and port with the next {@link #listen}. */
    public void settings(RtspSettings changed) {
        settings = changed;
        await(() -> {
            for (ClientConnection connection : connections) {
                connection.limitBuffer();
            }
        });
    }

    /**
     * Listens, instead of where it listened before. Connections stay, but for those that came by an address that the new host does not
     * cover.
     *
     * @return where it listens; the port is the actual one
     * @throws IOException when the address cannot be bound; it listens nowhere then
     */
    public synchronized InetSocketAddress listen(String host, int port) throws IOException {
        unlisten();
        InetAddress address = InetAddress.getByName(host);
        ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accepted(channel);
                    }
                }).childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF,
                        SEND_BUFFER_BYTES);
        ChannelFuture bound = bootstrap.bind(address, port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listening = bound.channel();
        if (!address.isAnyLocalAddress()) {
            await(() -> List.copyOf(connections).stream().filter(connection -> !connection.local().getAddress().equals(address))
                    .forEach(connection -> connection.close("the server listens on " + host + " only now")));
        }
        return (InetSocketAddress) listening.localAddress();
    }

    /** Listens no more; connections stay. */
    synchronized void unlisten() {
        if (listening != null) {
            listening.close().awaitUninterruptibly();
            listening = null;
        }
    }

    private void accepted(SocketChannel channel) {
        int max = settings.maxConnections();
        if (connections.size() - context.probing() >= max && !makeRoom()) {
            context.throttle().pass("refused")
                    .ifPresent(missed -> LOG.warn("{} is refused: there are {} connections already (maxConnections){}",
                            channel.remoteAddress(), max, LogThrottle.more(missed)));
            channel.writeAndFlush(
                    Unpooled.copiedBuffer("RTSP/1.0 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        InterleavedCodec codec = new InterleavedCodec(context.settings(), context.clock());
        ClientConnection connection = new ClientConnection(channel, context, codec);
        connection.limitBuffer();
        connections.add(connection);
        channel.closeFuture().addListener(closed -> connections.remove(connection));
        channel.pipeline().addLast(codec, new RtspDecoder(DECODER_LIMIT, DECODER_LIMIT, DECODER_LIMIT), new RequestCollector(),
                new RtspEncoder(),
                connection);
    }

    /**
     * Closes a connection without a session, so that connections which do nothing keep nobody out, least of all our own publishers: of the address
     * that has most of them, the oldest.
     *
     * @return false when all have a session
     */
    private boolean makeRoom() {
        Optional<ClientConnection> oldest = Crowd.oldestOfTheMost(connections.stream().filter(c -> !c.hasSession()),
                c -> ClientAddresses.group(c.address()));
        oldest.ifPresent(c -> {
            connections.remove(c);
            c.close("its place is needed (maxConnections), and it has no session");
        });
        return oldest.isPresent();
    }

    private void check() {
        try {
            long now = context.now();
            for (ClientConnection connection : List.copyOf(connections)) {
                connection.check(now);
            }
            context.paths().check(now);
            context.receptions().check(now);
        } catch (RuntimeException e) {
            // A task that throws would never run again.
            LOG.error("A fault of the server's, checking time limits", e);
        }
    }

    private void await(Runnable task) {
        loop.submit(task).awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes every socket and ends the thread; waits for it, some seconds at most. */
    @Override
    public void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        unlisten();
        await(() -> List.copyOf(connections).forEach(connection -> connection.close("the server stops")));
        loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        try {
            // The loop says that it has terminated a moment before its thread is gone.
            if (!loop.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS) || !joined()) {
                LOG.error("Thread {} has not ended within {} s", LOOP_THREAD, STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread newThread(Runnable task) {
        thread = new Thread(task, LOOP_THREAD);
        return thread;
    }

    private boolean joined() throws InterruptedException {
        Thread last = thread;
        if (last != null) {
            last.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        }
        return last == null || !last.isAlive();
    }
}
