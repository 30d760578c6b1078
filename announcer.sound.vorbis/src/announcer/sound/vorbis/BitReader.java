package announcer.sound.vorbis;

import java.io.EOFException;

/** Reads numbers from a packet as Vorbis packs them: from the lowest bit of each byte on. One thread. */
final class BitReader {
    private final byte[] in;
    private final long end;
    private long at;

    /**
     * @param in where the packet lies
     * @param from its first byte
     * @param to behind its last one
     */
    BitReader(byte[] in, int from, int to) {
        this.in = in;
        at = 8L * from;
        end = 8L * to;
    }

    /**
     * Reads a number without a sign.
     *
     * @param count of bits, at most 24
     * @throws EOFException when the packet has no more so many
     */
    int read(int count) throws EOFException {
        long from = at;
        skip(count);
        int n = 0;
        for (int i = 0; i < count; i++, from++) {
            n |= (in[(int) (from / 8)] >> from % 8 & 1) << i;
        }
        return n;
    }

    /** Leaves bits out. */
    void skip(long count) throws EOFException {
        if (count > end - at) {
            throw new EOFException("its head ends too early: it is damaged");
        }
        at += count;
    }
}
