package announcer.conf.console;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The stored configurations that the web console shows; none without Configuration Admin. Thread-safe. */
public final class StoredConfigurations {
    private final BundleContext context;

    public StoredConfigurations(BundleContext context) {
        this.context = context;
    }

    public Collection<Configuration> all() throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            return List.of();
        }
        try {
            Configuration[] found = admin.listConfigurations(null);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        } finally {
            context.ungetService(reference);
        }
    }

    Optional<Configuration> find(String pid) throws IOException {
        return all().stream().filter(c -> c.getPid().equals(pid)).findFirst();
    }
}
