package announcer.access.token;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import announcer.access.crypto.Hmac;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Session;

/**
 * Sessions of tablets: the cookie is the secret of a token for one counter. So they need no login each morning, are there after a restart, and end
 * when the token is revoked or has expired. Any other token opens none: it would be a login for everything that nobody ends. Thread-safe.
 */
public final class TokenSessions {
    /** Browsers keep a cookie no longer. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final TokenStore tokens;
    private final Clock clock;
    private final Hmac csrf;

    public TokenSessions(TokenStore tokens, Clock clock, SecureRandom random) {
        this.tokens = tokens;
        this.clock = clock;
        csrf = new Hmac(random);
    }

    /**
     * The session with this cookie; empty when it is no secret of a token for one counter.
     *
     * @throws IOException when nobody can tell, since the file of the tokens cannot be read now
     */
    public Optional<Session> of(String cookie, String address) throws IOException {
        if (!cookie.startsWith(TokenStore.PREFIX)) {
            return Optional.empty();
        }
        Optional<TokenFile.Kept> kept = tokens.use(cookie);
        if (kept.isEmpty()) {
            tokens.requireJudged();
        }
        Instant longest = clock.instant().plus(LONGEST);
        return kept.filter(k -> k.counter().isPresent())
                .map(k -> new Session(cookie, csrf.of(cookie),
                        new Caller(TokenStore.BEARER + k.name(), k.scopes(), Credential.SESSION, address, k.counter()),
                        k.expires().filter(longest::isAfter).orElse(longest), false));
    }
}
