package announcer.conf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.dto.FrameworkDTO;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.conf.console.ConsoleForms;
import announcer.conf.console.FormRefusals;
import announcer.conf.console.SecretResponseFilter;
import announcer.conf.console.StoredConfigurations;
import announcer.conf.console.UnwrittenNotices;
import announcer.conf.metatype.ConfigurationChecks;
import announcer.conf.metatype.FormCatalog;
import announcer.conf.metatype.Overrides;
import announcer.conf.metatype.Schema;
import announcer.conf.metatype.SchemaCatalog;
import announcer.conf.metatype.ServiceSchemas;
import announcer.conf.metatype.Validation;
import announcer.conf.sync.SyncRecords;

/**
 * Starts the synchronisation for as long as there is a Configuration Admin. An activator and not a component: the files are loaded before
 * this method returns, so that at a low start level they are in force before anything that is configured starts.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ConfActivator
        implements
            BundleActivator,
            ServiceTrackerCustomizer<ConfigurationAdmin, ConfSyncService>,
            SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfActivator.class);
    private static final String IGNORED = "announcer.conf.ignore";
    private static final String FORM_PACKAGE = "org.apache.felix.webconsole.spi";
    private static final String SERVLET_PACKAGE = "jakarta.servlet.http";
    private static final Duration LISTENER_LIMIT = Duration.ofSeconds(2);

    private BundleContext context;
    private ServiceTracker<MetaTypeService, MetaTypeService> metatypes;
    private ServiceTracker<ConfigurationAdmin, ConfSyncService> admins;
    private SchemaCatalog schemas;
    private ConfigurationChecks checks;
    private Validation validation;
    private Overrides overrides;
    private volatile ConfSyncService running;

    @Override
    public void start(BundleContext bundleContext) {
        context = bundleContext;
        metatypes = new ServiceTracker<>(context, MetaTypeService.class, null);
        schemas = new SchemaCatalog(context, new ServiceSchemas(metatypes::getService));
        checks = new ConfigurationChecks(context, this::checkCame);
        validation = new Validation(schemas::find, checks::of);
        overrides = new Overrides(frameworkProperties(), schemas);
        metatypes.open();
        checks.open();
        if (!overrides.pids().isEmpty()) {
            Map<String, Object> p = Map.of(ConfigurationPlugin.CM_RANKING, 500, "cm.target", overrides.targets());
            context.registerService(ConfigurationPlugin.class, overrides, FrameworkUtil.asDictionary(p));
        }
        StoredConfigurations stored = new StoredConfigurations(context);
        if (isThere(FORM_PACKAGE)) {
            ConsoleForms.register(context, stored, validation);
        }
        if (isThere(SERVLET_PACKAGE)) {
            SecretResponseFilter.register(context, stored::all);
            FormRefusals.register(context);
            UnwrittenNotices.register(context, this::problem);
        }
        context.addBundleListener(this);
        admins = new ServiceTracker<>(context, ConfigurationAdmin.class, this);
        admins.open();
    }

    @Override
    public void stop(BundleContext bundleContext) {
        context.removeBundleListener(this);
        admins.close();
        checks.close();
        metatypes.close();
    }

    @Override
    public ConfSyncService addingService(ServiceReference<ConfigurationAdmin> reference) {
        if (running != null) {
            LOG.warn("a second Configuration Admin is ignored: {}", reference.getBundle());
            return null;
        }
        try {
            Path records = context.getDataFile("synchronised.properties").toPath();
            running = new ConfSyncService(context, context.getService(reference), new SyncRecords(records), validation, overrides,
                    confFolder(), ignored(), new FormCatalog(context, schemas, ignored()));
            running.start();
        } catch (IOException e) {
            LOG.error("{} cannot be used; configuration files are not read: {}", confFolder(), e.toString(), e);
            running = null;
        }
        return running;
    }

    @Override
    public void modifiedService(ServiceReference<ConfigurationAdmin> reference, ConfSyncService synchronisation) {
        // Its properties mean nothing here.
    }

    @Override
    public void removedService(ServiceReference<ConfigurationAdmin> reference, ConfSyncService synchronisation) {
        running = null;
        synchronisation.end();
        context.ungetService(reference);
    }

    /** A bundle came or changed: what its metatype describes is typed and judged before the bundle starts. */
    @Override
    public void bundleChanged(BundleEvent event) {
        ConfSyncService now = running;
        if (now == null || (event.getType() & (BundleEvent.INSTALLED | BundleEvent.UPDATED)) == 0) {
            return;
        }
        Set<String> pids = schemas.of(event.getBundle()).stream().map(Schema::pid).collect(Collectors.toSet());
        if (!pids.isEmpty()) {
            now.recheckNow(pids, LISTENER_LIMIT);
        }
    }

    private Optional<String> problem(String pid) {
        ConfSyncService now = running;
        return now == null ? Optional.empty() : now.problem(pid);
    }

    private void checkCame(Set<String> pids) {
        ConfSyncService now = running;
        if (now != null) {
            now.recheck(pids);
        }
    }

    private Path confFolder() {
        String home = context.getProperty("announcer.home");
        Path base = home == null ? context.getDataFile("home").toPath() : Path.of(home);
        return base.resolve("conf");
    }

    private Set<String> ignored() {
        String list = context.getProperty(IGNORED);
        return list == null ? Set.of() : Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    // BundleContext.getProperty cannot list names.
    private Map<String, Object> frameworkProperties() {
        Map<String, Object> all = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(k -> all.put(k, System.getProperty(k)));
        FrameworkDTO dto = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkDTO.class);
        if (dto != null) {
            all.putAll(dto.properties);
        }
        return all;
    }

    private boolean isThere(String packageName) {
        Bundle self = context.getBundle();
        return self.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .anyMatch(w -> packageName.equals(w.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
    }
}
