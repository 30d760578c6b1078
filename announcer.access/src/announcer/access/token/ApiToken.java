package announcer.access.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.crypto.Digests;
import announcer.lib.file.DamagedFile;
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
     * @throws SecretLine.UnfitException when what the file holds cannot be a token
     * @throws IOException when the file cannot be read or made
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

    /**
     * Makes the token when there is none, before the first request. One that nobody can have written (a power cut left it empty) is set aside
     * and made anew; not later, when an editor may be in the middle of writing it.
     *
     * @throws IOException as {@link #current} does
     */
    synchronized void prepare(Instant now) throws IOException {
        if (Files.isRegularFile(path) && DamagedFile.isTorn(path)) {
            Path aside = DamagedFile.setAside(path, now);
            LOG.error("{} was damaged: a new token is in it, and programs that had the old one need it. The damaged file is {} now", path,
                    aside);
        }
        current();
    }

    private String read() throws IOException {
        String token = SecretLine.read(path);
        file.keepPrivate();
        return token;
    }
}
