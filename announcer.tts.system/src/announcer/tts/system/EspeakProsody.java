package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * espeak-ng's speed (-s, nominally words a minute) and pitch (-p) for a factor. Neither is proportional, and the speed depends on the
 * language: both come from measurements of 1.51 (see readme.md). A factor that it cannot do gets the nearest one that it can.
 */
final class EspeakProsody {
    private static final String OTHERS = "*";
    private static final Map<String, double[]> RATES = rates();
    private static final double[] SPEEDS = RATES.remove("-s");
    private static final double[] PITCHES = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99};
    /** Fundamental frequency at each of them, as a factor of that at 50: the geometric mean of five languages. */
    private static final double[] PITCH_FACTORS = {0.660, 0.705, 0.763, 0.822, 0.904, 1, 1.103, 1.225, 1.366, 1.541, 1.702};

    private EspeakProsody() {
    }

    /** Returns the argument of -s. */
    static int speed(double factor, Locale locale) {
        double[] factors = Stream.of(locale.toLanguageTag(), locale.getLanguage(), OTHERS).map(RATES::get).filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return (int) Math.round(inverse(SPEEDS, factors, factor));
    }

    /** Returns the argument of -p. */
    static int pitch(double factor) {
        return (int) Math.round(inverse(PITCHES, PITCH_FACTORS, factor));
    }

    /**
     * The x at which y is reached: the last of them, for from 450 on espeak-ng shortens the finished sound, which is the steadier way. (It
     * is faster or slower there than at 449, as the language goes.)
     */
    private static double inverse(double[] x, double[] y, double wanted) {
        if (wanted >= y[y.length - 1]) {
            return x[x.length - 1];
        }
        for (int i = y.length - 2; i >= 0; i--) {
            if (y[i] <= wanted && wanted <= y[i + 1]) {
                return x[i] + (wanted - y[i]) / (y[i + 1] - y[i]) * (x[i + 1] - x[i]);
            }
        }
        return x[0];
    }

    private static Map<String, double[]> rates() {
        try (InputStream in = EspeakProsody.class.getResourceAsStream("espeak-rates.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).toList();
            Map<String, double[]> rates = new HashMap<>();
            for (String line : lines) {
                String[] row = line.split(" ");
                rates.put(row[0], Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray());
            }
            return rates;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle announcer.tts.system is incomplete: espeak-rates.txt", e);
        }
    }
}
