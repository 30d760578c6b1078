package announcer.access.token;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Scope;

/** Authenticates callers by a bearer token. Thread-safe. */
public final class BearerTokenAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(BearerTokenAuthenticator.class);
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 1_024;

    private final TokenStore tokens;
    private final ApiToken ofFile;
    private volatile String said = "";

    public BearerTokenAuthenticator(TokenStore tokens, ApiToken ofFile) {
        this.tokens = tokens;
        this.ofFile = ofFile;
    }

    public static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    public Optional<Caller> of(String authorization, String address) {
        String secret = authorization.substring(SCHEME.length()).strip();
        if (secret.isEmpty() || secret.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Caller> made = tokens.use(secret).map(k -> caller(k.name(), k.scopes(), address));
        return made.isPresent() || !isOfFile(secret) ? made : Optional.of(caller(TokenStore.OF_FILE, EnumSet.allOf(Scope.class), address));
    }

    /** Makes the token file if there is none, before the first request, and anew if it is damaged. */
    public void prepare(Instant now) {
        try {
            ofFile.prepare(now);
        } catch (IOException e) {
            failed(e);
        }
    }

    private boolean isOfFile(String secret) {
        try {
            boolean is = ofFile.is(secret);
            said = "";
            return is;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void failed(IOException e) {
        if (!e.toString().equals(said)) {
            said = e.toString();
            LOG.error("the token conf/api.token lets nobody in, since it cannot be read or made: {}", said);
        }
    }

    private static Caller caller(String name, Set<Scope> scopes, String address) {
        return new Caller("token:" + name, scopes, Credential.TOKEN, address);
    }
}
