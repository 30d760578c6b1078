package announcer.shell;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Channels as their settings make them. */
@Component(service = ChannelCommands.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=channel",
        "osgi.command.function=pause", "osgi.command.function=resume"})
public class ChannelCommands {
    /** Factory PID of channels. */
    static final String PID = "announcer.channel";
    /** The commands within {@code channel}. */
    static final List<String> ACTIONS = List.of("show", "create", "set", "reset", "delete");

    private final AdministrationProvider administration;

    /** For the component framework. */
    @Activate
    public ChannelCommands(@Reference AdministrationProvider administration) {
        this.administration = administration;
    }

    @Descriptor("shows, makes, changes and deletes channels (announcer:help channel)")
    public String channel(
            @Descriptor("show ID | create ID [KEY VALUE]... | set ID KEY VALUE... | reset ID KEY... | delete ID") String... words) {
        return CommandRunner.run(() -> {
            CommandArguments typed = new CommandArguments("channel", words);
            Settings settings = administration.settings();
            if (!ACTIONS.contains(typed.first())) {
                throw typed.unknown(String.join(", ", ACTIONS));
            }
            String id = typed.at(1, "a channel's id");
            return switch (typed.first()) {
                case "create" -> created(settings, id, typed.values(2, form(settings)));
                case "set" -> changed(settings, id, typed.values(2, form(settings)));
                case "reset" -> changed(settings, id, SettingsCommands.taken(typed, 2));
                case "delete" -> deleted(settings, of(settings, id));
                default -> SettingsTexts.values(of(settings, id), form(settings));
            };
        });
    }

    @Descriptor("lets nothing new begin on channels: what comes waits, and the stream is silent")
    public String pause(@Descriptor("ids of the channels") String... channels) {
        return CommandRunner.run(() -> paused(true, channels));
    }

    @Descriptor("lets channels go on that were paused")
    public String resume(@Descriptor("ids of the channels") String... channels) {
        return CommandRunner.run(() -> paused(false, channels));
    }

    private String paused(boolean paused, String... channels) throws CommandException, InvalidConfigurationException, IOException {
        String word = paused ? "pause" : "resume";
        if (channels.length == 0) {
            throw new CommandException("which channel? announcer:" + word + " CHANNEL");
        }
        StringBuilder text = new StringBuilder();
        for (String channel : channels) {
            administration.settings().change(of(administration.settings(), channel).pid(), Map.of("paused", paused));
            administration.done("channel " + word, channel);
            text.append("channel ").append(channel).append(paused ? " is paused" : " goes on").append('\n');
        }
        return text.toString().stripTrailing();
    }

    private String created(Settings settings, String id, Map<String, Object> given)
            throws CommandException, InvalidConfigurationException, IOException {
        Map<String, Object> values = new LinkedHashMap<>(given);
        values.put("id", id);
        String pid = settings.create(PID, id, values);
        administration.done("channel create", id);
        return "channel " + id + " is there: " + pid;
    }

    private String changed(Settings settings, String id, Map<String, Object> changes)
            throws CommandException, InvalidConfigurationException, IOException {
        String pid = of(settings, id).pid();
        settings.change(pid, changes);
        administration.done("channel set", id);
        return SettingsTexts.values(settings.find(pid).orElseThrow(), form(settings));
    }

    private String deleted(Settings settings, SettingsValues channel) throws InvalidConfigurationException, IOException {
        String id = String.valueOf(channel.values().get("id"));
        settings.delete(channel.pid());
        administration.done("channel delete", id);
        return "channel " + id + " is gone";
    }

    /** The configuration of the channel with this id. */
    private static SettingsValues of(Settings settings, String id) throws CommandException {
        Map<Object, SettingsValues> byId = new HashMap<>();
        settings.all().stream().filter(v -> v.factoryPid().filter(PID::equals).isPresent()).forEach(v -> byId.put(v.values().get("id"), v));
        if (!byId.containsKey(id)) {
            throw new CommandException("no channel has the id \"" + id + "\"; there are: "
                    + String.join(", ", byId.keySet().stream().map(String::valueOf).sorted().toList()));
        }
        return byId.get(id);
    }

    private static Optional<SettingsForm> form(Settings settings) {
        return SettingsCommands.form(settings, PID);
    }
}
