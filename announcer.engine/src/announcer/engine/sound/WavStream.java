package announcer.engine.sound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

import announcer.api.audio.SoundStream;

/**
 * A WAV file (RIFF, little-endian) while it is being read: PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64, one or two channels. Whatever
 * bytes it is given, it reads each once, and fails with an {@link IOException} only. One thread.
 */
final class WavStream implements SoundStream {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int SHORTEST_FORMAT = 16;
    private static final int EXTENSIBLE_FORMAT = 26;
    private static final int LONGEST_FORMAT = 4096;
    /** What writes into a pipe cannot know how much it will be. */
    private static final long UNKNOWN = 0xffffffffL;
    private static final int BUFFER_GROUPS = 2048;

    private final InputStream in;
    private int rate;
    private int channels;
    private int bytes;
    private boolean floats;
    /** Bytes of sound that the file says it has; as many as there are when it does not know. */
    private long promised;
    private long left;
    private byte[] buffer = new byte[0];

    /** Reads the head, up to the sound. */
    WavStream(InputStream in) throws IOException {
        this.in = in;
        byte[] head = in.readNBytes(12);
        if (head.length < 12 || !tag(head, 0).equals("RIFF") || !tag(head, 8).equals("WAVE")) {
            throw new IOException("it is not a WAV file: it does not begin with RIFF and WAVE");
        }
        boolean format = false;
        while (true) {
            byte[] chunk = in.readNBytes(8);
            if (chunk.length < 8) {
                throw new EOFException("it ends before its sound (no \"data\" chunk): it is damaged, or still being copied");
            }
            String id = tag(chunk, 0);
            long size = little(chunk).getInt(4) & 0xffffffffL;
            if (id.equals("data")) {
                if (!format) {
                    throw new IOException("its sound comes before its format (no \"fmt \" chunk): it is damaged");
                }
                promised = size == 0 || size == UNKNOWN ? Long.MAX_VALUE : size;
                left = promised;
                return;
            }
            if (id.equals("fmt ") && !format) {
                format(size);
                format = true;
            } else {
                skip(size);
            }
            // Chunks begin at even places.
            if (size % 2 != 0) {
                skip(1);
            }
        }
    }

    private void format(long size) throws IOException {
        if (size < SHORTEST_FORMAT || size > LONGEST_FORMAT) {
            throw new IOException("its \"fmt \" chunk has " + size + " bytes; it is damaged");
        }
        byte[] read = in.readNBytes((int) size);
        if (read.length < size) {
            throw new EOFException("it ends within its format: it is damaged, or still being copied");
        }
        ByteBuffer f = little(read);
        int kind = f.getShort(0) & 0xffff;
        channels = f.getShort(2) & 0xffff;
        rate = f.getInt(4);
        int group = f.getShort(12) & 0xffff;
        int bits = f.getShort(14) & 0xffff;
        if (kind == EXTENSIBLE && size >= EXTENSIBLE_FORMAT) {
            kind = f.getShort(24) & 0xffff;
        }
        floats = kind == FLOAT;
        boolean known = kind == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32) || floats && (bits == 32 || bits == 64);
        if (!known) {
            throw new IOException(
                    String.format(Locale.ROOT, "its sound is of kind 0x%04x with %d bits a sample; convert it to PCM of 16 bits",
                            kind, bits));
        }
        if (channels < 1 || channels > 2) {
            throw new IOException("it has " + channels + " audio channels; convert it to mono or stereo");
        }
        bytes = bits / 8;
        if (group != channels * bytes) {
            throw new IOException("its blocks have " + group + " bytes, but " + channels + " samples of " + bits + " bits are "
                    + channels * bytes + ": it is damaged");
        }
    }

    @Override
    public int sampleRateHz() {
        return rate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int read(float[] into) throws IOException {
        int group = channels * bytes;
        int groups = (int) Math.min(Math.min(into.length / channels, BUFFER_GROUPS), left / group);
        if (groups == 0) {
            return -1;
        }
        if (buffer.length < groups * group) {
            buffer = new byte[BUFFER_GROUPS * group];
        }
        int read = in.readNBytes(buffer, 0, groups * group);
        if (read < groups * group && promised != Long.MAX_VALUE) {
            throw new EOFException("it ends after " + (promised - left + read) + " of " + promised
                    + " bytes of its sound: it is damaged, or still being copied");
        }
        left -= read;
        int samples = read / group * channels;
        ByteBuffer b = little(buffer);
        for (int i = 0, at = 0; i < samples; i++, at += bytes) {
            into[i] = sample(b, at);
            if (!Float.isFinite(into[i])) {
                throw new IOException("a sample of it is not a number: it is damaged");
            }
        }
        return samples == 0 ? -1 : samples;
    }

    private float sample(ByteBuffer b, int at) {
        return switch (bytes) {
            // The only one without a sign.
            case 1 -> ((b.get(at) & 0xff) - 128) / 128f;
            case 2 -> b.getShort(at) / 32_768f;
            case 3 -> (b.get(at) & 0xff | (b.get(at + 1) & 0xff) << 8 | b.get(at + 2) << 16) / 8_388_608f;
            case 4 -> floats ? b.getFloat(at) : b.getInt(at) / 0x1p31f;
            default -> (float) b.getDouble(at);
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void skip(long size) throws IOException {
        long still = size;
        while (still > 0) {
            long skipped = in.skip(still);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    throw new EOFException("it ends before its sound (no \"data\" chunk): it is damaged, or still being copied");
                }
                skipped = 1;
            }
            still -= skipped;
        }
    }

    private static String tag(byte[] b, int at) {
        return new String(b, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer little(byte[] b) {
        return ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    }
}
