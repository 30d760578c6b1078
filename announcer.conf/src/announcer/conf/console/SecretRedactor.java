package announcer.conf.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.cm.Configuration;

import announcer.api.config.Settings;
import announcer.api.stream.Urls;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.AttributeType;
import announcer.conf.sync.Configurations;

/**
 * Removes secrets from a text of the web console. The console itself hides passwords by their types and by a few names, but neither the
 * credentials of URLs nor the secrets of a configuration without a description. Immutable.
 */
final class SecretRedactor {
    /** The least length of a secret that is looked for: 1 or on stands everywhere. */
    private static final int SHORTEST = 4;
    /** The begin and the end of a whole value in a list of lines, a page or a JSON document; a name in JSON is no value. */
    private static final String BEGIN = "(?<=[\"'>=]|[=:] )";
    private static final String END = "(?=[\"'](?!\\s*:)|\\s*[<,;\\]}\r\n]|\\s*$)";

    private record Replacement(Pattern what, String by) {}

    private final List<Replacement> replacements = new ArrayList<>();

    SecretRedactor(Collection<Configuration> stored) {
        // A URL may hold another secret: the longer first.
        Map<String, AttributeType> texts = new TreeMap<>(
                Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Configuration c : stored) {
            Configurations.values(c).forEach((key, value) -> {
                AttributeType kind = Attribute.like(key, value).kind();
                Attribute.texts(value).forEach(text -> texts.merge(text, kind, (a, b) -> a == AttributeType.PASSWORD ? a : b));
            });
        }
        texts.forEach((text, kind) -> add(kind, text));
    }

    private void add(AttributeType kind, String text) {
        if (kind == AttributeType.PASSWORD && text.length() >= SHORTEST) {
            writings(text).forEach(w -> replacements.add(new Replacement(Pattern.compile(BEGIN + Pattern.quote(w) + END), Settings.MASK)));
        } else if (!Urls.masked(text).equals(text)) {
            writings(text).forEach(w -> replacements.add(new Replacement(Pattern.compile(Pattern.quote(w)), Urls.masked(text))));
        }
    }

    /** Returns the forms of a text in a page, a JSON document or a plain text. */
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
            clean = r.what().matcher(clean).replaceAll(Matcher.quoteReplacement(r.by()));
        }
        return clean;
    }
}
