package announcer.access.token;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.crypto.Digests;
import announcer.lib.text.SecretLine;

/**
 * The token that may do everything, kept in a file that only its owner may read. The file is read for every request (it is one short
 * line), so an edit or a removal counts from the next request on. Thread-safe.
 */
public final class ApiToken {
    private static final Logger LOG = LoggerFactory.getLogger(ApiToken.class);
    /** 40 of 62 letters and digits: 238 bits. */
    private static final int LENGTH = 40;

    private final Path path;
    private final PrivateFile file;
    private final SecureRandom random;

    public ApiToken(Path path, SecureRandom random) {
        this.path = path;
        this.file = new PrivateFile(path);
        this.random = random;
    }

    /** Whether this is the token. How long the answer takes does not depend on how much of it is right. */
    boolean is(String presented) throws IOException {
        return Digests.same(current(), presented);
    }

    /**
     * The token; when there is none yet, makes one.
     *
     * @throws IOException when the file cannot be read or made, or what it holds cannot be a token
     */
    synchronized String current() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            String token = RandomStrings.random(random, LENGTH);
            file.write(token + "\n");
            LOG.info("made a token for the HTTP API in {}", path);
            return token;
        }
    }

    private String read() throws IOException {
        String token = SecretLine.read(path);
        file.keepPrivate();
        return token;
    }
}
