package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.rolling.helper.FileNamePattern;

class LogNamePatternTest {
    @ParameterizedTest
    @ValueSource(strings = {"/srv/announcer", "/srv/100%", "/srv/%i", "/srv/%d{yyyy}", "/srv/50% (new)", "/srv/a)b%(c",
            "/srv/Ansagen für Müller", "/srv/a%%b",
            "/srv/{x}", "/srv/a, b"})
    void a_rolled_file_lies_in_the_home_whatever_its_name_is(String home) {
        FileNamePattern pattern = new FileNamePattern(LogNamePattern.of(Path.of(home)) + "/logs/announcer.%i.log", new ContextBase());
        assertThat(pattern.convertInt(3)).isEqualTo(home + "/logs/announcer.3.log");
    }
}
