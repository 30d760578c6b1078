package announcer.tts.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.speech.SpeechEngine;

/**
 * The service properties that the framework will see of a component, which is tested without one: from {@code OSGI-INF/CLASS.xml} when bnd has
 * written it already, else from the annotation, whose properties are strings of the class file.
 */
final class ComponentProperties {
    private static final Pattern NAME = Pattern
            .compile(Pattern.quote(SpeechEngine.NAME) + "(?:=|\"[^>]*value=\")([A-Za-z0-9.-]+)");

    private ComponentProperties() {
    }

    /** Returns the name that a component is registered with; empty when its class is no component or is registered in another way. */
    static Optional<String> engineName(Class<?> component) throws IOException {
        Optional<String> written = find(component, "/OSGI-INF/" + component.getName() + ".xml");
        return written.isPresent() ? written : find(component, "/" + component.getName().replace('.', '/') + ".class");
    }

    private static Optional<String> find(Class<?> component, String resource) throws IOException {
        try (InputStream in = component.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            Matcher name = NAME.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            return name.find() ? Optional.of(name.group(1)) : Optional.empty();
        }
    }
}
