package announcer.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The list of bundles that a home has been given ({@code data/product.list}): a line each, its location, a blank, its hash, a blank, its file. */
final class ProductList {
    private ProductList() {
    }

    /** Hashes by location; empty when there is no list. */
    static SortedMap<String, String> read(Path file) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] words = line.split(" ", 3);
                if (words.length >= 2) {
                    hashes.put(words[0], words[1]);
                }
            }
        }
        return hashes;
    }

    /** Replaces the list in one step. */
    static void write(Path file, Map<String, ProductBundle> bundles) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ProductBundle bundle : bundles.values()) {
            lines.add(bundle.location() + " " + bundle.hash() + " " + bundle.file().getFileName());
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, lines, StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
