package announcer.app.client;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;

/** {@code announcer voices}: the voices of the running product, and what is wrong with the engines that they come from. */
public final class VoicesCommand {
    private final Command.Voices command;
    private final Inquiry inquiry;

    /**
     * @param out takes the voices
     * @param err takes what went wrong
     */
    public VoicesCommand(Command.Voices command, HomeFolder home, PrintStream out, PrintStream err) {
        this.command = command;
        inquiry = new Inquiry(home, out, err);
    }

    /** Asks and prints; returns the exit code. */
    public int execute() {
        String query = command.locale().map(l -> "?locale=" + URLEncoder.encode(l, StandardCharsets.UTF_8)).orElse("");
        return inquiry.execute("api/voices" + query, command.json(), VoicesReport::lines);
    }
}
