package announcer.shell;

import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;

/** {@code announcer:restart-push}: a command by itself, since a method's name cannot hold a dash. */
@Component(service = Function.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=restart-push"})
public class RestartPush implements Function {
    private final AnnouncerProvider engine;
    private final AdministrationProvider administration;

    /** For the component framework. */
    @Activate
    public RestartPush(@Reference AnnouncerProvider engine, @Reference AdministrationProvider administration) {
        this.engine = engine;
        this.administration = administration;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        return CommandRunner.run(() -> {
            if (arguments.size() != 1) {
                throw new CommandException("which channel? announcer:restart-push CHANNEL");
            }
            Announcer announcer = engine.announcer();
            ChannelStatus channel = AnnouncerCommands.find(announcer, String.valueOf(arguments.get(0)));
            if (channel.push().isEmpty()) {
                throw new CommandException("channel " + channel.id() + " has no push that could be restarted: it is pushed by hand");
            }
            announcer.restartPush(channel.id(), "asked for in the shell");
            administration.done("push restart", channel.id());
            return "the push of channel " + channel.id() + " is being restarted";
        });
    }
}
