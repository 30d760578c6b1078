package announcer.shell;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each interactive shell how our commands are completed, before it runs its first line, which is its profile. gogo.jline keeps what
 * it is told in the session; there is no service for it. Other shells have nothing to be told.
 */
@Component(service = CommandSessionListener.class, immediate = true)
public class Completion implements CommandSessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);
    private static final String COMPLETIONS = ".completions";
    private static final String TOLD = ".announcer-completions";
    private static final String ARGUMENTS = " -a 'announcer:_complete ($.commandLine words) ($.commandLine wordIndex)'";
    /** Options of {@code say}: short, long, what it is. */
    private static final List<String[]> OPTIONS = List.of(new String[]{"c", "channel", "id of the channel"},
            new String[]{"z", "zone", "on each channel of this zone"}, new String[]{"a", "all", "on each channel"},
            new String[]{"v", "voice", "voice as engine/name"}, new String[]{"l", "locale", "language such as de or zh-CN"},
            new String[]{null, "rate", "speed, 0.25 to 4"}, new String[]{null, "pitch", "0.5 to 2"},
            new String[]{null, "volume", "0 to 4"}, new String[]{null, "ssml", "the text is an SSML document"},
            new String[]{"u", "urgent", "goes before every routine announcement that waits"},
            new String[]{"t", "ttl", "seconds that it may wait"}, new String[]{"w", "wait", "waits until it has been spoken"});

    @Override
    public void beforeExecute(CommandSession session, CharSequence command) {
        if (session.get(COMPLETIONS) instanceof Map && session.get(TOLD) == null) {
            // First of all: each line that tells it is a command, too, and comes here.
            session.put(TOLD, true);
            try {
                for (String line : script().toList()) {
                    session.execute(line);
                }
            } catch (Exception e) {
                LOG.warn("the shell will not complete the commands of Announcer: {}", e.toString(), e);
            }
        }
    }

    /** The lines that tell it. */
    static Stream<String> script() {
        Stream<String> commands = Usage.commands().stream().flatMap(name -> {
            String complete = "gogo:complete -c " + Usage.SCOPE + name;
            return Stream.of(complete + " -d \"" + Usage.does(name) + "\"", complete + ARGUMENTS);
        });
        Stream<String> options = OPTIONS.stream().map(o -> "gogo:complete -c announcer:say" + (o[0] == null ? "" : " -s " + o[0]) + " -l "
                + o[1] + " -d \"" + o[2] + "\"");
        return Stream.concat(commands, options);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {
        // Nothing is to be done then.
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Object result) {
        // Nothing is to be done then.
    }
}
