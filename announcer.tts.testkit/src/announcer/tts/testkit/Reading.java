package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.audio.PcmSource;

/** Reads sources as any caller may, and checks each answer. */
final class Reading {
    static final int BIG = 64 * 1024;
    /** No sentence of the kit is so long: a source without an end is found before the memory is full. */
    private static final long LONGEST_KEPT_SECONDS = 3_600;
    /** Nor any odd text. */
    private static final long LONGEST_COUNTED_SECONDS = 24 * 3_600;

    private Reading() {
    }

    /** Everything to the end. */
    static byte[] all(PcmSource source, ByteBuffer buffer) throws IOException, InterruptedException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long total = 0;
        int n = some(source, buffer.clear());
        while (n > 0) {
            total += n;
            assertThat(total / source.format().bytesPerSecond()).as("seconds without an end").isLessThan(LONGEST_KEPT_SECONDS);
            byte[] part = new byte[n];
            buffer.flip().get(part);
            kept.write(part);
            n = some(source, buffer.clear());
        }
        end(source, buffer);
        return kept.toByteArray();
    }

    /** The number of bytes to the end; keeps nothing. */
    static long count(PcmSource source) throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(BIG);
        long total = 0;
        for (int n = some(source, buffer); n > 0; n = some(source, buffer.clear())) {
            total += n;
            assertThat(total / source.format().bytesPerSecond()).as("seconds without an end").isLessThan(LONGEST_COUNTED_SECONDS);
        }
        return total;
    }

    static int some(PcmSource source, ByteBuffer into) throws IOException, InterruptedException {
        int before = into.position();
        int limit = into.limit();
        int n = source.read(into);
        if (n != -1) {
            assertThat(n).as("bytes read: a positive number, or -1").isPositive();
            assertThat(n % source.format().bytesPerSampleGroup()).as("bytes beside whole sample groups, of " + n).isZero();
        }
        assertThat(into.position() - before).as("what was put into the buffer").isEqualTo(Math.max(0, n));
        assertThat(into.limit()).as("the buffer's limit").isEqualTo(limit);
        return n;
    }

    private static void end(PcmSource source, ByteBuffer buffer) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(source.read(buffer.clear())).as("read after the end").isEqualTo(-1);
        }
    }
}
