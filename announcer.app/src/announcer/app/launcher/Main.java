package announcer.app.launcher;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import announcer.app.cli.Command;
import announcer.app.cli.CommandLine;
import announcer.app.cli.UsageException;
import announcer.app.client.SayCommand;
import announcer.app.client.StatusCommand;
import announcer.app.client.VoicesCommand;
import announcer.app.home.HomeFolder;

/** The entry point of the program. */
public final class Main {
    /** Done. */
    static final int OK = 0;
    /** Refused or failed; standard error says why. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private Main() {
    }

    /** @param arguments see {@code help.txt} */
    @SuppressWarnings("SystemConsoleNull") // announcer.cmd asks for the console of java.base, which is null where there is no terminal
    public static void main(String[] arguments) {
        // Whatever the locale: the product's words and the callers' texts are UTF-8. But a Windows terminal shows only its own code page.
        Console console = WINDOWS ? System.console() : null;
        Charset charset = console == null ? StandardCharsets.UTF_8 : console.charset();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        System.setOut(out);
        System.setErr(err);
        int code = FAILED;
        try {
            code = execute(words(arguments), charset, out, err);
        } catch (UsageException e) {
            err.println("announcer: " + e.getMessage());
            err.println("announcer --help tells what there is");
            code = USAGE;
        } catch (IOException e) {
            err.println("announcer: " + e);
        }
        System.exit(code);
    }

    private static List<String> words(String[] arguments) {
        String line = WINDOWS ? System.getenv(WindowsArguments.VARIABLE) : null;
        return line == null ? List.of(arguments) : WindowsArguments.split(line);
    }

    private static int execute(List<String> arguments, Charset input, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Command command = CommandLine.parse(arguments, defaultHome());
        if (command instanceof Command.Run run) {
            return new RunCommand(run, distribution(), out, err).execute();
        } else if (command instanceof Command.Say say) {
            return new SayCommand(say, new HomeFolder(say.home()), System.in, input, out, err).execute();
        } else if (command instanceof Command.Status status) {
            return new StatusCommand(status, new HomeFolder(status.home()), out, err).execute();
        } else if (command instanceof Command.Voices voices) {
            return new VoicesCommand(voices, new HomeFolder(voices.home()), out, err).execute();
        }
        out.print(command instanceof Command.Version ? "announcer " + version() + "\n" : resource("help.txt"));
        return OK;
    }

    /** {@code ANNOUNCER_HOME}, or {@code announcer-home} beside the script, which says where it lies. */
    private static Path defaultHome() {
        String given = System.getenv("ANNOUNCER_HOME");
        Path home = given != null && !given.isBlank()
                ? Path.of(given)
                : Path.of(System.getProperty("announcer.base", "")).resolve("announcer-home");
        return home.toAbsolutePath().normalize();
    }

    /** The distribution that this very jar lies in: {@code lib/launcher.jar}. */
    private static Distribution distribution() throws IOException {
        try {
            Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path lib = jar.getParent();
            if (lib == null || lib.getParent() == null || !Files.isDirectory(lib.getParent().resolve("bundles"))) {
                throw new IOException(jar + " is not in the lib folder of a distribution");
            }
            return new Distribution(lib.getParent());
        } catch (java.net.URISyntaxException e) {
            throw new IOException("this program cannot tell where it lies", e);
        }
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the launcher");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
