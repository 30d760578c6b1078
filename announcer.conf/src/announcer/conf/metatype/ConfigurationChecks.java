package announcer.conf.metatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;

/** The registered checks; each is taken from the registry only when it is asked. Thread-safe. */
public final class ConfigurationChecks extends ServiceTracker<ConfigurationCheck, ServiceReference<ConfigurationCheck>> {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationChecks.class);

    private final Consumer<Set<String>> onCome;
    private final Set<ServiceReference<ConfigurationCheck>> present = ConcurrentHashMap.newKeySet();

    /** @param onCome told the PIDs of a check that comes, on the thread that registers it */
    public ConfigurationChecks(BundleContext context, Consumer<Set<String>> onCome) {
        super(context, ConfigurationCheck.class, null);
        this.onCome = onCome;
    }

    @Override
    public ServiceReference<ConfigurationCheck> addingService(ServiceReference<ConfigurationCheck> reference) {
        // Before it is told of: whoever is told asks at once, and the tracker itself counts it only when this has returned.
        present.add(reference);
        onCome.accept(pids(reference));
        return reference;
    }

    @Override
    public void removedService(ServiceReference<ConfigurationCheck> reference, ServiceReference<ConfigurationCheck> same) {
        present.remove(reference);
    }

    public List<ConfigurationCheck> of(String typePid) {
        List<ConfigurationCheck> checks = new ArrayList<>();
        present.stream().filter(r -> pids(r).contains(typePid)).forEach(r -> checks.add(asking(r)));
        return checks;
    }

    private ConfigurationCheck asking(ServiceReference<ConfigurationCheck> reference) {
        return new ConfigurationCheck() {
            @Override
            public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
                ask(reference, pid, check -> check.check(pid, values));
            }

            @Override
            public void checkDeletion(String pid) throws InvalidConfigurationException {
                ask(reference, pid, check -> check.checkDeletion(pid));
            }
        };
    }

    private interface Question {
        void ask(ConfigurationCheck check) throws InvalidConfigurationException;
    }

    private void ask(ServiceReference<ConfigurationCheck> reference, String pid, Question question) throws InvalidConfigurationException {
        ConfigurationCheck check = context.getService(reference);
        if (check == null) {
            LOG.warn("a check of bundle {} is not there although it is registered; {} is not checked by it", reference.getBundle(), pid);
            return;
        }
        try {
            question.ask(check);
        } finally {
            context.ungetService(reference);
        }
    }

    private static Set<String> pids(ServiceReference<?> reference) {
        Object pids = reference.getProperty(ConfigurationCheck.PIDS);
        return pids instanceof String[] many ? new HashSet<>(Arrays.asList(many)) : pids == null ? Set.of() : Set.of(pids.toString());
    }
}
