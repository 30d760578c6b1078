package announcer.web.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import announcer.api.audio.PcmFormat;

/** The header of a WAV file: the 44 bytes before its samples. */
final class WavHeader {
    static final int BYTES = 44;
    /** Length of a sound that has no end yet: players read on for as long as something comes. */
    static final long UNKNOWN = 0xFFFF_FFFFL;

    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    /** The file's length counts from behind the field that holds it. */
    private static final int BEFORE_LENGTH = 8;

    private WavHeader() {
    }

    /** @param bytes how many bytes of samples follow, or {@link #UNKNOWN} */
    static byte[] of(PcmFormat format, long bytes) {
        long length = bytes == UNKNOWN ? UNKNOWN : bytes + BYTES - BEFORE_LENGTH;
        ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        put(header, "RIFF").putInt((int) length);
        put(header, "WAVE");
        put(header, "fmt ").putInt(FORMAT_BYTES).putShort(PCM).putShort((short) format.channels()).putInt(format.sampleRateHz())
                .putInt(format.bytesPerSecond()).putShort((short) format.bytesPerSampleGroup())
                .putShort((short) (PcmFormat.BYTES_PER_SAMPLE * Byte.SIZE));
        put(header, "data").putInt((int) bytes);
        return header.array();
    }

    private static ByteBuffer put(ByteBuffer header, String word) {
        return header.put(word.getBytes(StandardCharsets.US_ASCII));
    }
}
