package announcer.bench.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options of a driver: {@code --name value}, each as often as wanted. */
public final class Options {
    private final Map<String, List<String>> values = new TreeMap<>();

    /** @throws IllegalArgumentException in words, for one that is not known or has no value */
    public Options(List<String> arguments, Set<String> known) {
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!arguments.get(i).startsWith("--") || !known.contains(name)) {
                throw new IllegalArgumentException(
                        arguments.get(i) + " is not known here; known are --" + String.join(" --", known.stream().sorted().toList()));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            }
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(arguments.get(i + 1));
        }
    }

    /** All values of an option, in their order; {@code otherwise} when it was not given. */
    public List<String> all(String name, String... otherwise) {
        return values.getOrDefault(name, List.of(otherwise));
    }

    /** The last value of an option. */
    public Optional<String> one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The last value of an option as a number; {@code otherwise} when it was not given. */
    public int number(String name, int otherwise) {
        return one(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** The same as a time in seconds. */
    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }
}
