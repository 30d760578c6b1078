package announcer.calling;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.calling.house.Values;

/**
 * A configuration as it was read. Immutable.
 *
 * @param settings what it says; empty: it is wrong
 * @param problem why it is wrong
 */
record Configured<T>(Optional<T> settings, Optional<String> problem) {
    private static final Logger LOG = LoggerFactory.getLogger(Configured.class);

    /** Reads one. */
    interface Reader<T> {
        T read(String pid, Values values) throws InvalidConfigurationException;
    }

    /** Reads a configuration. One that is wrong got past the door (another program wrote it): it is left out, and told of. */
    static <T> Configured<T> of(Map<String, Object> properties, Reader<T> as) {
        String pid = Objects.toString(properties.get("service.pid"), "");
        try {
            return new Configured<>(Optional.of(as.read(pid, new Values(properties))), Optional.empty());
        } catch (InvalidConfigurationException e) {
            LOG.error("the configuration {} is left out: {}", pid, e.getMessage());
            return new Configured<>(Optional.empty(), Optional.of("the configuration " + pid + " is left out: " + e.getMessage()));
        }
    }
}
