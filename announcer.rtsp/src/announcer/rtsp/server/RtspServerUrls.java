package announcer.rtsp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import announcer.api.stream.Audience;
import announcer.api.stream.StreamServer;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RequestUri;

/** The addresses of a server that listens at one place. */
public final class RtspServerUrls implements StreamServer {
    private final String authority;
    private final Credentials publish;
    private final RtspServer server;

    /**
     * @param publish the lasting credentials
     * @param server makes what holds for one run, and for one probe
     */
    public RtspServerUrls(InetSocketAddress where, Credentials publish, RtspServer server) {
        this.publish = publish;
        this.server = server;
        InetAddress address = where.getAddress();
        // One that listens on every address is reached by this machine on its own.
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        authority = (address instanceof Inet6Address && !address.isAnyLocalAddress() ? "[" + host + "]" : host) + ":" + where.getPort();
    }

    @Override
    public String publishUrl(String path) {
        return url(publish, path);
    }

    @Override
    public String publishUrlOfRun(String path) {
        return url(server.issue(path), path);
    }

    private String url(Credentials credentials, String path) {
        return "rtsp://" + credentials.user() + ":" + credentials.password() + "@" + authority + "/" + path;
    }

    @Override
    public String probeUrl(String path) {
        return playUrl(path) + "?" + RequestUri.probe(server.issueProbe(path));
    }

    @Override
    public Optional<Audience> audience(String path, long fromNanos, long toNanos) {
        return server.audience(path, fromNanos, toNanos);
    }

    @Override
    public String playUrl(String path) {
        return "rtsp://" + authority + "/" + path;
    }
}
