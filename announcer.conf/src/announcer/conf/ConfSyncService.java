package announcer.conf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.Settings;
import announcer.api.config.SettingsValues;
import announcer.conf.file.ConfFolder;
import announcer.conf.file.ProblemReports;
import announcer.conf.metatype.FormCatalog;
import announcer.conf.metatype.Overrides;
import announcer.conf.metatype.Validation;
import announcer.conf.settings.StoredSettings;
import announcer.conf.sync.ConfSync;
import announcer.conf.sync.ConfThread;
import announcer.conf.sync.Configurations;
import announcer.conf.sync.OverridePlaceholders;
import announcer.conf.sync.SyncRecords;

/** The synchronisation with one Configuration Admin, for as long as it is registered. Thread-safe. */
final class ConfSyncService implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfSyncService.class);

    private final BundleContext context;
    private final ConfSync synchronizer;
    private final ConfThread thread;
    private final Settings settings;
    private ServiceRegistration<ConfigurationListener> listening;
    private ServiceRegistration<Settings> offered;

    ConfSyncService(BundleContext context, ConfigurationAdmin admin, SyncRecords records, Validation validation, Overrides overrides,
            Path folder, Set<String> ignored, FormCatalog forms) throws IOException {
        this.context = context;
        Configurations configurations = new Configurations(admin, ignored);
        ConfFolder files = new ConfFolder(folder, context.getDataFile("unfinished").toPath(), System::nanoTime);
        synchronizer = new ConfSync(files, configurations, records, validation,
                new ProblemReports(folder),
                new OverridePlaceholders(configurations, records, overrides));
        thread = new ConfThread(synchronizer::pass);
        settings = new StoredSettings(synchronizer, files, configurations, validation, forms);
    }

    /** Loads the files before it returns, then goes on in the thread. */
    void start() {
        synchronizer.pass();
        listening = context.registerService(ConfigurationListener.class, this, null);
        // What changed between the first pass and the registration made no event.
        synchronizer.configurationsChanged();
        thread.start();
        offered = context.registerService(Settings.class, settings, null);
    }

    /** Why what is in force is not in its file, or the other way round, after all that was changed has been tried to be written. */
    Optional<String> problem(String pid) {
        synchronizer.pass();
        return settings.find(pid).flatMap(SettingsValues::problem);
    }

    void recheck(Set<String> typePids) {
        synchronizer.recheck(typePids);
        thread.wake();
    }

    void recheckNow(Set<String> typePids, Duration limit) {
        try {
            synchronizer.recheckNow(typePids, limit);
        } catch (InterruptedException e) {
            // The next pass does it; whoever was interrupted goes on with his own work.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        synchronizer.configurationsChanged();
        thread.wake();
    }

    void end() {
        offered.unregister();
        listening.unregister();
        try {
            thread.end();
        } catch (InterruptedException e) {
            LOG.warn("interrupted while waiting for thread announcer-conf");
            Thread.currentThread().interrupt();
        }
    }
}
