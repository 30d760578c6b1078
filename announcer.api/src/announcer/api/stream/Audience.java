package announcer.api.stream;

/**
 * The players of a stream over some time. A probe of the product's own is none of them. Immutable.
 *
 * @param connected players that were playing at some moment of it
 * @param received those of them that were playing all of it and took what was sent to them: over TCP their socket had taken it, over UDP it was
 *            sent and neither refused by their machine nor reported as lost in full
 */
public record Audience(int connected, int received) {}
