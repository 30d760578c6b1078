package announcer.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;

/** A Gogo runtime with all our commands. */
final class TestShell implements AutoCloseable {
    final CommandProcessorImpl processor = new CommandProcessorImpl(null);
    final CommandSession session;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    TestShell(AnnouncerProvider engine, AdministrationProvider administration) {
        add(new AnnouncerCommands(engine, administration, ZoneOffset.UTC), "say", "status", "channels", "voices", "cache", "help");
        add(new QueueCommands(engine, administration, ZoneOffset.UTC), "queue", "cancel", "move", "clear");
        add(new ChannelCommands(administration), "channel", "pause", "resume");
        add(new SettingsCommands(administration), "settings");
        add(new AccessCommands(administration, ZoneOffset.UTC), "tokens", "users", "audit");
        add(new RestartPush(engine, administration), "restart-push");
        add(new PushOutput(engine), "push-output");
        add(new Candidates(engine, administration), "_complete");
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void add(Object commands, String... functions) {
        for (String function : functions) {
            processor.addCommand("announcer", commands, function);
        }
    }

    String type(String line) throws Exception {
        return session.execute(line) instanceof String text ? text : null;
    }

    String error() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    void forgetErrors() {
        err.reset();
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
    }
}
