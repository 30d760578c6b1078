package announcer.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each command is called with, and what it does. */
final class Usage {
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        LINES.put("say", "[OPTIONS] TEXT...: speaks a text (announcer:help say shows the options)");
        LINES.put("status", ": how everything is: channels, pushes, engines");
        LINES.put("channels", ": the channels, a line each");
        LINES.put("voices", ": the voices, and how their engines are");
        LINES.put("cache", "[purge]: the phrase cache; with purge: empties it");
        LINES.put("queue", "[CHANNEL]: what is spoken and what waits");
        LINES.put("cancel", "ID...: withdraws announcements");
        LINES.put("restart-push", "CHANNEL: restarts the publication of a channel");
        LINES.put("help", "[COMMAND]: this overview, or one command");
    }

    private static final String SAY = """

            --channel, -c   id of the channel; main when left out
            --voice, -v     voice as engine/name (announcer:voices); the channel's own when left out
            --locale, -l    language such as de or zh-CN, where no voice is named
            --rate          speed, a factor from 0.25 to 4: 2 takes half the time
            --pitch         a factor from 0.5 to 2: 2 is an octave higher
            --volume        a factor from 0 to 4: 2 is 6 dB louder
            --ssml          TEXT is an SSML document; in single quotes, the shell leaves it alone
            --urgent, -u    goes before every routine announcement that waits
            --ttl, -t       seconds that it may wait before it expires; the channel's own when left out
            --wait, -w      waits until it has been spoken, or cannot be""";

    private Usage() {
    }

    /** All commands, a line each. */
    static String overview() {
        StringBuilder text = new StringBuilder();
        LINES.keySet().forEach(name -> text.append(line(name)).append('\n'));
        return text.toString().stripTrailing();
    }

    /** One command, with or without its scope. */
    static String of(String command) throws CommandException {
        String name = command.startsWith("announcer:") ? command.substring("announcer:".length()) : command;
        if (!LINES.containsKey(name)) {
            throw new CommandException("\"" + command + "\" is not a command of Announcer; announcer:help lists them");
        }
        return line(name) + (name.equals("say") ? SAY : "");
    }

    private static String line(String name) {
        String rest = LINES.get(name);
        return "announcer:" + name + (rest.startsWith(":") ? rest : " " + rest);
    }
}
