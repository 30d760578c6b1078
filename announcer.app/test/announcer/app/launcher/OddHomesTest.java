package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.apache.felix.fileinstall.shaded.util.properties.InterpolationHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.joran.spi.ConfigurationWatchList;
import ch.qos.logback.core.util.OptionHelper;

import announcer.app.home.HomeFolder;
import announcer.testing.OddNames;

/** Homes whose names hold what a parser behind the launcher takes for its own. */
class OddHomesTest {
    @TempDir
    Path folder;

    /** Paths of every system: on POSIX systems a backslash is a letter like any other. */
    private static Stream<String> paths() {
        return Stream.concat(Stream.of("\\\\server\\share\\a", "C:\\Users\\{x}, y\\\\z", "/srv/a\\{b", "/srv/\\}\\", "/}{", "/,"),
                OddNames.some(20_000).map(name -> "/srv/" + name));
    }

    /** As FileInstall reads its framework properties: parts them at commas, then replaces variables and takes escapes away. */
    private static String asFileInstallReads(Map<String, String> framework, String name) {
        String given = framework.get(name);
        assertThat(given).doesNotContain(",").isEqualTo(given.trim());
        Map<String, String> properties = new HashMap<>(Map.of(name, given));
        InterpolationHelper.performSubstitution(properties, framework::get);
        return properties.get(name);
    }

    @Test
    void file_install_watches_the_homes_own_folder_whatever_its_name() {
        paths().filter(name -> !name.contains("$__")).forEach(name -> {
            HomeFolder home = new HomeFolder(Path.of(name));
            Map<String, String> properties = FrameworkProperties.of(home, OptionalInt.empty(), OptionalInt.empty(), false);
            assertThat(asFileInstallReads(properties, "felix.fileinstall.dir")).isEqualTo(home.deploy().toString());
            assertThat(asFileInstallReads(properties, "felix.fileinstall.tmpdir")).isEqualTo(home.data().resolve("deploy").toString());
        });
    }

    /** What a home is called most often reads in the properties as it is. */
    @Test
    void a_path_without_oddities_is_given_as_it_is() {
        assertThat(FileInstallPath.of(Path.of("/srv/announcer home/deploy"))).isEqualTo("/srv/announcer home/deploy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "a+b", "100%", "a%2Bb", "a#b?c", "我 ü", "{x}"})
    void logback_reads_and_watches_the_file_itself(String name) throws Exception {
        HomeFolder home = new HomeFolder(folder.resolve(name));
        home.create();
        Path file = Files.writeString(home.conf().resolve("logback.xml"), "<configuration/>");

        URL url = URI.create(LogConfiguration.of(home, folder).url()).toURL();

        assertThat(new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("<configuration/>");
        ConfigurationWatchList watched = new ConfigurationWatchList();
        watched.setContext(new ContextBase());
        watched.setTopURL(url);
        assertThat(watched.getCopyOfFileWatchList()).extracting(File::toPath).containsExactly(file);
    }

    @ParameterizedTest
    @CsvSource({"plain,true", "a b+c#d,true", "{x},true", "a$b,true", "100%,false", "${x},false", "a{b,false", "a}b{,false", "a:-b,false",
            "cash$,false"})
    void a_file_of_former_versions_counts_where_logback_can_read_the_path_in_it(String name, boolean readable) throws Exception {
        HomeFolder home = new HomeFolder(folder.resolve(name));
        home.create();
        Path own = Files.writeString(home.conf().resolve("logback.xml"), "<file>${announcer.home}/logs/announcer.log</file>");

        LogConfiguration log = LogConfiguration.of(home, Path.of("/product/conf"));

        if (readable) {
            assertThat(log.warning()).isEmpty();
            assertThat(log.url()).isEqualTo(own.toUri().toString().replace("+", "%2B"));
            ContextBase context = new ContextBase();
            context.putProperty("announcer.home", home.folder().toString());
            assertThat(OptionHelper.substVars("${announcer.home}/logs", context)).isEqualTo(home.folder() + "/logs");
        } else {
            assertThat(log.url()).isEqualTo("file:///product/conf/logback.xml");
            assertThat(log.warning().orElseThrow()).contains(own.toString(), "/product/conf/logback.xml");
        }
        Files.writeString(own, "<file>announcer.log</file>");
        assertThat(LogConfiguration.of(home, folder).warning()).isEmpty();
    }
}
