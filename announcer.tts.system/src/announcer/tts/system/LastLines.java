package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads all that a program writes and keeps the end of it, in a fixed space. Read by one thread, asked by any. */
final class LastLines {
    private static final int KEPT = 600;
    private final byte[] ring = new byte[KEPT];
    private long total;

    /** Reads to the end. */
    void drain(InputStream in) throws IOException {
        byte[] block = new byte[4096];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            keep(block, n);
        }
    }

    private synchronized void keep(byte[] block, int length) {
        for (int i = Math.max(0, length - KEPT); i < length; i++) {
            ring[(int) ((total + i) % KEPT)] = block[i];
        }
        total += length;
    }

    /** The end of it in one line; empty when there was nothing. */
    synchronized String text() {
        int length = (int) Math.min(KEPT, total);
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        return new String(last, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
