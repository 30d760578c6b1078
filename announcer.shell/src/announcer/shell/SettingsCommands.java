package announcer.shell;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/** All configurations, as {@code conf/} holds them. */
@Component(service = SettingsCommands.class, immediate = true, property = {"osgi.command.scope=announcer",
        "osgi.command.function=settings"})
public class SettingsCommands {
    /** The commands within {@code settings}. */
    static final List<String> ACTIONS = List.of("list", "forms", "show", "set", "reset", "create", "delete");

    private final AdministrationProvider administration;

    /** For the component framework. */
    @Activate
    public SettingsCommands(@Reference AdministrationProvider administration) {
        this.administration = administration;
    }

    @Descriptor("shows and changes configurations (announcer:help settings)")
    public String settings(
            @Descriptor("[list] | forms | show PID | set PID KEY VALUE... | reset PID KEY... | create FACTORY NAME [KEY VALUE]... | delete PID") String... words) {
        return CommandRunner.run(() -> {
            CommandArguments typed = new CommandArguments("settings", words);
            Settings settings = administration.settings();
            return switch (typed.first()) {
                case "", "list" -> SettingsTexts.list(settings.all());
                case "forms" -> SettingsTexts.forms(settings.forms(Locale.ENGLISH));
                case "show" -> shown(settings, typed.most(2).at(1, "a PID"));
                case "set" -> changed(settings, typed.at(1, "a PID"), typed.values(2, formOf(settings, typed.at(1, "a PID"))));
                case "reset" -> changed(settings, typed.at(1, "a PID"), taken(typed, 2));
                case "create" -> created(settings, typed.at(1, "a factory PID"), typed.at(2, "a name"),
                        typed.values(3, form(settings, typed.at(1, "a factory PID"))));
                case "delete" -> deleted(settings, typed.most(2).at(1, "a PID"));
                default -> throw typed.unknown(String.join(", ", ACTIONS));
            };
        });
    }

    /** Values that go back to their defaults. */
    static Map<String, Object> taken(CommandArguments typed, int place) throws CommandException {
        typed.at(place, "a key");
        Map<String, Object> changes = new LinkedHashMap<>();
        typed.from(place).forEach(key -> changes.put(key, null));
        return changes;
    }

    static Optional<SettingsForm> form(Settings settings, String typePid) {
        return settings.forms(Locale.ENGLISH).stream().filter(f -> f.pid().equals(typePid)).findFirst();
    }

    /** The form of a configuration that is there, or could be. */
    static Optional<SettingsForm> formOf(Settings settings, String pid) {
        return form(settings, settings.find(pid).flatMap(SettingsValues::factoryPid).orElse(pid));
    }

    private static String shown(Settings settings, String pid) throws CommandException {
        Optional<SettingsForm> form = formOf(settings, pid);
        Optional<SettingsValues> values = settings.find(pid);
        if (values.isEmpty() && form.filter(f -> !f.factory()).isEmpty()) {
            throw new CommandException("there is no configuration " + pid + "; announcer:settings lists them");
        }
        return SettingsTexts.values(values.orElseGet(() -> new SettingsValues(pid, Optional.empty(), Map.of(), Optional.empty())), form);
    }

    private String changed(Settings settings, String pid, Map<String, Object> changes)
            throws CommandException, InvalidConfigurationException, IOException {
        if (changes.isEmpty()) {
            throw new CommandException("change what? announcer:settings set PID KEY VALUE");
        }
        settings.change(pid, changes);
        administration.done("settings change", pid);
        return shown(settings, pid);
    }

    private String created(Settings settings, String factoryPid, String name, Map<String, Object> values)
            throws CommandException, InvalidConfigurationException, IOException {
        String pid = settings.create(factoryPid, name, values);
        administration.done("settings create", pid);
        return shown(settings, pid);
    }

    private String deleted(Settings settings, String pid) throws CommandException, InvalidConfigurationException, IOException {
        if (!settings.delete(pid)) {
            throw new CommandException("there is no configuration " + pid + "; announcer:settings lists them");
        }
        administration.done("settings delete", pid);
        return pid + " is gone";
    }
}
