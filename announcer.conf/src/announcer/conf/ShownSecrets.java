package announcer.conf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.service.cm.Configuration;

import announcer.api.config.Settings;
import announcer.api.stream.Urls;

/**
 * The secrets that the web console would show, taken out of a text: it hides passwords by their types and by a few names, but not the
 * credentials of URLs, nor what is secret in a configuration that nobody described. Immutable.
 */
final class ShownSecrets {
    /** A shorter one is not looked for: "a" or "true" stands everywhere, and is no secret. */
    private static final int SHORTEST = 6;

    private record Replacement(String what, String by) {}

    private final List<Replacement> replacements = new ArrayList<>();

    ShownSecrets(Collection<Configuration> stored) {
        for (Configuration c : stored) {
            for (Map.Entry<String, Object> e : Configurations.values(c).entrySet()) {
                Attribute a = Attribute.like(e.getKey(), e.getValue());
                for (String text : Attribute.texts(e.getValue())) {
                    add(a.kind(), text);
                }
            }
        }
        // A URL may hold another secret: the longer first.
        replacements.sort(Comparator.comparingInt((Replacement r) -> r.what().length()).reversed());
    }

    private void add(Kind kind, String text) {
        String shown = kind != Kind.PASSWORD ? Urls.masked(text) : text.length() < SHORTEST ? text : Settings.MASK;
        if (!shown.equals(text)) {
            writings(text).forEach(written -> replacements.add(new Replacement(written, shown)));
        }
    }

    /** How a text may be written in a page, a JSON document or a plain text. */
    private static Set<String> writings(String text) {
        String json = text.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        Set<String> all = new LinkedHashSet<>(List.of(text, json, json.replace("/", "\\/"), html));
        all.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
        all.add(html.replace("\"", "&#34;").replace("'", "&#39;"));
        return all;
    }

    String outOf(String text) {
        String clean = text;
        for (Replacement r : replacements) {
            clean = clean.replace(r.what(), r.by());
        }
        return clean;
    }
}
