package announcer.engine.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** The texts of {@code calibration-texts.properties}, which voices say to have their loudness measured. Any thread. */
final class CalibrationTexts {
    private static final String DIGITS = "1 2 3 4 5 6 7 8 9 10. 1 2 3 4 5 6 7 8 9 10.";
    private static final Properties TEXTS = new Properties();

    static {
        try (InputStream in = CalibrationTexts.class.getResourceAsStream("calibration-texts.properties")) {
            TEXTS.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle's own calibration texts cannot be read", e);
        }
    }

    private CalibrationTexts() {
    }

    /** The text for a language, whatever its country; digits where the language is not known. */
    static String of(Locale locale) {
        return TEXTS.getProperty(language(locale), DIGITS);
    }

    /** Old and narrower codes that Java or a system's voice list may use. */
    private static String language(Locale locale) {
        return switch (locale.getLanguage()) {
            case "iw" -> "he";
            case "in" -> "id";
            case "no", "nn" -> "nb";
            case "cmn" -> "zh";
            default -> locale.getLanguage();
        };
    }
}
