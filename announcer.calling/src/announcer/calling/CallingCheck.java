package announcer.calling;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.lexicon.TicketGrammar;
import announcer.calling.house.BoardSettings;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.HouseSettings;
import announcer.calling.house.ServiceSettings;
import announcer.calling.house.Values;

/** Refuses services, counters and boards that could not work, while an administrator is still looking. */
@Component(property = {ConfigurationCheck.PIDS + "=" + CallingConfig.PID, ConfigurationCheck.PIDS + "=" + ServiceConfig.PID,
        ConfigurationCheck.PIDS + "=" + CounterConfig.PID, ConfigurationCheck.PIDS + "=" + BoardConfig.PID})
public class CallingCheck implements ConfigurationCheck {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile CallingHouse house;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile TicketGrammar grammar;

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        Values v = new Values(values);
        CallingHouse present = house;
        Optional<House> now = Optional.ofNullable(present).map(CallingHouse::house);
        if (pid.startsWith(ServiceConfig.PID + "~")) {
            ServiceSettings service = ServiceSettings.of(pid, v);
            Values.free(service.id(), now.flatMap(h -> h.service(service.id())).map(ServiceSettings::pid), pid);
            canBeSaid("templates", service.templates());
        } else if (pid.startsWith(CounterConfig.PID + "~")) {
            String id = CounterSettings.of(pid, v).id();
            Values.free(id, now.flatMap(h -> h.counter(id)).map(CounterSettings::pid), pid);
        } else if (pid.startsWith(BoardConfig.PID + "~")) {
            String id = BoardSettings.of(pid, v).id();
            Values.free(id, now.flatMap(h -> h.board(id)).map(BoardSettings::pid).filter(p -> !p.isEmpty()), pid);
        } else {
            HouseSettings whole = HouseSettings.of(v, ZoneId.systemDefault());
            canBeSaid("templates", whole.templates());
            canBeSaid("orderTemplates", whole.orderTemplates());
        }
    }

    /** What puts them into words may want more of templates than this bundle does. */
    private void canBeSaid(String key, Map<String, String> templates) throws InvalidConfigurationException {
        TicketGrammar present = grammar;
        if (present == null) {
            return;
        }
        for (Map.Entry<String, String> e : templates.entrySet()) {
            try {
                present.check(e.getValue());
            } catch (IllegalArgumentException wrong) {
                throw new InvalidConfigurationException(key,
                        key + " has \"" + e.getValue() + "\" for " + e.getKey() + ": " + wrong.getMessage());
            }
        }
    }
}
