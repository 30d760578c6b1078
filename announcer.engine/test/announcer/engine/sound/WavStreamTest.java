package announcer.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.testing.InputCost;

class WavStreamTest {
    private static final float[] SOUND = WavFiles.tone(440, 8_000, 2, 0.5);

    private static float[] read(byte[] file) throws IOException {
        float[] all = new float[file.length];
        int length = 0;
        try (WavStream s = new WavStream(new ByteArrayInputStream(file))) {
            float[] part = new float[1_000];
            for (int n = s.read(part); n >= 0; n = s.read(part)) {
                System.arraycopy(part, 0, all, length, n);
                length += n;
            }
        }
        return Arrays.copyOf(all, length);
    }

    @ParameterizedTest
    @CsvSource({"1,8,0.01", "1,16,0.0001", "1,24,0.000001", "1,32,0.000001", "3,32,0", "3,64,0"})
    void each_kind_of_sample_is_read_as_it_was_written(int kind, int bits, float near) throws Exception {
        byte[] file = WavFiles.of(kind, bits, 8_000, 2, SOUND);
        try (WavStream s = new WavStream(new ByteArrayInputStream(file))) {
            assertThat(s.sampleRateHz()).isEqualTo(8_000);
            assertThat(s.channels()).isEqualTo(2);
        }
        float[] read = read(file);
        assertThat(read).hasSize(SOUND.length);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isCloseTo(SOUND[i], within(near));
        }
    }

    @Test
    void other_chunks_are_passed_over_and_an_extensible_format_and_an_unknown_length_are_understood() throws Exception {
        byte[] extended = Arrays.copyOf(WavFiles.format(0xfffe, 16, 8_000, 1), 40);
        extended[16] = 22;
        extended[24] = 1;
        byte[] data = WavFiles.chunk("data", new byte[]{0, 64, 0, -64});
        byte[] file = WavFiles.file(WavFiles.chunk("LIST", new byte[]{1, 2, 3}), WavFiles.chunk("fmt ", extended), data);
        assertThat(read(file)).containsExactly(0.5f, -0.5f);
        Arrays.fill(file, file.length - 8, file.length - 4, (byte) 0xff);
        assertThat(read(file)).as("its length is unknown").containsExactly(0.5f, -0.5f);
    }

    @Test
    void what_cannot_be_read_is_refused_in_words() {
        byte[] good = WavFiles.of(8_000, 1, SOUND);
        refused("RIFF", "not a wave".getBytes(StandardCharsets.US_ASCII));
        refused("RIFF", new byte[0]);
        refused("ends before its sound", Arrays.copyOf(good, 40));
        refused("within its format", Arrays.copyOf(good, 30));
        refused("still being copied", Arrays.copyOf(good, good.length / 2));
        refused("before its format", WavFiles.file(WavFiles.chunk("data", new byte[2])));
        refused("0x0055 with 16 bits", WavFiles.file(WavFiles.chunk("fmt ", WavFiles.format(0x55, 16, 8_000, 1)),
                WavFiles.chunk("data", new byte[2])));
        refused("6 audio channels", WavFiles.file(WavFiles.chunk("fmt ", WavFiles.format(1, 16, 8_000, 6)),
                WavFiles.chunk("data", new byte[12])));
        refused("not a number", WavFiles.of(3, 32, 8_000, 1, new float[]{0, Float.NaN}));
    }

    private static void refused(String why, byte[] file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining(why);
    }

    @Test
    void twenty_thousand_damaged_files_are_read_or_refused() {
        Random random = new Random(12);
        int understood = 0;
        int refused = 0;
        byte[] seed = WavFiles.of(8_000, 1, Arrays.copyOf(SOUND, 200));
        for (int i = 0; i < 20_000; i++) {
            byte[] file = Arrays.copyOf(seed, random.nextInt(4) == 0 ? random.nextInt(seed.length) : seed.length);
            for (int n = random.nextInt(4); n > 0 && file.length > 0; n--) {
                // Mostly in the head.
                file[random.nextInt(Math.min(file.length, random.nextBoolean() ? 48 : file.length))] = (byte) random.nextInt();
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
        assertThat(understood).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void a_file_of_nothing_but_heads_of_chunks_costs_its_length() {
        new InputCost("heads of WAV chunks", text -> read(text.getBytes(StandardCharsets.ISO_8859_1)), "RIFF\0\0\0\0WAVE", "junk\0\0\0\0",
                "")
                .check(40_000);
    }
}
