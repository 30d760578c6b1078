package announcer.api.config;

import java.util.Map;
import java.util.Optional;

/**
 * One configuration.
 *
 * @param pid its PID
 * @param factoryPid the factory that it is of
 * @param values its values by key: texts, numbers, booleans, or lists of them; secrets masked ({@link Settings#MASK})
 * @param problem why the file in {@code conf/} that should be in force is not, or what is in force is not in its file; empty when they agree
 */
public record SettingsValues(String pid, Optional<String> factoryPid, Map<String, Object> values, Optional<String> problem) {}
