package announcer.rtsp.session;

import java.net.InetAddress;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.limit.ClientAddresses;
import announcer.lib.limit.Shares;
import announcer.rtsp.protocol.RtspException;

/**
 * The places that players may take, of all connections (maxConnections): a tenth is kept for publishers, and one address of the network may
 * take half of the others. This machine's own addresses may take all of them: behind one may be a proxy with many players. The product's own
 * probes take none of these: they have as many again. Confined to one thread.
 */
final class PlayerPlaces {
    private final Shares<String> places = new Shares<>();
    private int probes;

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

    /** @throws RtspException 503 when there are as many probes as there may be connections */
    void takeOfProbe(int maxConnections) throws RtspException {
        if (probes >= maxConnections) {
            throw none("All " + maxConnections + " places for the product's own probes are taken (maxConnections).");
        }
        probes++;
    }

    /** How many connections are probes': they are none of maxConnections. */
    int probes() {
        return probes;
    }

    private static RtspException none(String why) {
        return new RtspException(RtspResponseStatuses.SERVICE_UNAVAILABLE, why);
    }

    void free(InetAddress address, boolean probe) {
        if (probe) {
            probes--;
        } else {
            places.free(ClientAddresses.group(address));
        }
    }
}
