package announcer.api.config;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * All configurations, with the same checks as the files in {@code conf/} and the console's forms. Safe for use by any thread; a change is
 * in force, and in its file, when the method returns. Where the file cannot be written, the change is in force and
 * {@link SettingsValues#problem} says so until it is written.
 */
@ProviderType
public interface Settings {
    /** The placeholder of a secret. Given back as a value it leaves the secret as it is. */
    String MASK = "********";

    /** Returns the forms of all PIDs. */
    List<SettingsForm> forms(Locale locale);

    /** Every configuration that there is, by PID, secrets masked. */
    List<SettingsValues> all();

    /** The configuration with this PID, secrets masked. */
    Optional<SettingsValues> find(String pid);

    /**
     * Changes some values of a configuration; others stay. A configuration of a form that exists once is made when there is none.
     *
     * @param changes new values by key, as texts, numbers, booleans or lists of them; null takes a value back to its default
     * @throws InvalidConfigurationException when it must not come into force; then nothing has changed
     * @throws IOException when it cannot be stored
     */
    void change(String pid, Map<String, Object> changes) throws InvalidConfigurationException, IOException;

    /**
     * Makes a configuration of a factory.
     *
     * @param name the last part of its PID: letters, digits, dashes, dots and underscores
     * @return its PID
     * @throws InvalidConfigurationException when it must not come into force, or is there already
     * @throws IOException when it cannot be stored
     */
    String create(String factoryPid, String name, Map<String, Object> values) throws InvalidConfigurationException, IOException;

    /**
     * Removes a configuration and its file.
     *
     * @return whether there was one
     * @throws InvalidConfigurationException when it must stay; then nothing has changed
     * @throws IOException when it cannot be removed
     */
    boolean delete(String pid) throws InvalidConfigurationException, IOException;
}
