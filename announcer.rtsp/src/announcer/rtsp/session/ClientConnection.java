package announcer.rtsp.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.log.LogThrottle;
import announcer.rtsp.protocol.InterleavedCodec;
import announcer.rtsp.protocol.InterleavedFrame;
import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.RtspRequest;
import announcer.rtsp.protocol.RtspResponse;
import announcer.rtsp.protocol.RtspSettings;
import announcer.rtsp.protocol.TransportHeader;

/**
 * One client's connection: requests in, answers and packets out, in order; its limits on time; and its end, which comes once and with a
 * reason. What requests mean is {@link RtspRequestHandler}'s. Confined to the loop's thread.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int MAX_QUEUED_REQUESTS = 16;
    /** After an error the peer may read its answer; closing at once would reset the connection and lose it. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SocketChannel channel;
    private final ServerContext server;
    private final InterleavedCodec codec;
    private final InterleavedChannels channels = new InterleavedChannels();
    private final RtspRequestHandler requests;
    private final Queue<RtspRequest> queued = new ArrayDeque<>();
    private final InetAddress address;
    private final String remote;
    private boolean busy;
    private boolean ended;
    private boolean spoken;
    private long lastRequestNanos;
    /** Read by any thread. */
    private volatile long caughtUpNanos;
    private long endedNanos;

    public ClientConnection(SocketChannel channel, ServerContext server, InterleavedCodec codec) {
        this.channel = channel;
        this.server = server;
        this.codec = codec;
        address = channel.remoteAddress().getAddress();
        remote = address.getHostAddress() + ":" + channel.remoteAddress().getPort();
        lastRequestNanos = server.now();
        caughtUpNanos = lastRequestNanos;
        requests = new RtspRequestHandler(this, server);
    }

    /** The client's address and port, for log lines. */
    String remote() {
        return remote;
    }

    /** The client's address. */
    public InetAddress address() {
        return address;
    }

    /** Whether it publishes or plays, or is about to. */
    public boolean hasSession() {
        return requests.session().isPresent();
    }

    InetSocketAddress peer() {
        return channel.remoteAddress();
    }

    public InetSocketAddress local() {
        return channel.localAddress();
    }

    InterleavedChannels channels() {
        return channels;
    }

    /** Until when its client's socket has taken all that was sent. Any thread. */
    long caughtUpNanos() {
        return caughtUpNanos;
    }

    UdpPorts openUdp(TransportHeader asked, Consumer<ByteBuf> onRtp, Consumer<ByteBuf> onRtcp, Runnable onRefusal) throws IOException {
        return UdpPorts.open(server.loop(), channel.localAddress().getAddress(), channel.remoteAddress().getAddress(), asked, onRtp,
                onRtcp, onRefusal);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof InterleavedFrame frame) {
            try {
                if (!ended && !channels.take(frame.channel(), frame.content())) {
                    fail(RtspException.badRequest("A media frame came on channel " + frame.channel() + ", which is not set up."));
                }
            } finally {
                frame.release();
            }
        } else if (message instanceof RtspRequest request && !ended) {
            queued.add(request);
            if (queued.size() > MAX_QUEUED_REQUESTS) {
                fail(RtspException.badRequest("More than " + MAX_QUEUED_REQUESTS + " requests came before the first was answered."));
            }
            next();
        }
    }

    private void next() {
        while (!busy && !ended && !queued.isEmpty()) {
            RtspRequest request = queued.remove();
            busy = true;
            spoken = true;
            lastRequestNanos = server.now();
            requests.handle(request, reply -> answer(request, reply));
        }
    }

    private void answer(RtspRequest request, RtspResponse reply) {
        if (ended) {
            return;
        }
        busy = false;
        lastRequestNanos = server.now();
        ChannelFuture written = channel.writeAndFlush(reply.message(request.header("CSeq")));
        int code = reply.status().code();
        if (code == 400 || code == 413 || code == 505) {
            linger(written, "its request was refused with " + reply.status());
        } else if (!keepsUp(lastRequestNanos)) {
            return;
        }
        // Those that came while this one was being answered; not from inside the loop in next().
        if (!queued.isEmpty()) {
            server.loop().execute(this::next);
        }
    }

    /** Sends a media frame at once; closes the connection when its client does not take what it is sent. */
    void send(int channelNumber, ByteBuf packet) {
        if (ended || !keepsUp(server.now())) {
            return;
        }
        int length = packet.readableBytes();
        ByteBuf frame = channel.alloc().ioBuffer(4 + length);
        frame.writeByte('$').writeByte(channelNumber).writeShort(length).writeBytes(packet, packet.readerIndex(), length);
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    private boolean keepsUp(long nowNanos) {
        if (!channel.isActive()) {
            // It has gone by itself and will be told so: a closed channel is not writable either, and nobody was too slow.
            return false;
        }
        long room = channel.bytesBeforeUnwritable();
        if (channel.isWritable() && room > channel.config().getWriteBufferHighWaterMark()) {
            caughtUpNanos = nowNanos;
            return true;
        }
        RtspSettings settings = server.settings().get();
        if (!channel.isWritable()) {
            LOG.warn("{} is too slow: {} KiB wait for it (slowPlayerKiB); dropped", remote, settings.slowPlayerBytes() / 1024);
            close("too slow: " + settings.slowPlayerBytes() / 1024 + " KiB wait for it (slowPlayerKiB)");
            return false;
        }
        if (nowNanos - caughtUpNanos > settings.slowPlayerTime().toNanos()) {
            String reason = "too slow: it has not caught up for " + settings.slowPlayerTime().toSeconds() + " s (slowPlayerSeconds)";
            LOG.warn("{} is {}; dropped", remote, reason);
            close(reason);
            return false;
        }
        return true;
    }

    /** Makes the setting in force the limit of what may wait to be sent. */
    public void limitBuffer() {
        int bytes = server.settings().get().slowPlayerBytes();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(bytes / 2, bytes));
    }

    /** Applies the limits on time; to be called a few times a second. */
    public void check(long nowNanos) {
        if (ended) {
            if (nowNanos - endedNanos > LINGER_NANOS) {
                channel.close();
            }
            return;
        }
        if (!keepsUp(nowNanos)) {
            return;
        }
        RtspSettings settings = server.settings().get();
        Optional<RtspSession> session = requests.session();
        long request = settings.requestTimeout().toNanos();
        if (codec.incompleteNanos(nowNanos) > request || (!spoken && nowNanos - lastRequestNanos > request)) {
            fail(new RtspException(RtspResponseStatuses.REQUEST_TIMEOUT,
                    "No whole request came within " + settings.requestTimeout().toSeconds() + " s."));
        } else if (session.isPresent()) {
            session.get().overdue(nowNanos).ifPresent(this::close);
        } else if (!busy && nowNanos - lastRequestNanos > settings.idleTimeout().toNanos()) {
            close("idle for " + settings.idleTimeout().toSeconds() + " s (idleTimeoutSeconds)");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException && cause.getCause() instanceof RtspException refusal) {
            fail(refusal);
        } else if (cause instanceof DecoderException) {
            fail(RtspException.badRequest("The request cannot be read."));
        } else if (cause instanceof IOException) {
            close("connection lost: " + cause.getMessage());
        } else {
            server.throttle().pass("fault")
                    .ifPresent(missed -> LOG.error("A fault of the server's, serving {}{}", remote, LogThrottle.more(missed), cause));
            close("a fault of the server's");
        }
    }

    /** Answers an error that belongs to no request, and closes. */
    private void fail(RtspException refusal) {
        if (!ended) {
            linger(channel.writeAndFlush(refusal.reply().message(null)), refusal.getMessage());
        }
    }

    private void linger(ChannelFuture written, String reason) {
        end(reason);
        written.addListener(done -> channel.shutdownOutput());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("it closed the connection");
    }

    /** Ends the connection and what it has. Only the first call counts. */
    public void close(String reason) {
        end(reason);
        channel.close();
    }

    private void end(String reason) {
        if (!ended) {
            ended = true;
            endedNanos = server.now();
            queued.clear();
            LOG.debug("{} ends: {}", remote, reason);
            requests.end(reason);
        }
    }
}
