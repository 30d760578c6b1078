package announcer.transport.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** The bytes that the contract sends, and how they are read. */
final class Media {
    static final int LENGTH = 8 << 20;
    private static final byte[] BYTES = random();

    private Media() {
    }

    /** {@code length} bytes from the place {@code from}. */
    static byte[] part(int from, int length) {
        return Arrays.copyOfRange(BYTES, from, from + length);
    }

    /** A buffer to write them from. */
    static ByteBuffer buffer(int from, int length) {
        return ByteBuffer.wrap(BYTES, from, length);
    }

    /** Reads so many bytes in gulps of all sizes, for nothing says that a reader's reads fit a writer's writes. */
    static byte[] read(PipeReader reader, int bytes) throws IOException {
        Random sizes = new Random(bytes);
        ByteBuffer all = ByteBuffer.allocate(bytes);
        while (all.position() < bytes) {
            all.limit(Math.min(bytes, all.position() + 1 + sizes.nextInt(3000)));
            if (reader.read(all) < 0) {
                throw new IOException("the stream ended after " + all.position() + " of " + bytes + " bytes");
            }
        }
        return all.array();
    }

    /** Reads to the end of the stream. */
    static byte[] readToEnd(PipeReader reader) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(LENGTH);
        while (reader.read(all) >= 0) {
            if (!all.hasRemaining()) {
                throw new IOException("more came than was ever sent");
            }
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** How many bytes come until the end. */
    static long countToEnd(PipeReader reader) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(65_536);
        long count = 0;
        for (int got = reader.read(some); got >= 0; got = reader.read(some.clear())) {
            count += got;
        }
        return count;
    }

    private static byte[] random() {
        byte[] random = new byte[LENGTH];
        new Random(42).nextBytes(random);
        return random;
    }
}
