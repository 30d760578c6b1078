package announcer.shell;

import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;

/** {@code announcer:push-output}: a command by itself, since a method's name cannot hold a dash. */
@Component(service = Function.class, immediate = true, property = {"osgi.command.scope=announcer", "osgi.command.function=push-output"})
public class PushOutput implements Function {
    private final AnnouncerProvider engine;

    /** For the component framework. */
    @Activate
    public PushOutput(@Reference AnnouncerProvider engine) {
        this.engine = engine;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        return CommandRunner.run(() -> {
            if (arguments.size() != 1) {
                throw new CommandException("which channel? announcer:push-output CHANNEL");
            }
            Announcer announcer = engine.announcer();
            ChannelStatus channel = AnnouncerCommands.find(announcer, String.valueOf(arguments.get(0)));
            List<String> lines = announcer.pushOutput(channel.id());
            return lines.isEmpty() ? "nothing has been written" : String.join("\n", lines);
        });
    }
}
