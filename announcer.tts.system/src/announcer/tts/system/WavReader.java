package announcer.tts.system;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import announcer.api.audio.PcmFormat;
import announcer.lib.speech.MonitoredSink;
import announcer.lib.text.Excerpt;

/** The samples in a WAV file that is being written: its header read and checked, its other chunks passed over. One thread. */
final class WavReader {
    /** A length from here on is not meant: a program that cannot go back writes something large (espeak-ng: 0x7ffff000). */
    private static final long NOT_MEANT = 0x7fff0000L;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int FORMAT_BYTES = 16;
    private static final int MAX_FORMAT_BYTES = 1024;

    private final InputStream in;
    private final long length;
    private long given;

    /**
     * Reads up to the first sample.
     *
     * @throws EOFException when it ends before; the message says how early
     * @throws IOException when it is no WAV file, or not in this format
     */
    WavReader(InputStream in, PcmFormat expected) throws IOException {
        this.in = in;
        ByteBuffer head = bytes(12, "RIFF header");
        if (!id(head).equals("RIFF") || !id(head.position(8)).equals("WAVE")) {
            throw new IOException("wrote no WAV file: it begins with "
                    + Excerpt.quoted(StandardCharsets.ISO_8859_1.decode(head.clear()).toString(), MonitoredSink.EXCERPT));
        }
        boolean known = false;
        while (true) {
            ByteBuffer chunk = bytes(8, "chunk header");
            String name = id(chunk);
            long size = Integer.toUnsignedLong(chunk.getInt(4));
            if (name.equals("data")) {
                if (!known) {
                    throw new IOException("wrote a WAV file without a format");
                }
                length = size == 0 || size >= NOT_MEANT ? Long.MAX_VALUE : size;
                return;
            }
            // Chunks are padded to an even length.
            long padded = size + (size & 1);
            if (name.equals("fmt ")) {
                if (size < FORMAT_BYTES || size > MAX_FORMAT_BYTES) {
                    throw new IOException("wrote a WAV format of " + size + " bytes");
                }
                check(bytes((int) padded, "format"), expected);
                known = true;
            } else {
                in.skipNBytes(padded);
            }
        }
    }

    private static void check(ByteBuffer format, PcmFormat expected) throws IOException {
        int coding = Short.toUnsignedInt(format.getShort(0));
        int channels = format.getShort(2);
        int rate = format.getInt(4);
        int bits = format.getShort(14);
        if (coding != PCM && coding != EXTENSIBLE || bits != 8 * PcmFormat.BYTES_PER_SAMPLE || channels != expected.channels()
                || rate != expected.sampleRateHz()) {
            throw new IOException("speaks in " + rate + " Hz, " + channels + " channels, " + bits + " bits (coding " + coding
                    + "); the voice states " + expected.sampleRateHz() + " Hz, " + expected.channels() + " channel, 16 bits (coding 1)");
        }
    }

    /**
     * Reads samples, like {@link InputStream#read(byte[], int, int)}.
     *
     * @throws EOFException when fewer came than the header said
     */
    int read(byte[] into, int offset, int room) throws IOException {
        if (given == length) {
            // What follows is no sound, but the program must not wait for somebody to read it.
            in.transferTo(OutputStream.nullOutputStream());
            return -1;
        }
        int n = in.read(into, offset, (int) Math.min(room, length - given));
        if (n > 0) {
            given += n;
        } else if (length != Long.MAX_VALUE) {
            throw new EOFException("ended after " + given + " of " + length + " bytes of sound");
        }
        return n;
    }

    private ByteBuffer bytes(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("wrote no sound: its output ended in the " + what);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String id(ByteBuffer at) {
        byte[] id = new byte[4];
        at.duplicate().get(id);
        return new String(id, StandardCharsets.US_ASCII);
    }
}
