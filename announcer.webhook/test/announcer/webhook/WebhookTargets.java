package announcer.webhook;

import java.time.Duration;

import announcer.api.config.InvalidConfigurationException;

/** Receivers as a test wants them. */
final class WebhookTargets {
    static final String SECRET = "0123456789abcdef";

    private WebhookTargets() {
    }

    static WebhookTarget to(String url, String... events) {
        return target(url, events, new String[0], true);
    }

    static WebhookTarget target(String url, String[] events, String[] channels, boolean enabled) {
        try {
            return WebhookTarget.of(enabled, url, SECRET, events, channels, Duration.ofSeconds(5), Duration.ofMinutes(60));
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
