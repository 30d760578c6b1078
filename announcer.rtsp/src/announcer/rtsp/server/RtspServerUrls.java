package announcer.rtsp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import announcer.api.stream.StreamServer;
import announcer.rtsp.protocol.Credentials;

/** The addresses of a server that listens at one place. */
public final class RtspServerUrls implements StreamServer {
    private final String authority;
    private final Credentials publish;

    public RtspServerUrls(InetSocketAddress where, Credentials publish) {
        this.publish = publish;
        InetAddress address = where.getAddress();
        // One that listens on every address is reached by this machine on its own.
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        authority = (address instanceof Inet6Address && !address.isAnyLocalAddress() ? "[" + host + "]" : host) + ":" + where.getPort();
    }

    @Override
    public String publishUrl(String path) {
        return "rtsp://" + publish.user() + ":" + publish.password() + "@" + authority + "/" + path;
    }

    @Override
    public String playUrl(String path) {
        return "rtsp://" + authority + "/" + path;
    }
}
