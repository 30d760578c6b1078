package announcer.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The usage of each command, and its description. */
final class Usage {
    /** @param arguments what it is called with; may be empty */
    private record Line(String arguments, String does, String more) {}

    /** Scope of all commands. */
    static final String SCOPE = "announcer:";
    private static final Map<String, Line> LINES = new LinkedHashMap<>();

    static {
        line("say", "[OPTIONS] TEXT...", "speaks a text (announcer:help say shows the options)", """
                --channel, -c   id of the channel; main when left out
                --voice, -v     voice as engine/name (announcer:voices); the channel's own when left out
                --locale, -l    language such as de or zh-CN, where no voice is named
                --rate          speed, a factor from 0.25 to 4: 2 takes half the time
                --pitch         a factor from 0.5 to 2: 2 is an octave higher
                --volume        a factor from 0 to 4: 2 is 6 dB louder
                --ssml          TEXT is an SSML document; in single quotes, the shell leaves it alone
                --urgent, -u    the same as --priority urgent
                --priority, -p  background, routine (when left out), urgent or emergency: the highest goes first
                --ttl, -t       seconds that it may wait before it expires; the channel's own when left out
                --repeat        how often it is spoken, with --pause seconds between
                --supersede     key; replaces an earlier one of the channel with this key that waits
                --group         key of those that are withdrawn together (announcer:cancel --group)
                --chime         id of the chime before it, --chime-after that of the one after it; none: no chime
                --wait, -w      waits until it has been spoken, or cannot be""");
        line("status", "", "how everything is: channels, pushes, engines", "");
        line("channels", "", "the channels, a line each", "");
        line("channel", "ACTION ID...", "shows, makes, changes and deletes channels", """
                show ID                       its settings; those that are not given with their default in brackets
                create ID [KEY VALUE]...      makes a channel, at once
                set ID KEY VALUE...           changes what is named
                reset ID KEY...               takes settings back to their defaults
                delete ID                     takes the channel away
                Elements of a list are separated by commas: channel set main fallbackVoices freetts/kevin,system/en-us""");
        line("pause", "CHANNEL...", "lets nothing new begin: what comes waits, and the stream is silent", "");
        line("resume", "CHANNEL...", "lets paused channels go on", "");
        line("voices", "", "the voices, and how their engines are", "");
        line("cache", "[purge]", "the phrase cache; with purge: empties it", "");
        line("queue", "[CHANNEL]", "what is spoken and what waits", "");
        line("move", "ID PLACE", "moves an announcement that waits; 0 is before all others", "");
        line("cancel", "ID... | OPTIONS", "withdraws announcements", """
                --group         all of this group that have no outcome
                --supersede     all with this supersede key that have no outcome
                --channel, -c   of those, the ones of this channel only""");
        line("clear", "CHANNEL", "withdraws all that waits; what is being spoken goes on", "");
        line("restart-push", "CHANNEL", "restarts the publication of a channel", "");
        line("push-output", "CHANNEL", "the latest lines that the pusher of a channel wrote", "");
        line("settings", "[ACTION]...", "shows and changes configurations", """
                list                                  all that there are
                forms                                 all that there can be
                show PID                              its values; those that are not given with their default in brackets
                set PID KEY VALUE...                  changes what is named
                reset PID KEY...                      takes settings back to their defaults
                create FACTORY NAME [KEY VALUE]...    makes one of several
                delete PID                            takes it away, and its file
                A secret is shown as ********. Begin a line that holds one with a space: the shell does not remember it then.""");
        line("tokens", "[ACTION]...", "lists, makes and revokes tokens for programs", """
                list                                  all tokens, without their secrets
                create NAME SCOPE[,SCOPE]... [DAYS]   makes one and shows it, once; without DAYS it is valid until it is revoked
                revoke ID                             ends one, at once
                Scopes: metrics, view, announce, operate, administer.""");
        line("users", "[ACTION]...", "lists, makes, changes and deletes users", """
                list                                  all users
                create NAME ROLE PASSWORD             makes one; begin the line with a space: the shell does not remember it then
                role NAME ROLE                        gives another role
                delete NAME                           takes one away
                Roles: viewer, operator, admin.""");
        line("audit", "[LIMIT]", "who did what lately, newest first; 20 entries when no limit is given", "");
        line("help", "[COMMAND]", "this overview, or one command", "");
    }

    private Usage() {
    }

    private static void line(String name, String arguments, String does, String more) {
        LINES.put(name, new Line(arguments, does, more));
    }

    /** The names of all commands, without their scope. */
    static Set<String> commands() {
        return LINES.keySet();
    }

    /** Returns the description of a command, in a line. */
    static String does(String name) {
        return LINES.get(name).does();
    }

    /** All commands, a line each. */
    static String overview() {
        StringBuilder text = new StringBuilder();
        LINES.keySet().forEach(name -> text.append(line(name)).append('\n'));
        return text.toString().stripTrailing();
    }

    /** One command, with or without its scope. */
    static String of(String command) throws CommandException {
        String name = withoutScope(command);
        if (!LINES.containsKey(name)) {
            throw new CommandException("\"" + command + "\" is not a command of Announcer; announcer:help lists them");
        }
        String more = LINES.get(name).more();
        return line(name) + (more.isEmpty() ? "" : "\n" + more.indent(4).stripTrailing());
    }

    static String withoutScope(String command) {
        return command.startsWith(SCOPE) ? command.substring(SCOPE.length()) : command;
    }

    private static String line(String name) {
        Line l = LINES.get(name);
        return SCOPE + name + (l.arguments().isEmpty() ? "" : " " + l.arguments()) + ": " + l.does();
    }
}
