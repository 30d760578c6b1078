package announcer.api.access;

import java.time.Instant;

/**
 * A session that was opened with a password; or that of a token for one counter, whose cookie is the token's secret, and which lasts as long as
 * the token.
 *
 * @param cookie value of the cookie {@link AccessControl#COOKIE}; a secret
 * @param csrf what our own pages send in {@link AccessControl#CSRF_HEADER}
 * @param caller whose it is
 * @param expires when it ends unless it is used before
 * @param mustChangePassword whether the password is the one that Announcer made at the first start
 */
public record Session(String cookie, String csrf, Caller caller, Instant expires, boolean mustChangePassword) {
    /** Nothing secret. */
    @Override
    public String toString() {
        return "session of " + caller.name() + " until " + expires;
    }
}
