package announcer.app.client;

import java.io.PrintStream;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;

/** {@code announcer status}: how the channels of the running product are. */
public final class StatusCommand {
    private final Command.Status command;
    private final Inquiry inquiry;

    /**
     * @param out takes the status
     * @param err takes what went wrong
     */
    public StatusCommand(Command.Status command, HomeFolder home, PrintStream out, PrintStream err) {
        this.command = command;
        inquiry = new Inquiry(home, out, err);
    }

    /** Asks and prints; returns the exit code. */
    public int execute() {
        return inquiry.execute("api/channels", command.json(), StatusReport::lines);
    }
}
