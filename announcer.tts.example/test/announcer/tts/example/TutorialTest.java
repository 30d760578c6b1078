package announcer.tts.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Holds docs/write-an-engine.md against the sources that it shows. */
class TutorialTest {
    /** Tests run in the module's folder. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/write-an-engine.md");
    private static final Pattern FROM = Pattern.compile("From `([^`]+)`:");
    private static final Pattern OWN_FILE = Pattern.compile("File `([^`]+)`:");
    private static final Pattern PATH = Pattern.compile("`((?:announcer\\.|docs/|cnf/)[\\w./-]*/[\\w./-]+)`");

    private record Block(String file, List<String> lines) {}

    @Test
    void every_line_of_its_code_stands_in_the_file_that_it_names_in_this_order() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).as("blocks of code").hasSizeGreaterThan(2);
        for (Block block : blocks) {
            List<String> source = Files.readAllLines(ROOT.resolve(block.file())).stream().map(String::strip).toList();
            int from = 0;
            for (String line : block.lines()) {
                int at = source.subList(from, source.size()).indexOf(line.strip());
                assertThat(at).as("in " + block.file() + ", after its line " + from + ": " + line).isNotNegative();
                from += at + 1;
            }
        }
    }

    @Test
    void every_file_that_it_names_exists() throws IOException {
        Matcher paths = PATH.matcher(Files.readString(PAGE));
        int found = 0;
        while (paths.find()) {
            assertThat(ROOT.resolve(paths.group(1))).exists();
            found++;
        }
        assertThat(found).as("paths found").isGreaterThan(10);
    }

    @Test
    void every_source_of_the_example_is_named() throws IOException {
        String page = Files.readString(PAGE);
        try (var files = Files.list(Path.of("src/announcer/tts/example"))) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("package-info.java")))
                    .allSatisfy(f -> assertThat(page).contains("/" + f + "`"));
        }
    }

    /** All blocks but those for the shell and whole files of the reader's project, which announcer.itest/guide/run.sh builds. */
    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        String file = null;
        List<String> block = null;
        boolean shell = false;
        for (String line : Files.readAllLines(PAGE)) {
            Matcher from = FROM.matcher(line);
            if (OWN_FILE.matcher(line).matches()) {
                file = "";
            } else if (from.matches()) {
                file = from.group(1);
            } else if (line.startsWith("```") && block == null) {
                block = new ArrayList<>();
                shell = line.equals("```sh");
            } else if (line.startsWith("```")) {
                if (!shell && !"".equals(file)) {
                    assertThat(file).as("the file that this is from: " + block).isNotNull();
                    blocks.add(new Block(file, block));
                }
                block = null;
            } else if (block != null && !line.isBlank()) {
                block.add(line);
            }
        }
        return blocks;
    }
}
