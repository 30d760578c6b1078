package announcer.lib.socket;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;

/**
 * The settings of a component, of which the last valid ones stay in force. Safe for use by any thread.
 *
 * @param <S> immutable settings
 */
public final class LastValid<S> {
    private static final Logger LOG = LoggerFactory.getLogger(LastValid.class);

    /** Checks a configuration. */
    @FunctionalInterface
    public interface Check<S> {
        /** @throws InvalidConfigurationException when the configuration cannot come into force */
        S settings() throws InvalidConfigurationException;
    }

    private final String pid;
    private volatile S settings;
    private volatile InvalidConfigurationException problem;

    /** @param pid of the configuration, for messages */
    public LastValid(String pid) {
        this.pid = pid;
    }

    /** Puts a configuration in force, or logs why it cannot be. */
    public void change(Check<S> check) {
        try {
            set(check.settings());
        } catch (InvalidConfigurationException e) {
            problem = e;
            LOG.error("{}: {}; {}", pid, e.getMessage(),
                    settings == null ? "no pipe can be opened" : "the last valid values stay in force");
        }
    }

    /** Puts settings in force. */
    public void set(S valid) {
        settings = valid;
        problem = null;
    }

    /**
     * Returns the settings in force.
     *
     * @throws IOException when no valid ones were ever given; the message says why
     */
    public S get() throws IOException {
        S now = settings;
        if (now == null) {
            InvalidConfigurationException why = problem;
            throw new IOException("the configuration " + pid + " is not valid" + (why == null ? "" : ": " + why.getMessage()), why);
        }
        return now;
    }
}
