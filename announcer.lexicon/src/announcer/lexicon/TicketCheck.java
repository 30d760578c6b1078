package announcer.lexicon;

import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lexicon.ticket.Grammar;
import announcer.lexicon.ticket.GrammarParser;

/** Refuses grammars that could not be used, while an administrator is still looking. */
@Component(property = ConfigurationCheck.PIDS + "=" + TicketConfig.PID)
public class TicketCheck implements ConfigurationCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile LexiconComponent lexicon;

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        Grammar grammar = GrammarParser.grammar(TicketSettings.of(values));
        LexiconComponent now = lexicon;
        Optional<String> other = now == null ? Optional.empty() : now.owner(grammar.locale()).filter(owner -> !owner.equals(pid));
        if (other.isPresent()) {
            throw new InvalidConfigurationException("language", "language is \"" + grammar.locale().toLanguageTag()
                    + "\", but configuration " + other.get() + " is for this language; change that one");
        }
    }
}
