package announcer.transport.tcp;

/** How large our end's buffer is made. */
final class SendBuffer {
    // Linux gives no less than 2,304 (and doubles it); Windows takes any number.
    private static final int SMALLEST = 1024;
    // Linux doubles the number, and at the sizes of frames charges about as much for its own records as for the media. The rest of what may be
    // held lies at the reader's end, whose buffer is nobody's but the reader's to set.
    private static final int SHARE = 4;

    private SendBuffer() {
    }

    /** The SO_SNDBUF with which our end holds its share of {@code bytes}. */
    static int bytesFor(int bytes) {
        return Math.max(SMALLEST, bytes / SHARE);
    }
}
