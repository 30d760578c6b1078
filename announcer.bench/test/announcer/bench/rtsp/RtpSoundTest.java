package announcer.bench.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.bench.audio.Recording;
import announcer.bench.util.Tools;

class RtpSoundTest {
    @Test
    void all_256_values_of_both_laws_are_decoded_as_ffmpeg_decodes_them() throws Exception {
        Tools.require("ffmpeg");
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(decoded(all, new RtspMedia("audio", 0, "PCMU", 8_000, 1, ""))).isEqualTo(decodedByFfmpeg(all, "mulaw"));
        assertThat(decoded(all, new RtspMedia("audio", 8, "PCMA", 8_000, 1, ""))).isEqualTo(decodedByFfmpeg(all, "alaw"));
    }

    @Test
    void linear_samples_are_big_endian_in_rtp() {
        Recording r = RtpSound.of(List.of(new RtpPacket(0, 97, 1, 0, 0, new byte[]{0x12, (byte) 0xF0, (byte) 0xFF, (byte) 0xFE})),
                new RtspMedia("audio", 97, "L16", 24_000, 1, ""));
        assertThat(samples(r)).containsExactly((short) 0x12F0, (short) -2);
    }

    private static short[] decoded(byte[] bytes, RtspMedia media) {
        return samples(RtpSound.of(List.of(new RtpPacket(0, media.payloadType(), 1, 0, 0, bytes)), media));
    }

    private static short[] samples(Recording r) {
        short[] s = new short[r.length()];
        for (int i = 0; i < s.length; i++) {
            s[i] = r.sample(i);
        }
        return s;
    }

    private static short[] decodedByFfmpeg(byte[] bytes, String format) throws Exception {
        Process p = new ProcessBuilder("ffmpeg", "-v", "error", "-f", format, "-ar", "8000", "-ac", "1", "-i", "pipe:0", "-f", "s16le",
                "pipe:1").start();
        try (var to = p.getOutputStream()) {
            to.write(bytes);
        }
        try (InputStream from = p.getInputStream()) {
            ByteBuffer b = ByteBuffer.wrap(from.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            short[] s = new short[b.remaining() / 2];
            b.asShortBuffer().get(s);
            return s;
        }
    }
}
