package announcer.app.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the command line: a pure function of the arguments and the default home. */
public final class CommandLine {
    private static final List<String> PRIORITIES = List.of("background", "routine", "urgent", "emergency");
    private static final Set<String> SAY_OPTIONS = Set.of("--home", "--channel", "--voice", "--locale", "--rate", "--pitch", "--volume",
            "--priority", "--ttl", "--idempotency-key", "--supersede", "--group", "--repeat", "--pause", "--chime", "--chime-after");

    private static final char REPLACEMENT = '\uFFFD';

    private final Deque<String> rest;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final Path defaultHome;

    private CommandLine(List<String> arguments, Path defaultHome) {
        this.rest = new ArrayDeque<>(arguments);
        this.defaultHome = defaultHome;
    }

    /**
     * @param arguments as the program was given them
     * @param defaultHome the home when {@code --home} is not among them
     * @throws UsageException when they cannot be understood
     */
    public static Command parse(List<String> arguments, Path defaultHome) throws UsageException {
        checkReadable(arguments);
        return new CommandLine(arguments, defaultHome).command();
    }

    /** Java puts U+FFFD in the place of bytes that are no text: it would be spoken, or name another folder. */
    private static void checkReadable(List<String> arguments) throws UsageException {
        for (String argument : arguments) {
            if (argument.indexOf(REPLACEMENT) >= 0) {
                throw new UsageException("an argument is not UTF-8: " + argument + " (" + REPLACEMENT
                        + " stands for what cannot be read); set the terminal to UTF-8, or give the text by standard input");
            }
        }
    }

    private Command command() throws UsageException {
        String first = rest.isEmpty() ? "run" : rest.peek();
        return switch (first) {
            case "-h", "--help", "help" -> new Command.Help();
            case "-V", "--version", "version" -> new Command.Version();
            case "say" -> {
                rest.pop();
                yield say();
            }
            case "status" -> {
                rest.pop();
                yield status();
            }
            case "voices" -> {
                rest.pop();
                yield voices();
            }
            case "run" -> {
                rest.poll();
                yield run();
            }
            default -> {
                if (!first.startsWith("-")) {
                    throw new UsageException("unknown command: " + first + " (there are: run, say, status, voices)");
                }
                yield run();
            }
        };
    }

    private Command run() throws UsageException {
        if (!options(Set.of("--home", "--http-port", "--rtsp-port"), Set.of())) {
            return new Command.Help();
        }
        noMore("run");
        return new Command.Run(home(), port("--http-port"), port("--rtsp-port"));
    }

    private Command status() throws UsageException {
        if (!options(Set.of("--home"), Set.of("--json"))) {
            return new Command.Help();
        }
        noMore("status");
        return new Command.Status(home(), flags.contains("--json"));
    }

    private Command voices() throws UsageException {
        if (!options(Set.of("--home", "--locale"), Set.of("--json"))) {
            return new Command.Help();
        }
        noMore("voices");
        return new Command.Voices(home(), value("--locale"), flags.contains("--json"));
    }

    private Command say() throws UsageException {
        if (!options(SAY_OPTIONS, Set.of("--wait", "--ssml"))) {
            return new Command.Help();
        }
        if (rest.isEmpty()) {
            throw new UsageException(
                    "say needs the text to speak, or - to read it from standard input (one announcement a line; with --ssml one document)");
        }
        if (value("--idempotency-key").isPresent() && List.copyOf(rest).equals(List.of("-")) && !flags.contains("--ssml")) {
            throw new UsageException("--idempotency-key names one announcement; the lines of standard input are several");
        }
        Command.Manner manner = new Command.Manner(value("--voice"), value("--locale"), factor("--rate"), factor("--pitch"),
                factor("--volume"));
        return new Command.Say(home(), value("--channel"), manner, turn(), flags.contains("--wait"), flags.contains("--ssml"),
                List.copyOf(rest));
    }

    private Command.Turn turn() throws UsageException {
        Optional<String> priority = value("--priority");
        if (priority.isPresent() && !PRIORITIES.contains(priority.get())) {
            throw new UsageException("--priority is one of " + String.join(", ", PRIORITIES) + ", not: " + priority.get());
        }
        return new Command.Turn(priority, timeToLive(), value("--idempotency-key"), value("--supersede"), value("--group"), times(),
                seconds("--pause"), value("--chime"), value("--chime-after"));
    }

    private OptionalInt times() throws UsageException {
        String given = values.get("--repeat");
        if (given == null) {
            return OptionalInt.empty();
        }
        int times = wholeNumber(given);
        if (times < 1) {
            throw new UsageException("--repeat is how often it is spoken, 1 or more, not: " + given);
        }
        return OptionalInt.of(times);
    }

    /** Takes options up to the first word that is none; false when help is asked for among them. */
    private boolean options(Set<String> withValue, Set<String> without) throws UsageException {
        while (!rest.isEmpty() && rest.peek().startsWith("-") && !"-".equals(rest.peek())) {
            String option = rest.pop();
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if ("--".equals(option)) {
                return true;
            } else if ("--help".equals(option) || "-h".equals(option)) {
                return false;
            } else if (without.contains(option)) {
                flags.add(option);
            } else if (!withValue.contains(name)) {
                throw new UsageException("unknown option: " + option);
            } else if (equals >= 0) {
                values.put(name, option.substring(equals + 1));
            } else if (rest.isEmpty()) {
                throw new UsageException(name + " needs a value");
            } else {
                values.put(name, rest.pop());
            }
        }
        return true;
    }

    private void noMore(String command) throws UsageException {
        if (!rest.isEmpty()) {
            throw new UsageException(command + " takes no argument: " + rest.peek());
        }
    }

    private Path home() throws UsageException {
        String given = values.get("--home");
        if (given == null) {
            return defaultHome;
        }
        if (given.isBlank()) {
            throw new UsageException("--home needs a folder");
        }
        try {
            return Path.of(given).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("--home is no path: " + e.getMessage());
        }
    }

    private OptionalInt port(String option) throws UsageException {
        String given = values.get(option);
        if (given == null) {
            return OptionalInt.empty();
        }
        int port = wholeNumber(given);
        if (port < 0 || port > 65535) {
            throw new UsageException(option + " is a number from 0 (any free port) to 65535, not: " + given);
        }
        return OptionalInt.of(port);
    }

    private Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    private Optional<BigDecimal> factor(String option) throws UsageException {
        return number(option, "a number such as 1.5, where 1 is the voice's own");
    }

    private Optional<BigDecimal> seconds(String option) throws UsageException {
        return number(option, "a number of seconds such as 1.5");
    }

    /** A number; its range is the product's to judge. */
    private Optional<BigDecimal> number(String option, String what) throws UsageException {
        String given = values.get(option);
        if (given == null) {
            return Optional.empty();
        }
        if (!given.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new UsageException(option + " is " + what + ", not: " + given);
        }
        return Optional.of(new BigDecimal(given));
    }

    private Optional<Duration> timeToLive() throws UsageException {
        String given = values.get("--ttl");
        if (given == null) {
            return Optional.empty();
        }
        int seconds = wholeNumber(given);
        if (seconds < 1) {
            throw new UsageException("--ttl is a number of seconds, 1 or more, not: " + given);
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** The number, or -1 for what is none: digits only, so that no sign or blank slips through. */
    private static int wholeNumber(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
