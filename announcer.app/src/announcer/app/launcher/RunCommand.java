package announcer.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.framework.BundleException;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;
import announcer.app.home.HomeLock;
import announcer.app.home.OwnerOnly;

/** {@code announcer run}: the product in the foreground, until a signal or an administrator ends it. */
final class RunCommand {
    /** The time that bundles have to stop after a signal; a service manager commonly kills after 90 s, a container after 10. */
    private static final long STOP_MILLIS = 15_000;

    private final Command.Run command;
    private final HomeFolder home;
    private final Distribution distribution;
    private final PrintStream out;
    private final PrintStream err;
    /** The cause of the end: the first of a signal (the shutdown hook) and the product itself. */
    private final AtomicReference<End> end = new AtomicReference<>();

    private enum End {
        SIGNAL, PRODUCT
    }

    RunCommand(Command.Run command, Distribution distribution, PrintStream out, PrintStream err) {
        this.command = command;
        this.home = new HomeFolder(command.home());
        this.distribution = distribution;
        this.out = out;
        this.err = err;
    }

    int execute() throws IOException {
        OwnerOnly access = home.create();
        Optional<HomeLock> lock = HomeLock.take(home.lock());
        if (lock.isEmpty()) {
            reportOther();
            return Main.FAILED;
        }
        lock.get().unsigned()
                .ifPresent(e -> err.println("announcer: cannot write the process id into " + home.lock() + ": " + e.getMessage()));
        // Left behind by a run that was killed.
        Files.deleteIfExists(home.endpoints());
        home.clearTemporary().ifPresent(line -> err.println("announcer: " + line));
        if (home.isNew()) {
            home.giveDefaults(distribution.defaults());
        }
        System.setProperty(FrameworkProperties.HOME, home.folder().toString());
        LogConfiguration log = LogConfiguration.of(home, distribution.defaults());
        System.setProperty("logback.configurationFile", log.url());
        log.warning().ifPresent(line -> err.println("announcer: " + line));
        // What logs before logback is up (SPI Fly) does it there; only warnings are worth a line on the terminal.
        Logger.getLogger("").setLevel(Level.WARNING);
        boolean terminal = terminal();
        if (terminal) {
            // The shell's thread inherits this. JLine asks the context loader for its ways to a terminal, and its own only when there is none.
            Thread.currentThread().setContextClassLoader(null);
        }
        Map<String, String> settings = FrameworkProperties.of(home, command.httpPort(), command.rtspPort(), terminal);
        ProductFramework product = new ProductFramework(home, distribution, settings, err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(product, lock.get()), "announcer-end"));
        out.println("home: " + home.folder());
        access.sentences().forEach(sentence -> out.println("announcer: " + sentence));
        try {
            // Returns during a shutdown too: the hook stops the framework; exit() then waits for the hook.
            product.run(lock.get().isLeftBehind(), command.startStopped());
            end.compareAndSet(null, End.PRODUCT);
            return Main.OK;
        } catch (BundleException e) {
            end.compareAndSet(null, End.PRODUCT);
            err.println("announcer: the product cannot start: " + e.getMessage());
            return Main.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.FAILED;
        }
    }

    /** As the script says; announcer.cmd cannot tell, and leaves it to us. */
    @SuppressWarnings("SystemConsoleNull") // announcer.cmd asks for the console of java.base, which is null where there is no terminal
    private static boolean terminal() {
        String told = System.getProperty(FrameworkProperties.TERMINAL, "");
        boolean terminal = "auto".equals(told) ? System.console() != null : Boolean.parseBoolean(told);
        System.setProperty(FrameworkProperties.TERMINAL, Boolean.toString(terminal));
        return terminal;
    }

    /** Runs as the shutdown hook: for a signal as well as after an end from the shell or the console. */
    private void end(ProductFramework product, HomeLock lock) {
        boolean signalled = end.compareAndSet(null, End.SIGNAL);
        boolean clean = false;
        try {
            clean = product.stop(STOP_MILLIS);
            if (!clean) {
                err.println("announcer: not everything had stopped after " + STOP_MILLIS / 1000 + " s");
            }
            lock.close();
        } catch (BundleException | IOException e) {
            err.println("announcer: the end was not clean: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (signalled) {
            // A JVM that a signal ends answers 143 or 130, which service managers take for a failure.
            out.flush();
            err.flush();
            Runtime.getRuntime().halt(clean ? Main.OK : Main.FAILED);
        }
    }

    /** The launcher has no parser of JSON; the file is ours, and its addresses hold no quotes. */
    private static Optional<String> address(String endpoints, String name) {
        Matcher m = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(endpoints);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    private void reportOther() throws IOException {
        OptionalLong pid = HomeLock.holder(home.lock());
        err.println("announcer: already running on " + home.folder() + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : ""));
        if (Files.exists(home.endpoints())) {
            String endpoints = Files.readString(home.endpoints(), StandardCharsets.UTF_8);
            for (String name : List.of("http", "console", "rtsp")) {
                address(endpoints, name).ifPresent(url -> err.println("announcer: " + name + ": " + url));
            }
        }
        err.println("announcer: stop it first, or give this one another folder with --home DIR");
    }
}
