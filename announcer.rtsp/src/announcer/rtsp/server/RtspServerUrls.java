package announcer.rtsp.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

import announcer.api.stream.StreamServer;
import announcer.rtsp.protocol.Credentials;

/** The addresses of a server that listens at one place. */
public final class RtspServerUrls implements StreamServer {
    private final String authority;
    private final Credentials publish;
    private final Function<String, Credentials> ofRun;

    /**
     * @param publish the lasting credentials
     * @param ofRun makes those of one run on a path
     */
    public RtspServerUrls(InetSocketAddress where, Credentials publish, Function<String, Credentials> ofRun) {
        this.publish = publish;
        this.ofRun = ofRun;
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
        return url(ofRun.apply(path), path);
    }

    private String url(Credentials credentials, String path) {
        return "rtsp://" + credentials.user() + ":" + credentials.password() + "@" + authority + "/" + path;
    }

    @Override
    public String playUrl(String path) {
        return "rtsp://" + authority + "/" + path;
    }
}
