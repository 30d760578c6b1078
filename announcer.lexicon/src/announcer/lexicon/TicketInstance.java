package announcer.lexicon;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.lexicon.ticket.Grammar;
import announcer.lexicon.ticket.GrammarParser;

/** One configured grammar, for {@link LexiconComponent} to find. */
@Component(immediate = true, configurationPid = TicketConfig.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = TicketInstance.class)
@Designate(ocd = TicketConfig.class, factory = true)
public class TicketInstance {
    private static final Logger LOG = LoggerFactory.getLogger(TicketInstance.class);

    private volatile String pid = "";
    private volatile Optional<Grammar> grammar = Optional.empty();

    /** Called by Declarative Services. */
    @Activate
    public TicketInstance(TicketConfig config, Map<String, Object> properties) {
        modified(config, properties);
    }

    @Modified
    final void modified(TicketConfig config, Map<String, Object> properties) {
        pid = Objects.toString(properties.get("service.pid"), "");
        try {
            grammar = Optional.of(GrammarParser.grammar(TicketSettings.of(config)));
        } catch (InvalidConfigurationException e) {
            // Refused by the check already, unless it was made by a program.
            grammar = Optional.empty();
            LOG.error("configuration {} is not used, its language is said as it is built in: {}", pid, e.getMessage());
        }
    }

    String pid() {
        return pid;
    }

    /** Empty: it cannot be used. */
    Optional<Grammar> grammar() {
        return grammar;
    }
}
