package announcer.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.util.FileSize;

import announcer.testing.OddNames;

/** The product's own conf/logback.xml on homes of any name. */
class HomeLogFileTest {
    private static final Path CONFIGURATION = Path.of("..", "announcer.app", "conf", "logback.xml");
    @TempDir
    Path folder;
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
        System.clearProperty(HomeLogFile.HOME);
    }

    static Stream<String> names() {
        return OddNames.some(60);
    }

    private Path logs(String name) throws JoranException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        Path home = folder.resolve(name);
        System.setProperty(HomeLogFile.HOME, home.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(CONFIGURATION.toFile());
        return home.resolve("logs");
    }

    private static Stream<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void log_and_audit_trail_are_written_and_rolled_in_the_home_whatever_its_name(String name) throws Exception {
        Path logs = logs(name);

        context.getLogger("x").info("before");
        context.getLogger("announcer.audit").info("who did what");
        ((RollingFileAppender<?>) context.getLogger("ROOT").getAppender("FILE")).rollover();
        context.getLogger("x").info("after");

        assertThat(logs.resolve("announcer.1.log")).content().contains("before");
        assertThat(logs.resolve("announcer.log")).content().contains("after").doesNotContain("before");
        assertThat(logs.resolve("audit.log")).content().contains("who did what");
        assertThat(listing(logs)).containsExactlyInAnyOrder("announcer.log", "announcer.1.log", "audit.log");
        assertThat(listing(folder)).containsExactly(name);
    }

    @Test
    void what_jetty_warns_of_at_each_request_is_logged_once_a_minute_and_nothing_else_is_left_out() throws Exception {
        Path logs = logs("home");
        for (int i = 0; i < 100; i++) {
            context.getLogger("org.eclipse.jetty.util.HostPort").warn("Bad Authority [{}]", i);
            context.getLogger("org.eclipse.jetty.util.HostPort").warn("another [{}]", i);
            context.getLogger("announcer.web").warn("mine {}", i);
        }
        assertThat(Files.readAllLines(logs.resolve("announcer.log"))).filteredOn(line -> line.contains("Bad Authority")).hasSize(1);
        assertThat(Files.readAllLines(logs.resolve("announcer.log"))).filteredOn(line -> line.contains("another")).hasSize(1);
        assertThat(Files.readAllLines(logs.resolve("announcer.log"))).filteredOn(line -> line.contains("mine")).hasSize(100);
    }

    @Test
    void full_files_are_numbered_and_the_oldest_goes() throws Exception {
        System.setProperty(HomeLogFile.HOME, folder.toString());
        Path logs = Files.createDirectory(folder.resolve("logs"));
        NumberedFiles files = new NumberedFiles(logs.resolve("a.log"), 3);
        for (int i = 1; i <= 5; i++) {
            Files.writeString(logs.resolve("a.log"), "file " + i);
            files.rollover();
        }

        assertThat(listing(logs)).containsExactlyInAnyOrder("a.1.log", "a.2.log", "a.3.log");
        assertThat(logs.resolve("a.1.log")).hasContent("file 5");
        assertThat(logs.resolve("a.3.log")).hasContent("file 3");
    }

    @Test
    void sizes_and_numbers_are_those_of_the_configuration() throws Exception {
        logs("home");

        HomeLogFile<?> audit = (HomeLogFile<?>) context.getLogger("announcer.audit").getAppender("AUDIT");

        assertThat(audit.keeps()).isEqualTo(10);
        assertThat(audit.fullAt().getSize()).isEqualTo(FileSize.valueOf("10MB").getSize());
    }
}
