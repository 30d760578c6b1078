package announcer.rtsp.session;

import java.net.InetAddress;
import java.time.Duration;

import announcer.lib.limit.ClientAddresses;
import announcer.lib.limit.GuessLimiter;

/**
 * Wrong passwords by address. Whoever has given many is not let in for a while, so that guessing takes years; who publishes with the right
 * password is, since this machine's own channels publish from the address that a guesser on it has. Confined to one thread.
 */
final class PasswordGuesses {
    static final int FREE = 20;
    static final Duration WAIT = Duration.ofMinutes(1);

    private final GuessLimiter<String> byAddress = new GuessLimiter<>(FREE, WAIT, WAIT, WAIT);

    /** Counts one; they are forgotten {@link #WAIT} after the last. */
    void wrong(InetAddress address, long nowNanos) {
        byAddress.wrong(ClientAddresses.group(address), nowNanos);
    }

    /** Whether an address has to wait. */
    boolean mustWait(InetAddress address, long nowNanos) {
        return !byAddress.wait(ClientAddresses.group(address), nowNanos).isZero();
    }
}
