package announcer.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.access.Role;
import announcer.api.access.Scope;

/**
 * {@code announcer:_complete WORDS INDEX}: what can stand in the place of a word of a command line that is being typed. The shell asks it
 * when somebody presses the tab key, and filters by what is there of the word; the underscore hides it from the list of commands.
 */
@Component(service = Function.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=_complete"})
public class Candidates implements Function {
    private static final Set<String> OF_A_CHANNEL = Set.of("queue", "clear", "restart-push", "push-output");

    private final AnnouncerProvider engine;
    private final AdministrationProvider administration;
    private final SettingsCandidates settings;

    /** For the component framework. */
    @Activate
    public Candidates(@Reference AnnouncerProvider engine, @Reference AdministrationProvider administration) {
        this.engine = engine;
        this.administration = administration;
        settings = new SettingsCandidates(administration, this::voices);
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        if (arguments.size() != 2 || !(arguments.get(0) instanceof List<?> words)
                || !String.valueOf(arguments.get(1)).matches("[1-9][0-9]{0,4}")) {
            return List.of();
        }
        return of(words.stream().map(String::valueOf).toList(), Integer.parseInt(String.valueOf(arguments.get(1))));
    }

    /** Returns the candidates for this place of the line; none when the service that knows them is away. */
    List<String> of(List<String> words, int index) {
        try {
            String command = Usage.withoutScope(words.get(0));
            return switch (command) {
                case "say" -> afterOption(words.get(index - 1));
                case "pause", "resume" -> channels();
                case "cancel" -> ofCancel(words.get(index - 1));
                case "move" -> index == 1
                        ? announcements(a -> !a.state().name().equals("SPEAKING")).stream().map(AnnouncementStatus::id).toList()
                        : List.of();
                case "cache" -> index == 1 ? List.of("purge") : List.of();
                case "help" -> index == 1 ? List.copyOf(Usage.commands()) : List.of();
                case "channel" -> settings.ofChannel(words, index, channels());
                case "settings" -> settings.of(words, index);
                case "tokens" -> tokens(words, index);
                case "users" -> users(words, index);
                default -> OF_A_CHANNEL.contains(command) && index == 1 ? channels() : List.of();
            };
        } catch (CommandException e) {
            // The bundle that knows is not there; the command itself says so when it is run.
            return List.of();
        }
    }

    private List<String> afterOption(String before) throws CommandException {
        return switch (before) {
            case "-c", "--channel" -> channels();
            case "-v", "--voice" -> voices();
            case "-p", "--priority" -> names(Priority.values());
            case "-l", "--locale" -> engine.announcer().engines().stream().flatMap(e -> e.voices().stream())
                    .map(v -> v.locale().toLanguageTag()).distinct().sorted().toList();
            default -> List.of();
        };
    }

    private List<String> ofCancel(String before) throws CommandException {
        return switch (before) {
            case "-c", "--channel" -> channels();
            case "--group" -> keys(Keys::group);
            case "--supersede" -> keys(Keys::supersede);
            default -> announcements(a -> true).stream().map(AnnouncementStatus::id).toList();
        };
    }

    private List<String> keys(java.util.function.Function<Keys, Optional<String>> key) throws CommandException {
        return announcements(a -> true).stream().flatMap(a -> key.apply(a.request().keys()).stream()).distinct().sorted().toList();
    }

    private List<String> channels() throws CommandException {
        return engine.announcer().channels().stream().map(ChannelStatus::id).toList();
    }

    private List<String> voices() throws CommandException {
        return engine.announcer().engines().stream().flatMap(e -> e.voices().stream()).map(v -> v.id()).toList();
    }

    private List<AnnouncementStatus> announcements(Predicate<AnnouncementStatus> which) throws CommandException {
        return engine.announcer().channels().stream()
                .flatMap(c -> Stream.concat(Stream.concat(c.speaking().stream(), c.beneath().stream()), c.queued().stream()))
                .filter(which).toList();
    }

    private List<String> tokens(List<String> words, int index) throws CommandException {
        if (index == 1) {
            return AccessCommands.TOKEN_ACTIONS;
        }
        if (index == 2 && words.get(1).equals("revoke")) {
            return administration.access().tokens().stream().map(t -> t.id()).toList();
        }
        return index == 3 && words.get(1).equals("create") ? names(Scope.values()) : List.of();
    }

    private List<String> users(List<String> words, int index) throws CommandException {
        if (index == 1) {
            return AccessCommands.USER_ACTIONS;
        }
        if (index == 2 && Set.of("role", "delete").contains(words.get(1))) {
            return administration.access().users().stream().map(u -> u.name()).toList();
        }
        return index == 3 && Set.of("create", "role").contains(words.get(1)) ? names(Role.values()) : List.of();
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    }
}
