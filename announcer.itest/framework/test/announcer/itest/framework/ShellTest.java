package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What an administrator types. */
class ShellTest {
    private static final Duration LISTED = Duration.ofSeconds(2);

    @Test
    void voices_of_an_engine_bundle_are_listed_soon_after_it_starts_and_gone_when_it_stops() throws BundleException {
        Bundle morse = Product.bundle("announcer.tts.example");
        assertThat(typed("announcer:voices")).contains("freetts/kevin16").doesNotContain("morse/sounder");
        morse.start();
        try {
            Until.matches("announcer:voices lists it", LISTED, () -> typed("announcer:voices"), v -> v.contains("morse/sounder"));
        } finally {
            morse.stop();
        }
        Until.matches("announcer:voices no longer lists it", LISTED, () -> typed("announcer:voices"), v -> !v.contains("morse/sounder"));
    }

    private static String typed(String command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true);
        try (CommandSession session = Product.service(CommandProcessor.class).createSession(new ByteArrayInputStream(new byte[0]), out,
                out)) {
            return String.valueOf(session.execute(command)) + printed;
        } catch (Exception e) {
            throw new AssertionError(command + " failed", e);
        }
    }
}
