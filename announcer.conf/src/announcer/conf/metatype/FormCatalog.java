package announcer.conf.metatype;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.conf.metatype.Schema.Field;

/** The catalogue of all bundles' settings forms, in any language. Thread-safe. */
public final class FormCatalog {
    private final BundleContext context;
    private final SchemaCatalog schemas;
    private final Set<String> hidden;

    /** @param hidden PIDs that are not for administrators */
    public FormCatalog(BundleContext context, SchemaCatalog schemas, Set<String> hidden) {
        this.context = context;
        this.schemas = schemas;
        this.hidden = hidden;
    }

    public List<SettingsForm> all(Locale locale) {
        Map<String, SettingsForm> forms = new TreeMap<>();
        for (Bundle b : context.getBundles()) {
            for (Schema s : schemas.all(b, locale)) {
                if (!hidden.contains(s.pid())) {
                    forms.putIfAbsent(s.pid(), form(s, new Localisation(b, s.texts().localisation(), locale)));
                }
            }
        }
        return List.copyOf(forms.values());
    }

    private static SettingsForm form(Schema s, Localisation words) {
        List<SettingsField> fields = new ArrayList<>();
        for (Attribute a : s.attributes().values()) {
            Field f = s.texts().fields().get(a.id());
            Map<String, String> options = new LinkedHashMap<>();
            f.options().forEach((value, label) -> options.put(value, words.of(label)));
            fields.add(new SettingsField(a.id(), words.of(f.name()), words.of(f.description()), type(a.kind()), a.cardinality() != 0,
                    a.required(), a.kind() == AttributeType.PASSWORD, Optional.ofNullable(a.min()), Optional.ofNullable(a.max()),
                    f.defaults(),
                    Collections.unmodifiableMap(options)));
        }
        return new SettingsForm(s.pid(), s.factory(), words.of(s.texts().name()), words.of(s.texts().description()), fields);
    }

    private static String type(AttributeType kind) {
        return switch (kind) {
            case STRING, PASSWORD, CHARACTER -> "text";
            case INTEGER, LONG, SHORT, BYTE -> "integer";
            case DOUBLE, FLOAT -> "number";
            case BOOLEAN -> "boolean";
        };
    }
}
