package announcer.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/** Configurations in words for a terminal. */
final class SettingsTexts {
    private static final int WIDTH = 60;

    private SettingsTexts() {
    }

    static String list(List<SettingsValues> all) {
        TextTable table = new TextTable("PID", "VALUES", "PROBLEM");
        all.forEach(v -> table.row(v.pid(), v.values().size(), v.problem().map(p -> TextTable.shortened(p, WIDTH)).orElse("-")));
        return table.isEmpty() ? "nothing is configured: everything has its default" : table.toString();
    }

    static String forms(List<SettingsForm> forms) {
        TextTable table = new TextTable("PID", "MANY", "NAME");
        forms.forEach(f -> table.row(f.pid(), f.factory() ? "yes" : "no", f.name()));
        return table.toString();
    }

    /** The values; what is not given with its default in brackets. */
    static String values(SettingsValues values, Optional<SettingsForm> form) {
        TextTable table = new TextTable("KEY", "VALUE", "NAME");
        Map<String, Object> rest = new TreeMap<>(values.values());
        form.ifPresent(f -> f.fields().forEach(field -> {
            Object value = rest.remove(field.key());
            table.row(field.key(), value == null ? "(" + byDefault(field) + ")" : text(value), field.name());
        }));
        rest.forEach((key, value) -> table.row(key, text(value), "-"));
        String problem = values.problem().map(p -> "\nproblem: " + p).orElse("");
        return values.pid() + "\n" + table + problem;
    }

    private static String byDefault(SettingsField field) {
        return TextTable.shortened(String.join(", ", field.defaults()), WIDTH);
    }

    private static String text(Object value) {
        String text = value instanceof List<?> many ? String.join(", ", many.stream().map(String::valueOf).toList()) : value.toString();
        return text.isEmpty() ? "''" : TextTable.shortened(text, WIDTH);
    }
}
