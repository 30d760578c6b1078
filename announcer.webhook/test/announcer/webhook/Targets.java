package announcer.webhook;

import java.time.Duration;

import announcer.api.config.InvalidConfigurationException;

/** Receivers as a test wants them. */
final class Targets {
    static final String SECRET = "0123456789abcdef";

    private Targets() {
    }

    static Target to(String url, String... events) {
        return target(url, events, new String[0], true);
    }

    static Target target(String url, String[] events, String[] channels, boolean enabled) {
        try {
            return Target.of(enabled, url, SECRET, events, channels, Duration.ofSeconds(5), Duration.ofMinutes(60));
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
