package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

/** What levelling and measuring cost; printed only, for machines are noisy. */
class SoundCostTest {
    private static final PcmFormat MONO = new PcmFormat(24_000, 1);
    private static final int SECONDS = 5;
    private static final int ROUNDS = 8;

    @Test
    void the_cost_of_a_sample_is_printed() {
        float[] noise = new float[SECONDS * MONO.sampleRateHz()];
        Random random = new Random(2);
        for (int k = 0; k < noise.length; k++) {
            noise[k] = random.nextInt(20_000) - 10_000;
        }
        long limited = Long.MAX_VALUE;
        long below = Long.MAX_VALUE;
        long quiet = Long.MAX_VALUE;
        long measured = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            limited = Math.min(limited, level(new Level(12, -1), noise));
            below = Math.min(below, level(new Level(0, -1), noise));
            quiet = Math.min(quiet, level(new Level(-20, -1), noise));
            measured = Math.min(measured, measure(noise));
        }
        System.out.printf(
                "cost of a sample, best of %d: limiter at work %.1f ns, below the ceiling %.1f ns, far below %.1f ns; meter %.1f ns%n",
                ROUNDS, (double) limited / noise.length, (double) below / noise.length, (double) quiet / noise.length,
                (double) measured / noise.length);
    }

    private static long level(Level level, float[] in) {
        long start = System.nanoTime();
        float[] out = level.apply(in, MONO);
        long nanos = System.nanoTime() - start;
        assertThat(out).hasSameSizeAs(in);
        return nanos;
    }

    private static long measure(float[] in) {
        byte[] pcm = Sounds.bytes(in);
        long start = System.nanoTime();
        LoudnessMeter.Loudness loudness = LoudnessMeter.measure(pcm, MONO);
        long nanos = System.nanoTime() - start;
        assertThat(loudness.integratedLufs()).isPresent();
        return nanos;
    }
}
