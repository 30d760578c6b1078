package announcer.app.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the command line asks for. */
public sealed interface Command {
    /** Run the product until it is told to stop; a port that is present rules over the configuration for this run. */
    record Run(Path home, OptionalInt httpPort, OptionalInt rtspPort) implements Command {}

    /** Have something said by the product that runs on {@code home}; {@code text} is a single {@code -} for standard input. */
    record Say(Path home, Optional<String> channel, Optional<String> voice, Optional<String> priority, Optional<Duration> timeToLive,
            boolean waitForOutcome, List<String> text) implements Command {
        /** Whether the texts come from standard input, one a line. */
        public boolean fromStandardInput() {
            return text.equals(List.of("-"));
        }
    }

    /** Tell how the product that runs on {@code home} is. */
    record Status(Path home, boolean json) implements Command {}

    /** Tell what can be asked for. */
    record Help() implements Command {}

    /** Tell the version. */
    record Version() implements Command {}
}
