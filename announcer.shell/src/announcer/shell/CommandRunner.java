package announcer.shell;

import java.io.IOException;
import java.io.PrintStream;

import org.apache.felix.service.command.Process;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.AccessException;
import announcer.api.config.InvalidConfigurationException;

/** Runs a command and hands its outcome to the shell: a text as the command's result, a failure as one line on the error stream. */
final class CommandRunner {
    /** The work of one command. */
    interface Command {
        /** @return what is shown */
        String run() throws CommandException, InvalidConfigurationException, AccessException, IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private CommandRunner() {
    }

    /** Runs a command. Its result goes through pipes as any other's; after an error the command counts as failed in scripts. */
    static String run(Command command) {
        try {
            return command.run();
        } catch (CommandException | InvalidConfigurationException | AccessException e) {
            return failed(e.getMessage());
        } catch (IOException e) {
            LOG.error("a command could not store what it changed", e);
            return failed("it could not be stored: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted; the announcement goes on without us");
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.error("a command failed", e);
            return failed("it did not work (" + e.getClass().getSimpleName() + "); the log has the details");
        }
    }

    private static String failed(String message) {
        Process process = Process.Utils.current();
        PrintStream out = process == null ? System.err : process.err();
        out.println("announcer: " + message.lines().reduce((a, b) -> a + " " + b).orElse(""));
        if (process != null) {
            process.error(1);
        }
        return null;
    }
}
