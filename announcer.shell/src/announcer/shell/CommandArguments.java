package announcer.shell;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;

/** The arguments of a command that has commands of its own. Immutable. */
final class CommandArguments {
    private final String command;
    private final List<String> words;

    /** @param command the whole command, for messages */
    CommandArguments(String command, String... words) {
        this.command = command;
        // Gogo reads the word null as no object at all.
        this.words = Arrays.stream(words).map(String::valueOf).toList();
    }

    /** The command within the command; empty when none was typed. */
    String first() {
        return words.isEmpty() ? "" : words.get(0);
    }

    int count() {
        return words.size();
    }

    /** The word in this place. */
    String at(int place, String what) throws CommandException {
        if (place >= words.size()) {
            throw new CommandException("announcer:" + command + " needs " + what + "; announcer:help " + command + " shows how it is used");
        }
        return words.get(place);
    }

    /** No more words than these. */
    CommandArguments most(int count) throws CommandException {
        if (words.size() > count) {
            throw new CommandException("\"" + words.get(count) + "\" is one word too many; announcer:help " + command
                    + " shows how it is used. Several words belong in quotes");
        }
        return this;
    }

    List<String> from(int place) {
        return words.subList(Math.min(place, words.size()), words.size());
    }

    /** The values of keys and values in turn; a list's elements are separated by commas. */
    Map<String, Object> values(int place, Optional<SettingsForm> form) throws CommandException {
        List<String> pairs = from(place);
        if (pairs.size() % 2 != 0) {
            throw new CommandException("the value of " + pairs.get(pairs.size() - 1)
                    + " is missing: write KEY VALUE [KEY VALUE]...; an empty one as ''");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            values.put(pairs.get(i), value(pairs.get(i), pairs.get(i + 1), form));
        }
        return values;
    }

    private static Object value(String key, String typed, Optional<SettingsForm> form) {
        boolean list = form.stream().flatMap(f -> f.fields().stream()).filter(f -> f.key().equals(key)).anyMatch(SettingsField::list);
        if (!list) {
            return typed;
        }
        return typed.isBlank()
                ? List.of()
                : Arrays.stream(typed.split("(?<!\\\\),", -1)).map(e -> e.strip().replace("\\,", ",")).toList();
    }

    /** Returns the error for an unknown command within the command. */
    CommandException unknown(String known) {
        return new CommandException("\"" + first() + "\" is not a command of announcer:" + command + "; there are: " + known);
    }
}
