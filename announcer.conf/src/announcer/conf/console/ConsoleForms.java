package announcer.conf.console;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;

import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfName;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.Schema;
import announcer.conf.metatype.SecretMasking;
import announcer.conf.metatype.Validation;
import announcer.conf.metatype.Validation.Outcome;
import announcer.conf.metatype.Validation.Refusal;
import announcer.conf.sync.Configurations;

/**
 * The web console's forms go through the same checks as a hand edit; a refusal is shown in the form. The only class that needs the web
 * console: it is not loaded when that bundle is not there.
 */
public final class ConsoleForms implements ConfigurationHandler {
    private final StoredConfigurations stored;
    private final Validation validation;

    private ConsoleForms(StoredConfigurations stored, Validation validation) {
        this.stored = stored;
        this.validation = validation;
    }

    public static void register(BundleContext context, StoredConfigurations stored, Validation validation) {
        context.registerService(ConfigurationHandler.class, new ConsoleForms(stored, validation), null);
    }

    @Override
    public void updateConfiguration(String factoryPid, String pid, Dictionary<String, Object> properties)
            throws ValidationException, IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.startsWith("service.")) {
                values.put(key, properties.get(key));
            }
        }
        // The form does not always name the factory, and for a new instance its PID is a place holder.
        Optional<Configuration> now = stored.find(pid);
        String factory = factoryPid == null || factoryPid.isEmpty() ? now.map(Configuration::getFactoryPid).orElse(null) : factoryPid;
        ConfName name = ConfName.of(pid, factory);
        Outcome outcome = validation.ofValues(name, meant(name, values, now.map(Configurations::values).orElse(Map.of())));
        if (!outcome.valid()) {
            throw new ValidationException(String.join("; ", outcome.problems()));
        }
        for (Map.Entry<String, Object> e : outcome.values().entrySet()) {
            properties.put(e.getKey(), e.getValue());
        }
    }

    /** The configuration as it is meant: what the page did not show and was given back stays what it is. */
    private Map<String, Object> meant(ConfName name, Map<String, Object> given, Map<String, Object> old) throws ValidationException {
        Map<String, Attribute> attributes = validation.schema(name).map(Schema::attributes).orElse(Map.of());
        Map<String, Object> meant = new LinkedHashMap<>();
        for (Map.Entry<String, Object> e : given.entrySet()) {
            Object before = old.get(e.getKey());
            List<String> known = before == null ? List.of() : Attribute.texts(before);
            Attribute a = attributes.getOrDefault(e.getKey(), Attribute.like(e.getKey(), e.getValue()));
            try {
                List<String> texts = SecretMasking.meant(a, Attribute.texts(e.getValue()), known);
                meant.put(e.getKey(), texts.equals(Attribute.texts(e.getValue())) ? e.getValue() : a.fromTexts(texts));
            } catch (InvalidConfigurationException wrong) {
                throw new ValidationException(wrong.getMessage());
            }
        }
        return meant;
    }

    @Override
    public void createConfiguration(String pid) {
        // Allowed: it is checked when it gets values.
    }

    @Override
    public void createFactoryConfiguration(String factoryPid, String name) {
        // Allowed: it is checked when it gets values.
    }

    @Override
    public void deleteConfiguration(String factoryPid, String pid) throws ValidationException, IOException {
        // The page does not always name the factory.
        Optional<Configuration> now = stored.find(pid);
        String factory = factoryPid == null || factoryPid.isEmpty() ? now.map(Configuration::getFactoryPid).orElse(null) : factoryPid;
        Optional<Refusal> refusal = validation.ofDeletion(ConfName.of(pid, factory));
        if (refusal.isPresent()) {
            throw new ValidationException(refusal.get().words());
        }
    }
}
