package announcer.engine.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.Priority;
import announcer.api.config.InvalidConfigurationException;

/** For each pair of priorities, what the higher one does to the lower one that is being spoken. Immutable. */
public final class InterruptionRules {
    /** Key of the setting. */
    public static final String KEY = "interruptions";
    /** An emergency cuts all others short; all else waits. */
    public static final InterruptionRules DEFAULT = new InterruptionRules(Map.of());

    private static final Pattern LINE = Pattern.compile("(\\w+)\\s*>\\s*(\\w+)\\s*=\\s*(.+)");
    private static final Pattern SECOND_HALF = Pattern.compile("\\s*(repeat|resume)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
    private static final String FORM = "a line is a higher priority, \">\", a lower one, \"=\", and wait, duck, cut, repeat or cut, resume"
            + " (\"emergency>routine = cut, repeat\")";

    private record Pair(Priority higher, Priority lower) {}

    private final Map<Pair, Interruption> stated;

    private InterruptionRules(Map<Pair, Interruption> stated) {
        this.stated = Map.copyOf(stated);
    }

    /**
     * Reads the setting. What no line states is as in {@link #DEFAULT}.
     *
     * @param lines null: none
     * @throws InvalidConfigurationException when a line cannot be understood; the message quotes it and says what would be right
     */
    public static InterruptionRules of(String[] lines) throws InvalidConfigurationException {
        Map<Pair, Interruption> stated = new HashMap<>();
        for (String line : whole(lines == null ? new String[0] : lines)) {
            read(line, stated);
        }
        return new InterruptionRules(stated);
    }

    /** A file separates lines by commas too, and not everybody writes a backslash before the one inside a line. */
    private static List<String> whole(String[] lines) {
        List<String> whole = new ArrayList<>();
        for (String line : lines) {
            if (SECOND_HALF.matcher(line).matches() && !whole.isEmpty()) {
                whole.set(whole.size() - 1, whole.get(whole.size() - 1) + ", " + line.strip());
            } else if (!line.isBlank()) {
                whole.add(line.strip());
            }
        }
        return whole;
    }

    private static void read(String line, Map<Pair, Interruption> into) throws InvalidConfigurationException {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            throw wrong(line, FORM);
        }
        Priority higher = priority(line, m.group(1));
        Priority lower = priority(line, m.group(2));
        if (higher.compareTo(lower) <= 0) {
            throw wrong(line, m.group(1) + " is not above " + m.group(2) + "; an announcement waits for those of its own priority and of"
                    + " higher ones, so leave this line out");
        }
        Interruption present = into.put(new Pair(higher, lower), interruption(line, m.group(3).strip()));
        if (present != null) {
            throw wrong(line, "another line is about the same pair; leave one of them out");
        }
    }

    private static Priority priority(String line, String name) throws InvalidConfigurationException {
        return Arrays.stream(Priority.values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> wrong(line, "\"" + name + "\" is no priority; there are background, routine, urgent and emergency"));
    }

    private static Interruption interruption(String line, String words) throws InvalidConfigurationException {
        return switch (String.join(", ", SEPARATOR.split(words.toLowerCase(Locale.ROOT)))) {
            case "wait" -> Interruption.WAIT;
            case "cut, repeat" -> Interruption.CUT_AND_REPEAT;
            case "cut, resume" -> Interruption.CUT_AND_RESUME;
            case "cut" -> throw wrong(line, "say what becomes of the one that is cut: cut, repeat or cut, resume");
            case "duck" -> Interruption.DUCK;
            default -> throw wrong(line, FORM);
        };
    }

    private static InvalidConfigurationException wrong(String line, String why) {
        return new InvalidConfigurationException(KEY, KEY + " has the line \"" + line + "\": " + why);
    }

    /** What one that comes does to one that is being spoken. */
    public Interruption of(Priority comes, Priority isSpoken) {
        if (comes.compareTo(isSpoken) <= 0) {
            return Interruption.WAIT;
        }
        return Optional.ofNullable(stated.get(new Pair(comes, isSpoken)))
                .orElse(comes == Priority.EMERGENCY ? Interruption.CUT_AND_REPEAT : Interruption.WAIT);
    }

    /** Whether one that comes cuts one short that is being spoken. */
    public boolean cuts(Priority comes, Priority isSpoken) {
        Interruption how = of(comes, isSpoken);
        return how == Interruption.CUT_AND_REPEAT || how == Interruption.CUT_AND_RESUME;
    }

    /** Whether one that comes is heard before one that is being spoken has ended. */
    public boolean interrupts(Priority comes, Priority isSpoken) {
        return of(comes, isSpoken) != Interruption.WAIT;
    }
}
