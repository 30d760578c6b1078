package announcer.itest.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import announcer.bench.product.Launcher;

/** The shell commands that a page of the documentation shows. */
final class Examples {
    private Examples() {
    }

    /** The blocks marked {@code sh} of a page, in order. */
    static List<String> blocks(String page) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Files.readString(Launcher.script().resolveSibling(page), StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("```")) {
                if (block != null) {
                    blocks.add(block.toString());
                }
                block = line.strip().equals("```sh") ? new StringBuilder() : null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** Their lines, all together. */
    static List<String> lines(String page) throws IOException {
        return blocks(page).stream().flatMap(String::lines).filter(l -> !l.isBlank()).toList();
    }
}
