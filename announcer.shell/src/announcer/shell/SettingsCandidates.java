package announcer.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import announcer.api.config.Settings;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/** The completion candidates of configurations: PIDs, keys and values. */
final class SettingsCandidates {
    /** The voices that there are. */
    interface Voices {
        List<String> ids() throws CommandException;
    }

    private static final Set<String> OF_VOICES = Set.of("voice", "fallbackVoices");

    private final AdministrationProvider administration;
    private final Voices voices;

    SettingsCandidates(AdministrationProvider administration, Voices voices) {
        this.administration = administration;
        this.voices = voices;
    }

    List<String> of(List<String> words, int index) throws CommandException {
        Settings settings = administration.settings();
        if (index == 1) {
            return SettingsCommands.ACTIONS;
        }
        return switch (words.get(1)) {
            case "show", "set", "delete", "reset" -> index == 2 ? pids(settings) : afterPid(settings, words, index);
            case "create" -> index == 2
                    ? forms(settings, true)
                    : index == 3 ? List.of() : pair(SettingsCommands.form(settings, words.get(2)), words, index, 4);
            default -> List.of();
        };
    }

    private List<String> afterPid(Settings settings, List<String> words, int index) throws CommandException {
        return inForm(SettingsCommands.formOf(settings, words.get(2)), words, index);
    }

    List<String> ofChannel(List<String> words, int index, List<String> channels) throws CommandException {
        if (index == 1) {
            return ChannelCommands.ACTIONS;
        }
        if (index == 2) {
            return words.get(1).equals("create") ? List.of() : channels;
        }
        return inForm(SettingsCommands.form(administration.settings(), ChannelCommands.PID), words, index);
    }

    private List<String> inForm(Optional<SettingsForm> form, List<String> words, int index) throws CommandException {
        return switch (words.get(1)) {
            case "set", "create" -> pair(form, words, index, 3);
            case "reset" -> keys(form);
            default -> List.of();
        };
    }

    /** A key or a value, in turn from {@code first}. */
    private List<String> pair(Optional<SettingsForm> form, List<String> words, int index, int first) throws CommandException {
        return (index - first) % 2 == 0 ? keys(form) : values(form, words.get(index - 1));
    }

    private static List<String> keys(Optional<SettingsForm> form) {
        return form.stream().flatMap(f -> f.fields().stream()).map(SettingsField::key).toList();
    }

    private List<String> values(Optional<SettingsForm> form, String key) throws CommandException {
        if (OF_VOICES.contains(key)) {
            return voices.ids();
        }
        Optional<SettingsField> field = form.stream().flatMap(f -> f.fields().stream()).filter(f -> f.key().equals(key)).findFirst();
        if (field.isEmpty() || field.get().secret()) {
            return List.of();
        }
        if (field.get().type().equals("boolean")) {
            return List.of("true", "false");
        }
        List<String> values = new ArrayList<>(field.get().options().keySet());
        values.addAll(values.isEmpty() ? field.get().defaults() : List.of());
        values.removeIf(String::isEmpty);
        return values;
    }

    /** Returns the PIDs that exist, and those that their first change creates. */
    private static List<String> pids(Settings settings) {
        Set<String> pids = new TreeSet<>(forms(settings, false));
        settings.all().stream().map(SettingsValues::pid).forEach(pids::add);
        return List.copyOf(pids);
    }

    private static List<String> forms(Settings settings, boolean factories) {
        return settings.forms(Locale.ENGLISH).stream().filter(f -> f.factory() == factories).map(SettingsForm::pid).toList();
    }
}
