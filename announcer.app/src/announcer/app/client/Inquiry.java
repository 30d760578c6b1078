package announcer.app.client;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

import announcer.app.home.HomeFolder;

/** One question to the running product, and its answer printed: for a reader, or as it came. */
final class Inquiry {
    private final HomeFolder home;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out takes the answer
     * @param err takes what went wrong
     */
    Inquiry(HomeFolder home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /**
     * Asks and prints.
     *
     * @param path what is asked for
     * @param report makes lines for a reader of the answer; not used when {@code json} is set
     * @return the exit code
     */
    int execute(String path, boolean json, Function<JsonObject, List<String>> report) {
        try {
            ProductApi.Answer answer = ProductApi.of(home).get(path);
            if (!answer.isSuccess()) {
                err.println("announcer: " + answer.problem());
                return ExitCode.FAILED;
            }
            if (json) {
                out.println(new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(answer.body()));
            } else {
                report.apply(answer.body()).forEach(out::println);
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
