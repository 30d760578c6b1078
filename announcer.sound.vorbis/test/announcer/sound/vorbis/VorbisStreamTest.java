package announcer.sound.vorbis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.SoundStream;

/** The tone is 500 Hz for 0.7 s at an eighth of full scale, divided evenly among two channels at 44,100 Hz, as ffmpeg's libvorbis wrote it. */
class VorbisStreamTest {
    private static final int RATE = 44_100;

    private static byte[] tone() throws IOException {
        try (InputStream in = VorbisStreamTest.class.getResourceAsStream("tone.ogg")) {
            return in.readAllBytes();
        }
    }

    private static float[] read(byte[] file) throws IOException {
        float[] all = new float[1 << 20];
        int length = 0;
        try (SoundStream s = new VorbisDecoder().decode(new ByteArrayInputStream(file))) {
            float[] part = new float[1_000];
            for (int n = s.read(part); n >= 0 && length + n < all.length; n = s.read(part)) {
                System.arraycopy(part, 0, all, length, n);
                length += n;
            }
        }
        return Arrays.copyOf(all, length);
    }

    @Test
    void a_tone_is_decoded_whole_and_at_its_level() throws Exception {
        try (SoundStream s = new VorbisDecoder().decode(new ByteArrayInputStream(tone()))) {
            assertThat(s.sampleRateHz()).isEqualTo(RATE);
            assertThat(s.channels()).isEqualTo(2);
        }
        float[] read = read(tone());
        assertThat(read).hasSize(2 * RATE * 7 / 10);
        double sine = 0;
        double cosine = 0;
        double power = 0;
        int groups = read.length / 2;
        for (int i = 0; i < groups; i++) {
            sine += read[2 * i] * Math.sin(2 * Math.PI * 500 * i / RATE) * 2 / groups;
            cosine += read[2 * i] * Math.cos(2 * Math.PI * 500 * i / RATE) * 2 / groups;
            power += (double) read[2 * i] * read[2 * i] / groups;
        }
        assertThat(Math.hypot(sine, cosine)).as("amplitude").isCloseTo(0.0884, within(0.005));
        assertThat(sine).as("in phase from the first sample on").isCloseTo(0.0884, within(0.005));
        assertThat(power - sine * sine / 2).as("power of all else").isLessThan(1e-4);
    }

    @Test
    void what_cannot_be_read_is_refused_in_words() throws Exception {
        byte[] good = tone();
        refused("not an OGG file", new byte[0]);
        refused("OGG file",
                "RIFF....WAVEfmt and so on, until there are enough bytes of it".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        refused("still being copied", Arrays.copyOf(good, good.length / 2));
        refused("still being copied", Arrays.copyOf(good, 1_000));
        byte[] damaged = good.clone();
        damaged[good.length / 2] ^= 0x55;
        assertThatThrownBy(() -> read(damaged)).isInstanceOf(IOException.class);
    }

    private static void refused(String why, byte[] file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    @Test
    void damaged_files_are_read_or_refused_whatever_is_wrong_with_them() throws Exception {
        byte[] good = tone();
        Random random = new Random(12);
        int understood = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] file = random.nextInt(5) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int n = random.nextInt(4); n > 0 && file.length > 0; n--) {
                file[random.nextInt(Math.min(file.length, random.nextBoolean() ? 4_000 : file.length))] = (byte) random.nextInt();
            }
            if (random.nextBoolean()) {
                // Else the checksums keep most of it from the decoder.
                Checksums.mend(file);
            }
            try {
                for (float sample : read(file)) {
                    assertThat(Float.isFinite(sample)).isTrue();
                }
                understood++;
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        System.out.println("damaged OGG files: " + understood + " decoded, " + refused + " refused");
        assertThat(understood).isGreaterThan(20);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void some_hundred_bytes_do_not_take_the_heap() throws Exception {
        refused("codebooks", HostileOgg.hugeBooks());
        refused("head is damaged", HostileOgg.hugeTable());
        // The decoder would make a place for comments of 2 GB; the head that follows is missing.
        refused("still being copied", HostileOgg.hugeComment());
    }

    /** Heads of some hundred bytes that ask for gigabytes. */
    private static final class HostileOgg {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final int[] packet = new int[4_000];
        private int bits;
        private int pages;

        private HostileOgg put(long n, int count) {
            for (int i = 0; i < count; i++, bits++) {
                packet[bits / 8] |= (int) (n >> i & 1) << bits % 8;
            }
            return this;
        }

        private HostileOgg head(int type) {
            put(type, 8);
            "vorbis".chars().forEach(c -> put(c, 8));
            return this;
        }

        private HostileOgg page() {
            int size = (bits + 7) / 8;
            out.writeBytes("OggS".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.write(0);
            out.write(pages == 0 ? 2 : 0);
            out.writeBytes(new byte[12]);
            out.writeBytes(new byte[]{(byte) pages++, 0, 0, 0});
            out.writeBytes(new byte[4]);
            out.write(size / 255 + 1);
            for (int i = 0; i < size / 255; i++) {
                out.write(255);
            }
            out.write(size % 255);
            for (int i = 0; i < size; i++) {
                out.write(packet[i]);
            }
            Arrays.fill(packet, 0);
            bits = 0;
            return this;
        }

        private byte[] bytes() {
            byte[] file = out.toByteArray();
            Checksums.mend(file);
            return file;
        }

        private static HostileOgg begun() {
            return new HostileOgg().head(1).put(0, 32).put(1, 8).put(RATE, 32).put(0, 32).put(0, 32).put(0, 32).put(8, 4).put(11, 4)
                    .put(1, 8).page();
        }

        private static HostileOgg commented() {
            return begun().head(3).put(0, 32).put(0, 32).put(1, 8).page();
        }

        static byte[] hugeComment() {
            return begun().head(3).put(0x7fff_fff0, 32).page().bytes();
        }

        private HostileOgg book(int dimension, int entries, int length) {
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(entries);
            return put(0x564342, 24).put(dimension, 16).put(entries, 24).put(1, 1).put(length - 1, 5).put(entries, width).put(0, 4);
        }

        static byte[] hugeBooks() {
            HostileOgg file = commented().head(5).put(15, 8);
            for (int i = 0; i < 16; i++) {
                file.book(1, (1 << 24) - 1, 24);
            }
            return file.page().bytes();
        }

        /** All else in it is right: 64 partitions in groups of 5 are 2^30 combinations. */
        static byte[] hugeTable() {
            HostileOgg file = commented().head(5).put(0, 8).book(5, 2, 1).put(0, 6).put(0, 16);
            file.put(0, 6).put(1, 16).put(0, 5).put(0, 2).put(4, 4);
            file.put(0, 6).put(0, 16).put(0, 24).put(64, 24).put(0, 24).put(63, 6).put(0, 8).put(0, 64 * 4);
            file.put(0, 6).put(0, 16).put(0, 1).put(0, 1).put(0, 2).put(0, 8).put(0, 8).put(0, 8);
            return file.put(0, 6).put(0, 1).put(0, 16).put(0, 16).put(0, 8).put(1, 1).page().bytes();
        }
    }

    /** The checksums of OGG's pages (RFC 3533): CRC-32 of polynomial 04c11db7, not reflected. */
    private static final class Checksums {
        static void mend(byte[] file) {
            int at = 0;
            while (at + 27 <= file.length && file[at] == 'O' && file[at + 1] == 'g') {
                int segments = file[at + 26] & 0xff;
                int size = 27 + segments;
                for (int s = 0; s < segments && at + 27 + s < file.length; s++) {
                    size += file[at + 27 + s] & 0xff;
                }
                if (at + size > file.length) {
                    return;
                }
                Arrays.fill(file, at + 22, at + 26, (byte) 0);
                int crc = 0;
                for (int i = at; i < at + size; i++) {
                    crc ^= (file[i] & 0xff) << 24;
                    for (int bit = 0; bit < 8; bit++) {
                        crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
                    }
                }
                for (int i = 0; i < 4; i++) {
                    file[at + 22 + i] = (byte) (crc >> 8 * i);
                }
                at += size;
            }
        }
    }
}
