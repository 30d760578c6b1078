package announcer.rtsp.session;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;

import announcer.rtsp.protocol.TransportHeader;

/**
 * A pair of UDP ports, an even one for RTP and the next for RTCP, connected to one client: the kernel lets nothing in from, and nothing out
 * to, any other address.
 */
final class UdpPorts {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPorts.class);
    private static final int ATTEMPTS = 50;
    private static final int SOCKET_BUFFER_BYTES = 512 * 1024;
    private static final int MAX_DATAGRAM_BYTES = 65_536;

    private final Channel rtp;
    private final Channel rtcp;

    private UdpPorts(Channel rtp, Channel rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /**
     * Opens a pair; to be called in the loop.
     *
     * @param local the address that the client connected to
     * @param client where the client's connection comes from
     * @param onRefusal called when the client's machine tells that nobody listens at the port for RTP
     */
    static UdpPorts open(EventLoop loop, InetAddress local, InetAddress client, TransportHeader ports, Consumer<ByteBuf> onRtp,
            Consumer<ByteBuf> onRtcp, Runnable onRefusal) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DatagramChannel some = bound(local, 0);
            int port = ((InetSocketAddress) some.getLocalAddress()).getPort();
            boolean even = port % 2 == 0;
            Optional<DatagramChannel> other = tryBound(local, even ? port + 1 : port - 1);
            if (other.isEmpty()) {
                some.close();
                continue;
            }
            DatagramChannel first = even ? some : other.get();
            DatagramChannel second = even ? other.get() : some;
            try {
                first.connect(new InetSocketAddress(client, ports.first()));
                second.connect(new InetSocketAddress(client, ports.second()));
            } catch (IOException e) {
                first.close();
                second.close();
                throw e;
            }
            return new UdpPorts(register(loop, first, onRtp, onRefusal), register(loop, second, onRtcp, () -> {}));
        }
        throw new BindException("No two neighbouring UDP ports are free on " + local.getHostAddress() + " (" + ATTEMPTS + " attempts).");
    }

    private static Optional<DatagramChannel> tryBound(InetAddress local, int port) {
        try {
            return Optional.of(bound(local, port));
        } catch (IOException e) {
            LOG.debug("UDP port {} is taken", port);
            return Optional.empty();
        }
    }

    private static DatagramChannel bound(InetAddress local, int port) throws IOException {
        DatagramChannel channel = DatagramChannel
                .open(local.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            return channel.bind(new InetSocketAddress(local, port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Channel register(EventLoop loop, DatagramChannel socket, Consumer<ByteBuf> taker, Runnable onRefusal) {
        NioDatagramChannel channel = new NioDatagramChannel(socket);
        channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
        channel.pipeline().addLast(new Receiver(taker, onRefusal));
        loop.register(channel);
        return channel;
    }

    private static final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Consumer<ByteBuf> taker;
        private final Runnable onRefusal;

        Receiver(Consumer<ByteBuf> taker, Runnable onRefusal) {
            this.taker = taker;
            this.onRefusal = onRefusal;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            taker.accept(packet.content());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // Nobody listens at the client's port (any more, or yet): its session's end is decided by its timeout.
            if (cause instanceof PortUnreachableException) {
                onRefusal.run();
            } else {
                LOG.debug("UDP to {}: {}", ctx.channel().remoteAddress(), cause.toString());
            }
        }
    }

    int rtpPort() {
        return port(rtp);
    }

    int rtcpPort() {
        return port(rtcp);
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Returns whether it was sent. */
    boolean sendRtp(ByteBuf packet) {
        return send(rtp, packet);
    }

    void sendRtcp(ByteBuf packet) {
        send(rtcp, packet);
    }

    /** A full socket loses packets, as UDP does: nothing may wait. */
    private static boolean send(Channel channel, ByteBuf packet) {
        boolean room = channel.isWritable();
        if (room) {
            ByteBuf copy = channel.alloc().ioBuffer(packet.readableBytes());
            copy.writeBytes(packet, packet.readerIndex(), packet.readableBytes());
            channel.writeAndFlush(copy, channel.voidPromise());
        }
        return room;
    }

    void close() {
        rtp.close();
        rtcp.close();
    }
}
