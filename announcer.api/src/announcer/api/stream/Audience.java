package announcer.api.stream;

/**
 * The players of a stream over some time. A probe of the product's own is none of them. Immutable.
 *
 * @param connected players that were playing at some moment of it
 * @param received those of them that were playing all of it, and of whom nothing is known that speaks against it: over TCP this machine's socket
 *            had taken all (some seconds of it may still be underway, and a player that has just died is noticed that much later), over UDP all
 *            was sent and nothing refused by their machine; and none has reported meanwhile that nothing arrived, said goodbye, or ceased to
 *            report
 */
public record Audience(int connected, int received) {}
