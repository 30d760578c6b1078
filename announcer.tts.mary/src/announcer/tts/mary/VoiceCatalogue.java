package announcer.tts.mary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;

/**
 * The voices that lie in the bundle and in its fragments, from their configuration files. Nothing of MaryTTS is loaded for it: a class
 * that is named as a configuration stands beside its file, which is called {@code voice.config}.
 */
final class VoiceCatalogue {
    static final String ENGINE = "mary";
    /** Ours first, as it is known to work. */
    private static final String OWN = "cmu-slt-hsmm";
    private static final String SERVICES = "META-INF/services/marytts.config.MaryConfig";

    private final Map<String, Voice> voices = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param loader the bundle's, which sees its fragments too */
    VoiceCatalogue(ClassLoader loader) {
        List<Voice> found = new ArrayList<>();
        try {
            for (URL service : Collections.list(loader.getResources(SERVICES))) {
                for (String type : lines(service)) {
                    read(loader, type).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            problems.add("the list of MaryTTS's voices cannot be read: " + e);
        }
        found.sort(Comparator.comparing((Voice v) -> !v.name().equals(OWN)).thenComparing(Voice::name));
        found.forEach(v -> voices.putIfAbsent(v.name(), v));
    }

    List<Voice> voices() {
        return List.copyOf(voices.values());
    }

    Optional<String> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /** Empty: it is the configuration of something else, of a language for instance. */
    private Optional<Voice> read(ClassLoader loader, String type) {
        String file = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + "voice.config";
        URL config = loader.getResource(file);
        if (config == null) {
            if (type.startsWith("marytts.voice.")) {
                problems.add("the MaryTTS voice " + type + " is not offered: it has no " + file);
            }
            return Optional.empty();
        }
        try (InputStream in = open(config)) {
            Properties properties = new Properties();
            properties.load(in);
            return Optional.of(voice(properties));
        } catch (IOException | IllegalArgumentException e) {
            problems.add("the MaryTTS voice " + type + " is not offered: " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Voice voice(Properties properties) {
        String name = needed(properties, "name");
        String rate = needed(properties, "voice." + name + ".samplingRate");
        Locale locale = Locale.forLanguageTag(needed(properties, "locale").replace('_', '-'));
        return new Voice(ENGINE, name, locale, new PcmFormat(Integer.parseInt(rate), 1));
    }

    private static String needed(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("it says nothing about " + key);
        }
        return value.trim();
    }

    private static List<String> lines(URL url) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(open(url), StandardCharsets.UTF_8))) {
            return in.lines().map(l -> l.replaceAll("#.*", "").trim()).filter(l -> !l.isEmpty()).toList();
        }
    }

    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // The JDK keeps jar files open that were read through its cache.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
