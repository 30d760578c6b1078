package announcer.conf;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.framework.InvalidSyntaxException;

import announcer.conf.Validation.Outcome;

/**
 * The web console's forms go through the same checks as a hand edit; a refusal is shown in the form. The only class that needs the web
 * console: it is not loaded when that bundle is not there.
 */
final class ConsoleForms implements ConfigurationHandler {
    private final BundleContext context;
    private final Validation validation;

    private ConsoleForms(BundleContext context, Validation validation) {
        this.context = context;
        this.validation = validation;
    }

    static void register(BundleContext context, Validation validation) {
        context.registerService(ConfigurationHandler.class, new ConsoleForms(context, validation), null);
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
        String factory = factoryPid == null || factoryPid.isEmpty() ? factoryPidOf(pid) : factoryPid;
        Outcome outcome = validation.ofValues(ConfName.of(pid, factory), values);
        if (!outcome.valid()) {
            throw new ValidationException(String.join("; ", outcome.problems()));
        }
        for (Map.Entry<String, Object> e : outcome.values().entrySet()) {
            properties.put(e.getKey(), e.getValue());
        }
    }

    private String factoryPidOf(String pid) throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            return null;
        }
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid.replaceAll("([\\\\*()])", "\\\\$1") + ")");
            return found == null ? null : found[0].getFactoryPid();
        } catch (InvalidSyntaxException e) {
            throw new IOException("no configuration can be found under the PID \"" + pid + "\"", e);
        } finally {
            context.ungetService(reference);
        }
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
    public void deleteConfiguration(String factoryPid, String pid) {
        // Allowed: its file goes with it.
    }
}
