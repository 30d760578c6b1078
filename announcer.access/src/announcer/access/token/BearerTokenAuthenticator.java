package announcer.access.token;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Scope;
import announcer.lib.text.SecretLine;

/** Authenticates callers by a bearer token. Thread-safe. */
public final class BearerTokenAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(BearerTokenAuthenticator.class);
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 1_024;

    private final TokenStore tokens;
    private final ApiToken ofFile;
    /** Why the token of the file lets nobody in, as it was logged; empty when it does. */
    private volatile String said = "";

    public BearerTokenAuthenticator(TokenStore tokens, ApiToken ofFile) {
        this.tokens = tokens;
        this.ofFile = ofFile;
    }

    public static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * The caller with this token; empty when there is no such token.
     *
     * @throws IOException when nobody can tell, since a file of tokens cannot be read now
     */
    public Optional<Caller> of(String authorization, String address) throws IOException {
        String secret = withoutByteOrderMark(authorization.substring(SCHEME.length()).strip());
        if (secret.isEmpty() || secret.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Caller> made = tokens.use(secret).map(k -> caller(k.name(), k.scopes(), address, k.counter()));
        if (made.isPresent()) {
            return made;
        }
        if (isOfFile(secret)) {
            return Optional.of(caller(TokenStore.OF_FILE, EnumSet.allOf(Scope.class), address, Optional.empty()));
        }
        // It may be one of those that could not be read.
        tokens.requireJudged();
        return Optional.empty();
    }

    /** Makes the token file if there is none, before the first request, and anew if it is damaged. */
    public void prepare(Instant now) {
        try {
            ofFile.prepare(now);
        } catch (IOException e) {
            log(e);
        }
    }

    /** A shell hands the file over with the mark that an editor has put at its beginning; a header's bytes may be read as Latin-1. */
    private static String withoutByteOrderMark(String secret) {
        return Stream.of("\uFEFF", "\u00EF\u00BB\u00BF").filter(secret::startsWith).findFirst()
                .map(mark -> secret.substring(mark.length())).orElse(secret);
    }

    /** What a caller with a wrong token should know about the file; it does not tell where it lies, nor what it holds. */
    public Optional<String> problem() {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("The token in conf/api.token lets nobody in now: the file must hold " + SecretLine.FORM
                        + "; the log tells what is wrong with it.");
    }

    private boolean isOfFile(String secret) throws IOException {
        try {
            boolean is = ofFile.is(secret);
            said = "";
            return is;
        } catch (SecretLine.UnfitException e) {
            log(e);
            return false;
        } catch (IOException e) {
            log(e);
            throw e;
        }
    }

    private void log(IOException e) {
        if (!e.toString().equals(said)) {
            said = e.toString();
            LOG.error("the token conf/api.token lets nobody in, since it cannot be read or made: {}", said);
        }
    }

    private static Caller caller(String name, Set<Scope> scopes, String address, Optional<String> counter) {
        return new Caller(TokenStore.BEARER + name, scopes, Credential.TOKEN, address, counter);
    }
}
