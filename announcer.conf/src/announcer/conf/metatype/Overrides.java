package announcer.conf.metatype;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfName;

/**
 * Settings for this run only, from framework properties {@code announcer.override:PID:KEY}. They are laid over what Configuration Admin
 * delivers and never come near the stored configuration. Thread-safe.
 */
public final class Overrides implements ConfigurationPlugin {
    static final String PREFIX = "announcer.override:";
    private static final Logger LOG = LoggerFactory.getLogger(Overrides.class);

    private final Map<String, Map<String, String>> byPid;
    private final SchemaCatalog schemas;

    public Overrides(Map<String, ?> properties, SchemaCatalog schemas) {
        this.byPid = parsed(properties);
        this.schemas = schemas;
    }

    static Map<String, Map<String, String>> parsed(Map<String, ?> properties) {
        Map<String, Map<String, String>> byPid = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && value != null) {
                int colon = name.indexOf(':', PREFIX.length());
                if (colon <= PREFIX.length() || colon == name.length() - 1) {
                    LOG.error("{} is not understood; write {}PID:KEY = value", name, PREFIX);
                } else {
                    byPid.computeIfAbsent(name.substring(PREFIX.length(), colon), k -> new TreeMap<>()).put(name.substring(colon + 1),
                            value.toString());
                }
            }
        });
        return byPid;
    }

    /** The PIDs (for an instance of a factory {@code F~name}) with something to lay over. */
    public Set<String> pids() {
        return byPid.keySet();
    }

    /** For {@code cm.target}: Configuration Admin asks by factory PID. */
    public String[] targets() {
        return byPid.keySet().stream().map(p -> p.contains("~") ? p.substring(0, p.indexOf('~')) : p).collect(Collectors.toSet())
                .toArray(String[]::new);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        Object pid = properties.get("service.pid");
        Object factoryPid = properties.get("service.factoryPid");
        if (pid == null) {
            return;
        }
        ConfName name = ConfName.of(pid.toString(), factoryPid == null ? null : factoryPid.toString());
        Map<String, String> over = byPid.getOrDefault(name.pid(), Collections.emptyMap());
        Map<String, Attribute> attributes = over.isEmpty()
                ? Map.of()
                : schemas.find(name.typePid()).map(Schema::attributes).orElse(Map.of());
        over.forEach((key, text) -> {
            Object now = properties.get(key);
            Attribute a = attributes.get(key) != null ? attributes.get(key) : now != null ? Attribute.like(key, now) : Attribute.text(key);
            try {
                properties.put(key, a.fromRaw(text));
            } catch (InvalidConfigurationException e) {
                LOG.error("{}{}:{} is ignored: {}", PREFIX, name.pid(), key, e.getMessage());
            }
        });
    }
}
