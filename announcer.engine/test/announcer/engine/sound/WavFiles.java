package announcer.engine.sound;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files made by tests. */
@SuppressWarnings({"ByteBufferBackingArray", "FloatCast", "NarrowCalculation"}) // buffers of its own; samples are cut as the formats cut them
public final class WavFiles {
    private WavFiles() {
    }

    /** PCM of 16 bits. @param samples interleaved, full scale being -1 to 1 */
    public static byte[] of(int sampleRateHz, int channels, float[] samples) {
        return of(1, 16, sampleRateHz, channels, samples);
    }

    /** @param kind 1: PCM; 3: floats */
    public static byte[] of(int kind, int bits, int sampleRateHz, int channels, float[] samples) {
        ByteBuffer data = little(samples.length * bits / 8);
        for (float s : samples) {
            switch (bits) {
                case 8 -> data.put((byte) (Math.round(s * 127) + 128));
                case 16 -> data.putShort((short) Math.round(s * 32_767));
                case 24 -> {
                    int v = Math.round(s * 8_388_607);
                    data.put((byte) v).put((byte) (v >> 8)).put((byte) (v >> 16));
                }
                case 32 -> {
                    if (kind == 3) {
                        data.putFloat(s);
                    } else {
                        data.putInt((int) Math.round(s * 2_147_483_647.0));
                    }
                }
                default -> data.putDouble(s);
            }
        }
        return file(chunk("fmt ", format(kind, bits, sampleRateHz, channels)), chunk("data", data.array()));
    }

    static byte[] format(int kind, int bits, int sampleRateHz, int channels) {
        int group = channels * bits / 8;
        return little(16).putShort((short) kind).putShort((short) channels).putInt(sampleRateHz).putInt(sampleRateHz * group)
                .putShort((short) group).putShort((short) bits).array();
    }

    static byte[] chunk(String id, byte[] content) {
        return little(8 + content.length + content.length % 2).put(id.getBytes(StandardCharsets.ISO_8859_1)).putInt(content.length)
                .put(content).array();
    }

    static byte[] file(byte[]... chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] c : chunks) {
            all.writeBytes(c);
        }
        return little(12 + all.size()).put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + all.size())
                .put("WAVE".getBytes(StandardCharsets.ISO_8859_1)).put(all.toByteArray()).array();
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A tone of half of full scale, on all channels. */
    public static float[] tone(double hz, int sampleRateHz, int channels, double seconds) {
        float[] t = new float[(int) (sampleRateHz * seconds) * channels];
        for (int i = 0; i < t.length; i++) {
            t[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * (i / channels) / sampleRateHz));
        }
        return t;
    }
}
