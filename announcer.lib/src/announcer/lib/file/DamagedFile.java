package announcer.lib.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

import announcer.lib.text.StrictText;

/**
 * Files that a power cut, a full disk or a failing one has damaged. They are set aside beside where they were, as {@code NAME.damaged-TIME}:
 * nothing is lost that somebody may still read, and what lies there says that something happened until somebody has removed it.
 */
public final class DamagedFile {
    /** Bytes that are looked at to tell whether a file is torn. */
    private static final int HEAD = 4096;
    private static final String MARK = ".damaged-";
    private static final Pattern ASIDE = Pattern.compile(".+\\.damaged-\\d{8}T\\d{6}Z(-\\d+)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DamagedFile() {
    }

    /**
     * Whether a text file begins with what is no text that a person could have written: there is nothing in it but white space, or it holds
     * control characters, or is not UTF-8. What a person wrote wrongly is theirs to mend; so is what an editor saved as UTF-16.
     */
    public static boolean isTorn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            return isTorn(head, head.length < HEAD);
        }
    }

    /** @param whole the content ends here; otherwise its last character may be cut off */
    static boolean isTorn(byte[] content, boolean whole) {
        if (StrictText.isUtf16(content)) {
            return false;
        }
        CharBuffer text = CharBuffer.allocate(content.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), text, whole).isError()) {
            return true;
        }
        String read = text.flip().toString();
        return read.isBlank() || read.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
    }

    /**
     * Sets a file or a folder aside.
     *
     * @return where it is now
     * @throws IOException when that is not possible; then it is where it was
     */
    public static Path setAside(Path damaged, Instant now) throws IOException {
        return setAside(damaged, damaged, now);
    }

    /** The same, with its new name made of another path's: for what must not stay in its folder. */
    public static Path setAside(Path damaged, Path beside, Instant now) throws IOException {
        return Files.move(damaged, aside(beside, now));
    }

    /**
     * Copies a file aside, with its mode and times, for where it must not be away for a moment.
     *
     * @return where the copy is
     */
    public static Path copyAside(Path damaged, Instant now) throws IOException {
        return Files.copy(damaged, aside(damaged, now), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Where something would be set aside, for who moves more than one file. */
    public static Path aside(Path beside, Instant now) {
        String name = beside.getFileName() + MARK + TIME.format(now);
        Path aside = beside.resolveSibling(name);
        for (int more = 2; Files.exists(aside); more++) {
            aside = beside.resolveSibling(name + "-" + more);
        }
        return aside;
    }

    /** Whether a file of this name was set aside. */
    public static boolean isAside(String name) {
        return ASIDE.matcher(name).matches();
    }
}
