package announcer.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.Urls;

/**
 * The receiver of a webhook, and the events that it wants. Immutable.
 *
 * @param enabled whether any go
 * @param uri the receiver, without credentials
 * @param authorization header for the credentials that its URL held
 * @param shown its URL as it may be shown
 * @param secret what requests are signed with
 * @param events names of the events; {@code all}: every one
 * @param channels ids of the channels; empty: all
 * @param timeout how long an answer may take
 * @param maxAge how long an event is worth trying
 */
record WebhookTarget(boolean enabled, URI uri, Optional<String> authorization, String shown, String secret, Set<String> events,
        Set<String> channels, Duration timeout, Duration maxAge) {
    private static final String ALL = "all";
    private static final int LEAST_SECRET = 16;

    static WebhookTarget of(WebhookConfig config) throws InvalidConfigurationException {
        return of(config.enabled(), config.url(), config.secret(), config.events(), config.channels(),
                Duration.ofSeconds(config.timeoutSeconds()), Duration.ofMinutes(config.maxAgeMinutes()));
    }

    static WebhookTarget of(boolean enabled, String url, String secret, String[] events, String[] channels, Duration timeout,
            Duration maxAge)
            throws InvalidConfigurationException {
        URI uri = uri(url);
        return new WebhookTarget(enabled, withoutCredentials(uri), authorization(uri), Urls.masked(uri.toString()), secret(secret),
                set(events),
                set(channels), timeout, maxAge);
    }

    private static Set<String> set(String[] values) {
        return values == null ? Set.of() : Arrays.stream(values).map(String::strip).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
    }

    /** The URL of a receiver, or in words why it cannot be one. */
    static URI uri(String url) throws InvalidConfigurationException {
        String text = url == null ? "" : url.strip();
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme();
            if ((scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new InvalidConfigurationException("url",
                "url is \"" + Urls.masked(text) + "\"; it must be a whole URL that begins with http:// or https:// and names a host");
    }

    /** The secret, or in words why it cannot be one. */
    static String secret(String secret) throws InvalidConfigurationException {
        int length = secret == null ? 0 : secret.strip().length();
        if (length < LEAST_SECRET) {
            throw new InvalidConfigurationException("secret",
                    "secret has " + length + " characters; it must have at least " + LEAST_SECRET + ", or it could be guessed");
        }
        return secret.strip();
    }

    private static URI withoutCredentials(URI uri) {
        String raw = uri.toString();
        String userInfo = uri.getRawUserInfo();
        return userInfo == null ? uri : URI.create(raw.replaceFirst(Pattern.quote(userInfo + "@"), ""));
    }

    private static Optional<String> authorization(URI uri) {
        return Optional.ofNullable(uri.getUserInfo())
                .map(u -> "Basic " + Base64.getEncoder().encodeToString(u.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether an event goes there. */
    boolean wants(String event, String channel) {
        return enabled && (events.contains(ALL) || events.contains(event)) && (channels.isEmpty() || channels.contains(channel));
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return shown;
    }
}
