package announcer.api.config;

import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A rule about configurations, registered as a service with {@link #PIDS}. It is asked before a configuration comes into force, whether
 * it was edited by hand or in the console.
 */
@ConsumerType
public interface ConfigurationCheck {
    /** Service property: the PIDs or factory PIDs that the check knows (String or String[], required). */
    String PIDS = "announcer.config.pids";

    /**
     * Checks one configuration as it would be.
     *
     * @param pid its PID; for one of a factory, {@code factoryPid~name}
     * @param values its values by key, converted to the types of the metatype
     * @throws InvalidConfigurationException when it must not come into force
     */
    void check(String pid, Map<String, Object> values) throws InvalidConfigurationException;

    /**
     * Asked before a configuration is removed through the console or {@link Settings}. Whoever deletes its file is not asked.
     *
     * @param pid its PID; for one of a factory, {@code factoryPid~name}
     * @throws InvalidConfigurationException when it must stay
     */
    default void checkDeletion(String pid) throws InvalidConfigurationException {
        // Most may always go.
    }
}
