package announcer.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the tab, out of this bundle. Immutable. */
final class TabFile {
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8");
    /** No dots but the one before the type, no folders but one: nothing else of the bundle can be named. */
    private static final Pattern PATH = Pattern.compile("/(?:[a-z0-9-]+/)?[a-z0-9-]+\\.([a-z]+)");

    private final String type;
    private final String tag;
    private final byte[] content;

    private TabFile(String type, byte[] content) {
        this.type = type;
        this.content = content;
        tag = "\"" + digest(content) + "\"";
    }

    /**
     * Reads a file.
     *
     * @param path below the folder of resources, with a slash in front
     */
    static Optional<TabFile> read(String path) throws IOException {
        Matcher matcher = PATH.matcher(path);
        String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = TabFile.class.getResourceAsStream("res" + path)) {
            return in == null ? Optional.empty() : Optional.of(new TabFile(type, in.readAllBytes()));
        }
    }

    String type() {
        return type;
    }

    /** The entity tag: another one when the content is another. */
    String tag() {
        return tag;
    }

    int length() {
        return content.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(content);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
