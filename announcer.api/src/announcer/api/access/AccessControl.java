package announcer.api.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Recognises callers and remembers what they did. Safe for use by any thread; {@link #admit} with a password it has not seen lately, and
 * {@link #login}, take about 0.1 s by design.
 */
@ProviderType
public interface AccessControl {
    /** Name of the session's cookie: HttpOnly, SameSite=Strict, path /, Secure when it was set over TLS. */
    String COOKIE = "announcer-session";
    /** Header in which our own pages show that they are ours. */
    String CSRF_HEADER = "X-Announcer-Csrf";
    /** Factory PID of users: {@code announcer.user~NAME} with {@code name}, {@code role}, {@code newPassword}, {@code passwordHash}. */
    String USER_PID = "announcer.user";

    /**
     * Whether a request is let in, and as whom. A request that changes something (not GET, HEAD, OPTIONS) is FOREIGN when its
     * {@code Origin} or {@code Sec-Fetch-Site} names another site, whatever its credentials; when it has neither header and is recognised
     * by its session only; and, with {@code csrfNeeded}, when it is recognised by its session and does not carry that session's token.
     *
     * @param csrfNeeded whether a session alone is not enough: true for our own pages and API, false for pages that post without tokens
     */
    Admission admit(HttpCredentials request, boolean csrfNeeded);

    /**
     * Opens a session.
     *
     * @return ADMITTED with the caller, whose session is then {@code session}; or why not
     */
    Login login(String user, String password, String address);

    /**
     * The result of a login.
     *
     * @param admission the answer
     * @param session present exactly when it is ADMITTED
     */
    record Login(Admission admission, Optional<Session> session) {}

    /** The session with this cookie, while it lasts. */
    Optional<Session> session(String cookie);

    /**
     * Whether a caller may do nothing but choose another password, with {@link #changePassword}: its own is the one that Announcer made at the
     * first start. Such a caller has no scopes until then, so that whoever asks for a scope refuses it.
     */
    boolean mustChangePassword(Caller caller);

    /** Ends a session; without effect when there is none. */
    void logout(String cookie);

    /**
     * Changes a user's own password. All other sessions of that user end.
     *
     * @throws AccessException when the present one is wrong, or the new one is too short, too long, the same or too well known
     */
    void changePassword(Caller caller, String present, String next) throws AccessException;

    /** All users, by name. */
    List<UserInfo> users();

    /** All tokens, oldest first; the one in {@code conf/api.token} is not among them. */
    List<TokenInfo> tokens();

    /**
     * Makes a token.
     *
     * @param life how long it is valid; empty: until it is revoked
     * @throws AccessException when the name is empty, too long or taken, or no scope is given
     */
    default NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life) throws AccessException {
        return createToken(by, name, scopes, life, Optional.empty());
    }

    /**
     * Makes a token that may be good for one counter only, such as for a shared tablet: see {@link Caller#counter}. Such a one has no other scopes than
     * VIEW and ANNOUNCE.
     *
     * @param counter id of the counter; empty: it is not restricted so
     * @throws AccessException as {@link #createToken(Caller, String, Set, Optional)}; also when the id cannot be a counter's, or the scopes are
     *             others
     */
    NewToken createToken(Caller by, String name, Set<Scope> scopes, Optional<Duration> life, Optional<String> counter)
            throws AccessException;

    /**
     * Revokes a token, at once.
     *
     * @return whether there was one
     * @throws IllegalStateException when that cannot be stored: the token is revoked until the next start only. Asking again, or any other
     *         change of the tokens, tries to store it again
     */
    boolean revokeToken(Caller by, String id);

    /** Records what a caller did. The caller of this method never passes secrets. */
    void audit(Caller who, String action, String target, String outcome);

    /** The latest entries of the trail, newest first. */
    List<AuditEntry> trail(int limit);
}
