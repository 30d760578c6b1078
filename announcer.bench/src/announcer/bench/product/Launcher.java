package announcer.bench.product;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code ./announcer} script of the checkout, run as a user runs it. */
public final class Launcher {
    /** System property: the folder of the checkout. */
    public static final String CHECKOUT = "announcer.checkout";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Launcher() {
    }

    /** Where the script is. */
    public static Path script() {
        String checkout = System.getProperty(CHECKOUT);
        if (checkout == null) {
            throw new IllegalStateException("system property " + CHECKOUT + " is missing; it names the folder with the announcer script");
        }
        Path script = Path.of(checkout).toAbsolutePath().normalize().resolve("announcer");
        if (!Files.isExecutable(script)) {
            throw new IllegalStateException("there is no script " + script);
        }
        return script;
    }

    /** A process of the script, not yet started, without an ANNOUNCER_HOME from outside. */
    static ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("ANNOUNCER_HOME");
        return builder;
    }

    /**
     * What a finished run gave.
     *
     * @param exit exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Outcome(int exit, String out, String err) {}

    /** Runs a command of the script to its end. */
    public static Outcome run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    /** The same with something on standard input. */
    public static Outcome runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        return run(process(List.of(arguments)), input);
    }

    /** The same with other environment variables. */
    public static Outcome runWith(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = process(List.of(arguments));
        builder.environment().putAll(environment);
        return run(builder, "");
    }

    private static Outcome run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path out = Files.createTempFile("announcer-out", ".txt");
        Path err = Files.createTempFile("announcer-err", ".txt");
        Process p = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            try (OutputStream stdin = p.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It has ended without reading its input; its exit code tells the rest.
            }
            boolean ended = p.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(out, StandardCharsets.UTF_8);
            String complained = Files.readString(err, StandardCharsets.UTF_8);
            if (!ended) {
                throw new AssertionError(
                        String.join(" ", builder.command()) + " did not end within " + LIMIT.toSeconds() + " s; it wrote:\n"
                                + said + complained);
            }
            return new Outcome(p.exitValue(), said, complained);
        } finally {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
