package announcer.tts.system;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives voices names that can be typed: small letters, digits, dots and dashes; each once. */
final class VoiceNames {
    private final Set<String> taken = new HashSet<>();

    /** The first of the wishes that is free, else the last with a number. */
    String next(String... wishes) {
        String name = "";
        for (String wish : wishes) {
            name = readable(wish);
            if (taken.add(name)) {
                return name;
            }
        }
        int number = 2;
        while (!taken.add(name + "-" + number)) {
            number++;
        }
        return name + "-" + number;
    }

    private static String readable(String wish) {
        String plain = Normalizer.normalize(wish, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}.]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "voice" : plain;
    }
}
