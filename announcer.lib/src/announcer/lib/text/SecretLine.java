package announcer.lib.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file whose one line is a secret token. */
public final class SecretLine {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;
    /** The form of the file, for a sentence. */
    public static final String FORM = "one line of " + SHORTEST + " or more visible ASCII characters";

    /** The file was read, and holds no token. */
    public static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1L;

        private UnfitException(String message) {
            super(message);
        }
    }

    private SecretLine() {
    }

    /**
     * Reads the token, however an editor has saved it: with a byte order mark, blanks around it, any ends of lines.
     *
     * @throws NoSuchFileException when there is no file
     * @throws UnfitException when what it holds cannot be a token
     * @throws IOException when it cannot be read
     */
    public static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST);
        }
        String token;
        try {
            token = StrictText.of(bytes).strip();
        } catch (StrictText.UnreadableTextException e) {
            throw unfit(file, " " + e.getMessage());
        }
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw unfit(file, "");
        }
        return token;
    }

    private static UnfitException unfit(Path file, String what) {
        return new UnfitException(
                file + what + (what.isEmpty() ? "" : "; it") + " must hold " + FORM + "; mend it, or remove it and a new token is made");
    }
}
