package announcer.rtsp.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.file.DamagedFile;
import announcer.lib.text.StrictText;
import announcer.rtsp.protocol.Credentials;

/** The publishing credentials on disk: one line, {@code user:password}, for its owner's eyes only. Made when it is not there. */
public final class CredentialsFile {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);
    private static final String USER = "publisher";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    // They stand in URLs unescaped.
    private static final Pattern LINE = Pattern.compile("(?<user>[A-Za-z0-9._~-]+):(?<password>[A-Za-z0-9._~-]+)");

    private CredentialsFile() {
    }

    /**
     * Reads the file, or makes it.
     *
     * @throws IOException when it can neither be read nor made, or holds something else
     */
    public static Credentials readOrMake(Path file) throws IOException {
        if (Files.isRegularFile(file) && DamagedFile.isTorn(file)) {
            Path aside = DamagedFile.setAside(file, Instant.now());
            LOG.error("{} was damaged: there are new credentials in it, and publishers from outside need them. The damaged file is {} now",
                    file,
                    aside);
        }
        if (!Files.exists(file)) {
            make(file);
        }
        String line;
        try {
            line = StrictText.of(Files.readAllBytes(file)).strip();
        } catch (StrictText.UnreadableTextException e) {
            throw unfit(file, e.getMessage() + ", and");
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw unfit(file, "");
        }
        if (posix(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
        return new Credentials(matcher.group("user"), matcher.group("password"));
    }

    private static IOException unfit(Path file, String what) {
        return new IOException(file + " " + what + (what.isEmpty() ? "" : " ")
                + "does not hold one line user:password (letters, digits and . _ ~ -). Correct it, or delete it and a new one is made.");
    }

    /** Credentials that nobody knows before. */
    public static Credentials random() {
        return Credentials.random(USER);
    }

    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        FileAttribute<?>[] mode = posix(folder)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path whole = Files.createTempFile(folder, "rtsp-publish", ".tmp", mode);
        Credentials made = random();
        Files.writeString(whole, made.user() + ":" + made.password() + "\n", StandardCharsets.UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
