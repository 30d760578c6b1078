package announcer.rtsp.session;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.rtsp.protocol.RtspException;

/**
 * The places that players may take, of all connections (maxConnections): a tenth is kept for publishers, and one address of the network may
 * take half of the others. This machine's own addresses may take all of them: behind one may be a proxy with many players. Confined to one
 * thread.
 */
final class PlayerPlaces {
    private static final int KEPT_PART = 10;

    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int taken;

    /** @throws RtspException 503 when there is none for this address */
    void take(InetAddress address, int maxConnections) throws RtspException {
        int all = maxConnections - maxConnections / KEPT_PART;
        int most = address.isLoopbackAddress() ? all : Math.max(1, all / 2);
        int own = byAddress.getOrDefault(address, 0);
        if (taken >= all || own >= most) {
            throw new RtspException(RtspResponseStatuses.SERVICE_UNAVAILABLE, taken >= all
                    ? "All " + all + " places for players are taken (nine tenths of maxConnections)."
                    : "All " + most + " places for players of one address are taken (less than half of maxConnections).");
        }
        byAddress.put(address, own + 1);
        taken++;
    }

    void free(InetAddress address) {
        byAddress.computeIfPresent(address, (a, own) -> own == 1 ? null : own - 1);
        taken--;
    }
}
