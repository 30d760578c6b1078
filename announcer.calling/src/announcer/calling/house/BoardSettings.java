package announcer.calling.house;

import java.util.List;
import java.util.Map;

import announcer.api.calling.Board;
import announcer.api.config.InvalidConfigurationException;

/**
 * One configuration of a board. Immutable.
 *
 * @param id its id
 * @param pid PID of the configuration
 * @param names its name by language
 * @param services ids of those that it shows; none: all
 * @param counters ids of those whose calls it shows; none: all
 * @param lastCalls how many calls it shows beside the current one
 * @param languages its languages; none: the house's
 * @param notice a line by language
 */
public record BoardSettings(String id, String pid, Map<String, String> names, List<String> services, List<String> counters, int lastCalls,
        List<String> languages, Map<String, String> notice) {
    /** The board that is there without a configuration: it shows everything. */
    public static final BoardSettings EVERYTHING = new BoardSettings(Board.DEFAULT, "", Map.of(), List.of(), List.of(), 6, List.of(),
            Map.of());

    /** Reads a configuration. */
    public static BoardSettings of(String pid, Values v) throws InvalidConfigurationException {
        return new BoardSettings(v.id(), pid, v.byLanguage("names", Values.LONGEST_NAME), v.ids("services"), v.ids("counters"),
                v.number("lastCalls", 6, 0, 20), v.languages("languages"), v.byLanguage("notice", 300));
    }
}
