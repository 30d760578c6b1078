package announcer.rtsp.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords by address. Whoever has given many is not let in for a while, so that guessing takes years; who publishes with the right
 * password is, since this machine's own channels publish from the address that a guesser on it has. Confined to one thread.
 */
final class PasswordGuesses {
    static final int FREE = 20;
    static final Duration WAIT = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 1_000;

    private static final class Guesses {
        private int number;
        private long last;
    }

    /** The one that has guessed last is last. */
    private final Map<InetAddress, Guesses> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Guesses> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** Counts one; they are forgotten {@link #WAIT} after the last. */
    void wrong(InetAddress address, long nowNanos) {
        Guesses g = byAddress.computeIfAbsent(address, a -> new Guesses());
        if (nowNanos - g.last >= WAIT.toNanos()) {
            g.number = 0;
        }
        g.number++;
        g.last = nowNanos;
    }

    /** Whether an address has to wait. */
    boolean mustWait(InetAddress address, long nowNanos) {
        Guesses g = byAddress.get(address);
        return g != null && g.number >= FREE && nowNanos - g.last < WAIT.toNanos();
    }
}
