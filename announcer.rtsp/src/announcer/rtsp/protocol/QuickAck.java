package announcer.rtsp.protocol;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;

/**
 * Has the system acknowledge at once what it has received on a connection. It waits 40 ms for an answer to send that with; and a client
 * that sends a request's body in a packet of its own, as ffmpeg does with ANNOUNCE, sends it only when the head is acknowledged (Nagle's
 * algorithm). Only Linux can do it; elsewhere nothing is done. Called by the loop's thread.
 */
final class QuickAck {
    private static final Logger LOG = LoggerFactory.getLogger(QuickAck.class);
    private static final Optional<ChannelOption<Boolean>> OPTION = option();

    private QuickAck() {
    }

    /** Found by its name: a trimmed Java has no module jdk.net, in which it is defined. */
    private static Optional<ChannelOption<Boolean>> option() {
        try (SocketChannel any = SocketChannel.open()) {
            for (SocketOption<?> option : any.supportedOptions()) {
                if (option.name().equals("TCP_QUICKACK") && option.type() == Boolean.class) {
                    @SuppressWarnings("unchecked")
                    SocketOption<Boolean> quickAck = (SocketOption<Boolean>) option;
                    return Optional.of(NioChannelOption.of(quickAck));
                }
            }
        } catch (IOException e) {
            LOG.debug("whether TCP_QUICKACK is there cannot be seen", e);
        }
        return Optional.empty();
    }

    /** Acknowledges now. What comes later is acknowledged as before. */
    static void now(Channel channel) {
        OPTION.ifPresent(option -> channel.config().setOption(option, true));
    }
}
