package announcer.app.client;

import java.io.IOException;
import java.io.PrintStream;

import com.google.gson.GsonBuilder;

import announcer.app.launcher.Command;
import announcer.app.launcher.Home;

/** {@code announcer status}: how the channels of the running product are. */
public final class StatusCommand {
    private final Command.Status command;
    private final Home home;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out takes the status
     * @param err takes what went wrong
     */
    public StatusCommand(Command.Status command, Home home, PrintStream out, PrintStream err) {
        this.command = command;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** Asks and prints; returns the exit code. */
    public int execute() {
        try {
            Api.Answer answer = Api.of(home).get("api/channels");
            if (!answer.isSuccess()) {
                err.println("announcer: " + answer.problem());
                return ExitCode.FAILED;
            }
            if (command.json()) {
                out.println(new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(answer.body()));
            } else {
                StatusReport.lines(answer.body()).forEach(out::println);
            }
            return ExitCode.OK;
        } catch (NotRunningException e) {
            err.println("announcer: " + e.getMessage());
            return ExitCode.NOT_RUNNING;
        } catch (IOException e) {
            err.println("announcer: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
