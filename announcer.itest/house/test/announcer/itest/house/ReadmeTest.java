package announcer.itest.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The README in English and in Chinese say the same: commands, settings, links, as many headings and rows. That its commands work shows
 * ApiExamplesTest. And the links of all pages of the documentation lead somewhere.
 */
class ReadmeTest {
    private static final Path TOP = Path.of("../..");
    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh-CN.md";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void both_show_the_same_commands_and_output() {
        assertThat(blocks(CHINESE)).isEqualTo(blocks(ENGLISH)).hasSizeGreaterThan(3);
    }

    /** Commands, keys of settings, files, paths: all that is typed or looked for, in whatever order a language has it. */
    @Test
    void both_name_the_same_things() {
        assertThat(codes(CHINESE)).isEqualTo(codes(ENGLISH));
        assertThat(codes(ENGLISH)).hasSizeGreaterThan(50);
    }

    @Test
    void both_have_the_same_headings_rows_and_links() {
        assertThat(shape(CHINESE)).isEqualTo(shape(ENGLISH));
        assertThat(links(CHINESE)).isEqualTo(links(ENGLISH));
        assertThat(HAN.matcher(page(CHINESE)).results().count()).as("Chinese characters").isGreaterThan(800);
    }

    @Test
    void the_first_example_is_a_call() {
        List<String> commands = blocks(ENGLISH).stream().flatMap(String::lines).filter(l -> l.matches("(\\./announcer|curl)( .*)?"))
                .toList();
        assertThat(commands.get(0)).isEqualTo("./announcer");
        assertThat(commands.get(1)).startsWith("curl ").contains("/api/calling/counters/1/call");
    }

    @Test
    void every_link_between_pages_leads_to_a_page_and_a_heading() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            String text = BLOCK.matcher(Files.readString(page, StandardCharsets.UTF_8)).replaceAll("");
            LINK.matcher(text).results().map(m -> m.group(1)).filter(to -> !to.matches("[a-z]+:.*"))
                    .forEach(to -> fault(page, to).ifPresent(wrong::add));
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> fault(Path page, String to) {
        String[] parts = to.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return Optional.of(page + ": there is no " + to);
        }
        boolean leads = parts.length < 2 || !target.toString().endsWith(".md") || anchors(target).contains(parts[1]);
        return leads ? Optional.empty() : Optional.of(page + ": there is no heading " + to);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return text(page).lines().filter(l -> l.matches("#{1,6} .*")).map(l -> l.replaceFirst("#+ ", "").replace("`", ""))
                .map(h -> h.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(TOP.resolve(ENGLISH), TOP.resolve(CHINESE)));
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            docs.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
        }
        try (Stream<Path> modules = Files.list(TOP)) {
            modules.map(m -> m.resolve("readme.md")).filter(Files::isRegularFile).forEach(pages::add);
        }
        return pages;
    }

    private static List<String> blocks(String name) {
        return BLOCK.matcher(page(name)).results().map(m -> m.group(1)).toList();
    }

    private static Set<String> codes(String name) {
        return CODE.matcher(BLOCK.matcher(page(name)).replaceAll("")).results().map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Levels of headings, rows of tables and members of lists, in their order. */
    private static List<String> shape(String name) {
        return BLOCK.matcher(page(name)).replaceAll("").lines().filter(l -> l.matches("(#+|\\||-) ?.*"))
                .map(l -> l.startsWith("#") ? l.replaceFirst(" .*", "") : l.substring(0, 1)).toList();
    }

    /** But for the one that leads to the other language. */
    private static List<String> links(String name) {
        return LINK.matcher(page(name)).results().map(m -> m.group(1)).filter(to -> !to.startsWith("README")).sorted().toList();
    }

    private static String page(String name) {
        return text(TOP.resolve(name));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(page.toAbsolutePath().normalize().toString(), e);
        }
    }
}
