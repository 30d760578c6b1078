package announcer.transport.unix;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketCredentials;

/** The users that may read one pipe; used by the pacer's thread only. */
final class Peers {
    private static final long NANOS_BETWEEN_LINES = 60_000_000_000L;

    private final long ownUid;
    private final Set<Long> alsoAllowed;
    private final String path;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private boolean spoke;
    private long lastSpoke;
    private long unspoken;

    /**
     * @param nanos a clock as {@link System#nanoTime}
     * @param log takes a line about readers that were refused, one a minute at most
     */
    Peers(long ownUid, Set<Long> alsoAllowed, String path, LongSupplier nanos, Consumer<String> log) {
        this.ownUid = ownUid;
        this.alsoAllowed = alsoAllowed;
        this.path = path;
        this.nanos = nanos;
        this.log = log;
    }

    /** The user that the operating system sees us as: what a socket of ours tells its peer. */
    static long ownUid() throws IOException {
        try (SocketPair pair = SocketPair.open()) {
            return pair.one().getPeerCredentials().getUid();
        }
    }

    /** Whether this reader may hear the channel; if not, it has been told to the log. */
    boolean allowed(AFUNIXSocketChannel reader) throws IOException {
        AFUNIXSocketCredentials peer = reader.getPeerCredentials();
        // -1 is "not known": never ours, and no uid that can be configured.
        if (peer.getUid() == ownUid || alsoAllowed.contains(peer.getUid())) {
            return true;
        }
        refused(peer);
        return false;
    }

    private void refused(AFUNIXSocketCredentials peer) {
        long now = nanos.getAsLong();
        if (spoke && now - lastSpoke < NANOS_BETWEEN_LINES) {
            unspoken++;
            return;
        }
        String before = unspoken == 0 ? "" : " (and " + unspoken + " more before it)";
        log.accept("refused a reader of " + path + ": process " + peer.getPid() + " of user " + peer.getUid() + before
                + "; to let that user in, add it to allowedUids of " + UnixTransport.PID);
        spoke = true;
        lastSpoke = now;
        unspoken = 0;
    }
}
