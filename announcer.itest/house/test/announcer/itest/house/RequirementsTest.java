package announcer.itest.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** docs/requirements.md names a test for each requirement; each test must exist where its link leads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequirementsTest {
    /** {@code - [Class.method](../path/to/Class.java)} */
    private static final Pattern LINK = Pattern.compile("^- \\[(\\w+)\\.(\\w+)]\\(([^)]+)\\)$", Pattern.MULTILINE);
    private static final Path DOCS = Path.of("../../docs");

    private final String page = text(DOCS.resolve("requirements.md"));

    @Test
    void each_test_that_is_named_is_where_its_link_leads() {
        List<String> missing = LINK.matcher(page).results()
                .filter(link -> !isThere(link.group(1), link.group(2), DOCS.resolve(link.group(3))))
                .map(link -> link.group(1) + "." + link.group(2)).toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void each_requirement_has_a_test_and_each_line_of_a_list_is_one() {
        List<String> lines = page.lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("- ")).hasSizeGreaterThan(100)
                .allMatch(line -> LINK.matcher(line).matches());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("**")) {
                assertThat(lines.get(i + 2)).as("after " + lines.get(i)).startsWith("- [");
            }
        }
    }

    /** A test of JUnit, or a rule of ArchUnit. */
    private static boolean isThere(String type, String member, Path file) {
        if (!Files.isRegularFile(file) || !file.endsWith(type + ".java")) {
            return false;
        }
        Matcher found = Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|ArchTest)\\b[^;{}]*?\\b" + member + "\\b(?:\\(| =)")
                .matcher(text(file).replaceAll("@\\w+Source\\([^)]*\\)", ""));
        return found.find();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file.toAbsolutePath().normalize(), e);
        }
    }
}
