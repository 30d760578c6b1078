package announcer.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import announcer.api.config.Settings;
import announcer.testing.Damage;

/** Every file that this bundle and Configuration Admin keep, damaged in every way while nothing runs: the start goes on and settings stay. */
class DamagedFilesTest {
    private static final String FILE = "sample.single.cfg";
    private static final String CONTENT = "# mine\nport = 8554\ntext = stays\nnames = a, b\n";

    @TempDir
    Path dir;

    private ConfFramework product() throws Exception {
        return new ConfFramework(dir, true);
    }

    private Path conf(String name) {
        return dir.resolve("home/conf").resolve(name);
    }

    /** A home on which the product has been, with one configuration. */
    private void use() throws Exception {
        Files.createDirectories(conf("."));
        Files.writeString(conf(FILE), CONTENT, StandardCharsets.UTF_8);
        try (ConfFramework p = product()) {
            ConfFramework.until("loaded", () -> p.seen("single") != null && Integer.valueOf(8554).equals(p.seen("single").get("port")));
        }
    }

    private List<Path> stored(String ending) throws Exception {
        try (Stream<Path> all = Files.walk(dir.resolve("storage"))) {
            return all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(ending)).toList();
        }
    }

    private static Settings settings(ConfFramework p) {
        return p.context.getService(p.context.getServiceReference(Settings.class));
    }

    private static Map<String, Object> values(ConfFramework p) {
        return settings(p).find("sample.single").orElseThrow().values();
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_stored_configuration_is_that_of_the_file_again(Damage damage) throws Exception {
        use();
        List<Path> files = stored("single.config");
        assertThat(files).hasSize(1);
        damage.to(files.get(0));

        try (ConfFramework p = product()) {
            assertThat(values(p)).containsEntry("port", 8554).containsEntry("text", "stays").containsEntry("names", List.of("a", "b"));
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
            assertThat(p.text(FILE)).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_memory_of_what_was_synchronised_costs_nothing(Damage damage) throws Exception {
        use();
        List<Path> files = stored("synchronised.properties");
        assertThat(files).hasSize(1);
        damage.to(files.get(0));

        try (ConfFramework p = product()) {
            assertThat(values(p)).containsEntry("port", 8554);
            assertThat(p.text(FILE)).isEqualTo(CONTENT);
            settings(p).change("sample.single", Map.of("port", 9000));
            assertThat(p.text(FILE)).contains("port = 9000\n");
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "ZEROS", "HALF"})
    void a_file_with_nothing_or_half_of_it_in_it_has_its_last_values_again_at_the_next_start(Damage damage) throws Exception {
        use();
        damage.to(conf(FILE));

        try (ConfFramework p = product()) {
            assertThat(values(p)).containsEntry("port", 8554).containsEntry("text", "stays");
            assertThat(p.text(FILE)).contains("port = 8554\n", "text = stays\n");
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
            try (Stream<Path> files = Files.list(conf("."))) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .anySatisfy(name -> assertThat(name).matches("sample\\.single\\.cfg\\.damaged-\\d{8}T\\d{6}Z"));
            }
        }
    }

    @Test
    void a_file_whose_last_line_was_edited_or_whose_lines_were_taken_away_is_no_half() throws Exception {
        use();
        Files.writeString(conf(FILE), "port = 8554\ntext = changed", StandardCharsets.UTF_8);
        try (ConfFramework p = product()) {
            assertThat(values(p)).containsEntry("text", "changed").doesNotContainKey("names");
        }
        Files.writeString(conf(FILE), "port = 8554\n", StandardCharsets.UTF_8);
        try (ConfFramework p = product()) {
            assertThat(values(p)).containsOnlyKeys("port");
        }
    }

    @Test
    void a_file_of_other_bytes_leaves_the_last_values_in_force_and_says_so() throws Exception {
        use();
        Damage.GARBAGE.to(conf(FILE));

        try (ConfFramework p = product()) {
            assertThat(values(p)).containsEntry("port", 8554);
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isPresent();
        }
    }

    @Test
    void a_file_that_is_emptied_while_the_product_runs_leaves_the_last_values_and_a_comment_in_it_the_defaults() throws Exception {
        use();
        try (ConfFramework p = product()) {
            p.edit(FILE, "");
            ConfFramework.until("said", () -> settings(p).find("sample.single").orElseThrow().problem().isPresent());
            assertThat(values(p)).containsEntry("port", 8554);

            p.edit(FILE, "#\n");
            ConfFramework.until("defaults", () -> values(p).isEmpty());
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
        }
    }

    @Test
    void an_empty_file_of_which_nobody_knows_better_is_one_without_values() throws Exception {
        Files.createDirectories(conf("."));
        Files.createFile(conf(FILE));

        try (ConfFramework p = product()) {
            assertThat(values(p)).isEmpty();
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
        }
    }
}
