package announcer.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/** One channel, one form that exists once; port 13 is refused. */
final class FakeSettings implements Settings {
    final Map<String, Map<String, Object>> byPid = new TreeMap<>();
    final List<String> changes = new ArrayList<>();

    FakeSettings() {
        byPid.put("announcer.channel~main", new TreeMap<>(Map.of("id", "main", "gapMillis", 300)));
    }

    private static SettingsField field(String key, String type, boolean list, boolean secret, String byDefault, String... options) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String option : options) {
            labels.put(option, option.isEmpty() ? "none" : option);
        }
        return new SettingsField(key, key + " in words", "", type, list, false, secret, Optional.empty(), Optional.empty(),
                byDefault == null ? List.of() : List.of(byDefault), labels);
    }

    @Override
    public List<SettingsForm> forms(Locale locale) {
        return List.of(new SettingsForm("announcer.channel", true, "Channel", "",
                List.of(field("id", "text", false, false, null), field("gapMillis", "integer", false, false, "300"),
                        field("voice", "text", false, false, ""), field("fallbackVoices", "text", true, false, null),
                        field("codec", "text", false, false, "", "", "AAC", "OPUS"), field("paused", "boolean", false, false, "false"))),
                new SettingsForm("announcer.rtsp", false, "Server", "",
                        List.of(field("port", "integer", false, false, "8554"), field("playPassword", "text", false, true, ""))));
    }

    @Override
    public List<SettingsValues> all() {
        return byPid.entrySet().stream().map(e -> new SettingsValues(e.getKey(),
                Optional.of(e.getKey()).filter(p -> p.contains("~")).map(p -> p.substring(0, p.indexOf('~'))), e.getValue(),
                Optional.empty())).toList();
    }

    @Override
    public Optional<SettingsValues> find(String pid) {
        return all().stream().filter(v -> v.pid().equals(pid)).findFirst();
    }

    @Override
    public void change(String pid, Map<String, Object> given) throws InvalidConfigurationException {
        if ("13".equals(given.get("port"))) {
            throw new InvalidConfigurationException("port", "port is \"13\"; it must be luckier");
        }
        changes.add(pid + " " + given);
        Map<String, Object> values = byPid.computeIfAbsent(pid, p -> new TreeMap<>());
        given.forEach((key, value) -> {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
    }

    @Override
    public String create(String factoryPid, String name, Map<String, Object> values) throws InvalidConfigurationException {
        change(factoryPid + "~" + name, values);
        return factoryPid + "~" + name;
    }

    @Override
    public boolean delete(String pid) {
        return byPid.remove(pid) != null;
    }
}
