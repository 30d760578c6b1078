package announcer.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.lib.file.DurableFile;

/** The list of bundles that a home has been given ({@code data/product.list}): a line each, its location, a blank, its hash, a blank, its file. */
final class ProductList {
    private static final Pattern LINE = Pattern.compile("(?<location>" + ProductBundle.SCHEME + "\\S+) (?<hash>[0-9a-f]{64})( .*)?");

    private ProductList() {
    }

    /**
     * What stands in a list.
     *
     * @param hashes by location
     * @param whole whether every line is one of a list, and there is at least one
     */
    record Content(SortedMap<String, String> hashes, boolean whole) {}

    /** Reads a list as far as it can be read; empty when there is none. */
    static Optional<Content> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SortedMap<String, String> hashes = new TreeMap<>();
        // Any bytes are a text so; the lines of a list are ASCII.
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int lines = 0;
        for (String line : text.lines().toList()) {
            lines++;
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                hashes.put(matcher.group("location"), matcher.group("hash"));
            }
        }
        return Optional.of(new Content(hashes, lines > 0 && hashes.size() == lines && text.endsWith("\n")));
    }

    /** Replaces the list in one step. */
    static void write(Path file, Map<String, ProductBundle> bundles) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ProductBundle bundle : bundles.values()) {
            lines.add(bundle.location() + " " + bundle.hash() + " " + bundle.file().getFileName());
        }
        lines.add("");
        DurableFile.replace(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
