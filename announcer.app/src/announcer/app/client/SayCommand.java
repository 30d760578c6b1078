package announcer.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;

import com.google.gson.JsonObject;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;
import announcer.lib.text.StrictText;

/** {@code announcer say}: submits announcements to the running product. */
public final class SayCommand {
    private static final String ADVICE = "; save or convert it as UTF-8 (iconv; on Windows: chcp 65001)";

    private final Command.Say command;
    private final HomeFolder home;
    private final InputStream in;
    private final Charset charset;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param in texts, when the command takes them from there
     * @param charset of what comes from {@code in}
     * @param out takes id and state of each announcement
     * @param err takes what went wrong
     */
    public SayCommand(Command.Say command, HomeFolder home, InputStream in, Charset charset, PrintStream out,
            PrintStream err) {
        this.command = command;
        this.home = home;
        this.in = in;
        this.charset = charset;
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

    /** One announcement a line; one that is refused, or is no text, does not keep the others from being said. */
    private int sayLines(ProductApi api) throws NotRunningException, IOException, InterruptedException {
        int code = ExitCode.OK;
        InputLines lines = new InputLines(in);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                String text = StrictText.of(line.get(), charset);
                if (!text.isBlank()) {
                    code = Math.max(code, say(api, text));
                }
            } catch (StrictText.UnreadableTextException e) {
                err.println("announcer: refused: line " + lines.number() + " of standard input " + e.getMessage() + ADVICE);
                code = Math.max(code, ExitCode.FAILED);
                if (lines.number() == 1 && StrictText.isUtf16(line.get())) {
                    // Its further lines may look like text.
                    return code;
                }
            }
        }
        return code;
    }

    private String document() throws IOException {
        try {
            return StrictText.of(in.readAllBytes(), charset);
        } catch (StrictText.UnreadableTextException e) {
            throw new IOException("refused: the document on standard input " + e.getMessage() + ADVICE, e);
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
        return new OutcomeWait(api, out, err).await(id);
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
        addTurn(request, command.turn());
        return request;
    }

    private static void addTurn(JsonObject request, Command.Turn turn) {
        turn.priority().ifPresent(p -> request.addProperty("priority", p));
        turn.timeToLive().ifPresent(t -> request.addProperty("ttlSeconds", t.toSeconds()));
        turn.idempotencyKey().ifPresent(k -> request.addProperty("idempotencyKey", k));
        turn.supersede().ifPresent(k -> request.addProperty("supersede", k));
        turn.group().ifPresent(k -> request.addProperty("group", k));
        JsonObject repeat = new JsonObject();
        turn.times().ifPresent(n -> repeat.addProperty("times", n));
        turn.pause().ifPresent(n -> repeat.addProperty("pauseSeconds", n));
        addIfAny(request, "repeat", repeat);
        JsonObject chime = new JsonObject();
        turn.chimeBefore().ifPresent(id -> chime.addProperty("before", id));
        turn.chimeAfter().ifPresent(id -> chime.addProperty("after", id));
        addIfAny(request, "chime", chime);
    }

    private static void addIfAny(JsonObject to, String name, JsonObject members) {
        if (!members.isEmpty()) {
            to.add(name, members);
        }
    }
}
