package announcer.app.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A parsed command line. */
public sealed interface Command {
    /** Run the product until it is told to stop; a port that is present rules over the configuration for this run. */
    record Run(Path home, OptionalInt httpPort, OptionalInt rtspPort) implements Command {}

    /**
     * Have something said by the product that runs on {@code home}; {@code text} is a single {@code -} for standard input, an SSML document
     * when {@code ssml} is set.
     */
    record Say(Path home, Optional<String> channel, Manner manner, Turn turn, boolean waitForOutcome, boolean ssml,
            List<String> text) implements Command {
        /** Whether the texts come from standard input: one a line, or one document. */
        public boolean fromStandardInput() {
            return text.equals(List.of("-"));
        }
    }

    /** Voice and prosody of a text; empty fields are the channel's or the voice's own. The product checks the values. */
    record Manner(Optional<String> voice, Optional<String> locale, Optional<BigDecimal> rate, Optional<BigDecimal> pitch,
            Optional<BigDecimal> volume) {
        /** As the channel and the voice have it. */
        public static final Manner USUAL = new Manner(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** When and how often it is spoken, and with which chimes; empty fields are the channel's. The product checks the values. */
    record Turn(Optional<String> priority, Optional<Duration> timeToLive, Optional<String> idempotencyKey, Optional<String> supersede,
            Optional<String> group, OptionalInt times, Optional<BigDecimal> pause, Optional<String> chimeBefore,
            Optional<String> chimeAfter) {
        /** Once, as the channel has it. */
        public static final Turn USUAL = new Turn(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** The same with a priority and a time-to-live. */
        public Turn with(String otherPriority, Duration otherTimeToLive) {
            return new Turn(Optional.of(otherPriority), Optional.of(otherTimeToLive), idempotencyKey, supersede, group, times, pause,
                    chimeBefore, chimeAfter);
        }
    }

    /** Tell how the product that runs on {@code home} is. */
    record Status(Path home, boolean json) implements Command {}

    /** Tell which voices the product that runs on {@code home} has: all, or those of a language. */
    record Voices(Path home, Optional<String> locale, boolean json) implements Command {}

    /** Tell what can be asked for. */
    record Help() implements Command {}

    /** Tell the version. */
    record Version() implements Command {}
}
