package announcer.rtsp.session;

import java.net.InetAddress;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.limit.ClientAddresses;
import announcer.lib.limit.Shares;
import announcer.rtsp.protocol.RtspException;

/**
 * The places that players may take, of all connections (maxConnections): a tenth is kept for publishers, and one address of the network may
 * take half of the others. This machine's own addresses may take all of them: behind one may be a proxy with many players. Confined to one
 * thread.
 */
final class PlayerPlaces {
    private final Shares<String> places = new Shares<>();

    /** @throws RtspException 503 when there is none for this address */
    void take(InetAddress address, int maxConnections) throws RtspException {
        int all = Shares.withoutKept(maxConnections);
        int most = address.isLoopbackAddress() ? all : Math.max(1, all / 2);
        switch (places.take(ClientAddresses.group(address), all, most)) {
            case FULL -> throw none("All " + all + " places for players are taken (nine tenths of maxConnections).");
            case SHARE_USED ->
                throw none("All " + most + " places for players of one address are taken (less than half of maxConnections).");
            case TAKEN -> {
                // It is freed when its session ends.
            }
        }
    }

    private static RtspException none(String why) {
        return new RtspException(RtspResponseStatuses.SERVICE_UNAVAILABLE, why);
    }

    void free(InetAddress address) {
        places.free(ClientAddresses.group(address));
    }
}
