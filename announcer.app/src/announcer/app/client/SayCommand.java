package announcer.app.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonObject;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;

/** {@code announcer say}: submits announcements to the running product. */
public final class SayCommand {
    private static final Set<String> OUTCOMES = Set.of("SPOKEN", "FAILED", "EXPIRED", "CANCELLED");
    private static final String SPOKEN = "SPOKEN";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** The time that the product may hold one question for an outcome, in seconds. */
    private static final int LONG_POLL_SECONDS = 20;
    /** The pause before the next question when the product did not hold one. */
    private static final long POLL_MILLIS = 100;

    private final Command.Say command;
    private final HomeFolder home;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param in texts, when the command takes them from there
     * @param out takes id and state of each announcement
     * @param err takes what went wrong
     */
    public SayCommand(Command.Say command, HomeFolder home, InputStream in, PrintStream out, PrintStream err) {
        this.command = command;
        this.home = home;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Submits; returns the exit code. */
    public int execute() {
        try {
            ProductApi api = ProductApi.of(home);
            if (!command.fromStandardInput()) {
                return say(api, String.join(" ", command.text()));
            }
            // A document has lines of its own.
            return command.ssml() ? say(api, document()) : sayLines(api);
        } catch (NotRunningException e) {
            err.println("announcer: " + e.getMessage());
            return ExitCode.NOT_RUNNING;
        } catch (IOException e) {
            err.println("announcer: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    /** One announcement a line; a refused one does not keep the others from being said. */
    private int sayLines(ProductApi api) throws NotRunningException, IOException, InterruptedException {
        int code = ExitCode.OK;
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                code = Math.max(code, say(api, line));
            }
        }
        return code;
    }

    /** The document on standard input. Question marks in the place of what is not UTF-8 would be spoken. */
    private String document() throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("the document on standard input is not valid UTF-8", e);
        }
    }

    private int say(ProductApi api, String text) throws NotRunningException, IOException, InterruptedException {
        ProductApi.Answer answer = api.post("api/announcements", request(text));
        if (!answer.isSuccess()) {
            err.println("announcer: refused: " + answer.problem() + place(answer.body()));
            return ExitCode.FAILED;
        }
        String id = ProductApi.text(answer.body(), "id");
        if (!command.waitForOutcome()) {
            out.println(id + " " + ProductApi.text(answer.body(), "state"));
            return ExitCode.OK;
        }
        return await(api, id);
    }

    /** Returns the place of the error in a document; empty when the answer does not tell. */
    private static String place(JsonObject problem) {
        String line = ProductApi.text(problem, "line");
        return line.isEmpty() ? "" : " (line " + line + ", column " + ProductApi.text(problem, "column") + ")";
    }

    private JsonObject request(String text) {
        JsonObject request = new JsonObject();
        request.addProperty(command.ssml() ? "ssml" : "text", text);
        command.channel().ifPresent(c -> request.addProperty("channel", c));
        Command.Manner manner = command.manner();
        manner.voice().ifPresent(v -> request.addProperty("voice", v));
        manner.locale().ifPresent(l -> request.addProperty("locale", l));
        manner.rate().ifPresent(r -> request.addProperty("rate", r));
        manner.pitch().ifPresent(p -> request.addProperty("pitch", p));
        manner.volume().ifPresent(v -> request.addProperty("volume", v));
        command.priority().ifPresent(p -> request.addProperty("priority", p));
        command.timeToLive().ifPresent(t -> request.addProperty("ttlSeconds", t.toSeconds()));
        return request;
    }

    private int await(ProductApi api, String id) throws NotRunningException, IOException, InterruptedException {
        while (true) {
            long asked = System.nanoTime();
            ProductApi.Answer answer = api.get("api/announcements/" + id + "?wait=" + LONG_POLL_SECONDS,
                    Duration.ofSeconds(LONG_POLL_SECONDS));
            if (!answer.isSuccess()) {
                err.println("announcer: " + answer.problem());
                return ExitCode.FAILED;
            }
            String state = ProductApi.text(answer.body(), "state");
            if (OUTCOMES.contains(state)) {
                out.println(id + " " + state);
                if (!SPOKEN.equals(state)) {
                    String cause = ProductApi.text(answer.body(), "cause");
                    err.println("announcer: " + state.toLowerCase(java.util.Locale.ROOT) + (cause.isEmpty() ? "" : ": " + cause));
                }
                return SPOKEN.equals(state) ? ExitCode.OK : ExitCode.FAILED;
            }
            if (System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
