package announcer.testing;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/**
 * Configurations in memory: two channels and the user anna, unless a test gives others. The value "bad" is refused, the field "secret" is
 * masked, a configuration whose name is "stays" cannot be deleted. Safe for use by several threads.
 */
public final class FakeSettings implements Settings {
    /** The configurations by PID. */
    public final Map<String, Map<String, Object>> stored = new ConcurrentSkipListMap<>();
    /** The accepted changes and creations, oldest first, as {@code announcer.rtsp {port=8600}}. */
    public final List<String> changes = new CopyOnWriteArrayList<>();
    /** The languages that {@link #forms} was asked for, oldest first. */
    public final List<Locale> asked = new CopyOnWriteArrayList<>();
    /** The answer of {@link #forms}. */
    public volatile List<SettingsForm> forms = threeForms();
    /** Thrown by every change, unless null. */
    public volatile IOException fault;

    /** Settings with the channels "main" and "hand" and the user "anna". */
    public FakeSettings() {
        stored.put("announcer.channel~one", new TreeMap<>(Map.of("id", "main", "voice", "freetts/kevin16", "phrases", List.of("a", "b"))));
        stored.put("announcer.channel~two", new TreeMap<>(Map.of("id", "hand", "rate", 1.5)));
        stored.put("announcer.user~anna", new TreeMap<>(Map.of("name", "anna", "role", "ADMIN", "secret", "hash")));
    }

    private static List<SettingsForm> threeForms() {
        SettingsField id = new SettingsField("id", "Id", "Small letters", "text", false, true, false, Optional.of("1"), Optional.empty(),
                List.of(), Map.of());
        SettingsField codec = new SettingsField("codec", "Codec", "", "text", false, false, false, Optional.empty(), Optional.empty(),
                List.of("AAC"), Map.of("AAC", "Advanced"));
        return List.of(new SettingsForm("announcer.channel", true, "Channel", "A stream", List.of(id, codec)),
                new SettingsForm("announcer.user", true, "User", "", List.of()),
                new SettingsForm("announcer.web", false, "HTTP API", "", List.of()));
    }

    @Override
    public List<SettingsForm> forms(Locale locale) {
        asked.add(locale);
        return forms;
    }

    @Override
    public List<SettingsValues> all() {
        return stored.keySet().stream().map(pid -> find(pid).orElseThrow()).toList();
    }

    @Override
    public Optional<SettingsValues> find(String pid) {
        return Optional.ofNullable(stored.get(pid)).map(values -> {
            Map<String, Object> shown = new TreeMap<>(values);
            shown.computeIfPresent("secret", (key, value) -> MASK);
            int tilde = pid.indexOf('~');
            return new SettingsValues(pid, tilde < 0 ? Optional.empty() : Optional.of(pid.substring(0, tilde)), shown, Optional.empty());
        });
    }

    @Override
    public void change(String pid, Map<String, Object> given) throws InvalidConfigurationException, IOException {
        check(given);
        changes.add(pid + " " + given);
        Map<String, Object> values = stored.computeIfAbsent(pid, p -> new TreeMap<>());
        given.forEach((key, value) -> {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
    }

    @Override
    public String create(String factoryPid, String name, Map<String, Object> values) throws InvalidConfigurationException, IOException {
        check(values);
        String pid = factoryPid + "~" + name;
        if (stored.containsKey(pid)) {
            throw new InvalidConfigurationException("service.pid", pid + " is there already");
        }
        changes.add(pid + " " + values);
        stored.put(pid, new TreeMap<>(values));
        return pid;
    }

    private void check(Map<String, Object> values) throws InvalidConfigurationException, IOException {
        if (fault != null) {
            throw fault;
        }
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if ("bad".equals(entry.getValue())) {
                throw new InvalidConfigurationException(entry.getKey(), entry.getKey() + " cannot be this");
            }
        }
    }

    @Override
    public boolean delete(String pid) throws InvalidConfigurationException, IOException {
        if (fault != null) {
            throw fault;
        }
        if (pid.endsWith("~stays")) {
            throw new InvalidConfigurationException("service.pid", pid + " must stay");
        }
        return stored.remove(pid) != null;
    }
}
