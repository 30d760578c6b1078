package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamResamplerTest {
    @ParameterizedTest
    @CsvSource({"44100,24000,1", "8000,48000,2", "192000,8000,1", "24000,24000,2", "22050,16000,1"})
    void parts_of_any_length_give_the_sound_that_the_whole_gives(int from, int to, int channels) {
        FilterBank filters = new FilterBank();
        Random random = new Random(3);
        float[] in = new float[20_000 * channels];
        for (int i = 0; i < in.length; i++) {
            in[i] = random.nextInt(20_000) - 10_000;
        }
        float[] whole = Resampler.resample(filters.between(from, to), in, channels);
        StreamResampler stream = new StreamResampler(filters, from, to, channels);
        float[] parts = new float[0];
        for (int at = 0; at < in.length;) {
            int n = Math.min(in.length - at, (1 + random.nextInt(3_000)) * channels);
            float[] out = stream.convert(Arrays.copyOfRange(in, at, at + n), n);
            int before = parts.length;
            parts = Arrays.copyOf(parts, before + out.length);
            System.arraycopy(out, 0, parts, before, out.length);
            at += n;
        }
        // What lies within half a window of the end is left out.
        assertThat(parts.length).isBetween(whole.length * 9 / 10, whole.length);
        assertThat(parts).isEqualTo(Arrays.copyOf(whole, parts.length));
    }
}
