package announcer.itest.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import announcer.bench.Launcher;

/** The shell commands that a page of the documentation shows. */
final class Examples {
    private Examples() {
    }

    /** The blocks marked {@code sh} of a page, in order, each as its commands: one may go on over several lines. */
    static List<String> of(String page) throws IOException {
        Path file = Launcher.script().resolveSibling(page);
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        String begun = "";
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("```")) {
                inside = line.strip().equals("```sh");
                continue;
            }
            if (inside && !line.isBlank()) {
                begun = begun.isEmpty() ? line : begun + "\n" + line;
                if (!line.endsWith("\\")) {
                    commands.add(begun);
                    begun = "";
                }
            }
        }
        return commands;
    }
}
