package announcer.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

import announcer.api.journal.Journal;
import announcer.api.journal.StateStore;
import announcer.journal.store.JournalKeeper;
import announcer.journal.store.Retention;
import announcer.journal.store.StoredJournal;
import announcer.lib.time.MonotonicClock;

/**
 * Offers the journal as a service while its store is open. The service is registered by hand: a store that cannot be opened must not be
 * offered, and one that is found damaged goes and another comes.
 */
@Component(configurationPid = JournalConfig.PID, immediate = true, service = {})
@Designate(ocd = JournalConfig.class)
public final class JournalComponent {
    /** The engine starts after this bundle, and what it is told before the journal is there it keeps in memory until then. */
    private static final long OPEN_SECONDS = 5;

    private final BundleContext context;
    private final JournalKeeper keeper;
    private volatile Retention retention;
    private ServiceRegistration<Journal> registration;
    private ServiceRegistration<StateStore> stateRegistration;
    private boolean stopped;

    /** Called by Declarative Services. */
    @Activate
    public JournalComponent(BundleContext context, JournalConfig config) {
        this.context = context;
        retention = retention(config);
        String home = context.getProperty("announcer.home");
        Path data = home == null ? context.getDataFile("data").toPath() : Path.of(home, "data");
        keeper = new JournalKeeper(data.resolve("journal"), data.resolve("tmp"), InstantSource.system(), MonotonicClock.SYSTEM,
                () -> retention, this::offer);
        keeper.start(OPEN_SECONDS, TimeUnit.SECONDS);
    }

    @Modified
    void modified(JournalConfig config) {
        retention = retention(config);
        keeper.retentionChanged();
    }

    @Deactivate
    void deactivate() {
        // First: whoever uses it lets go of it, and what it has written until then is still taken.
        stopOffering();
        keeper.stop();
    }

    private synchronized void stopOffering() {
        stopped = true;
        offer(Optional.empty());
    }

    private synchronized void offer(Optional<Journal> journal) {
        ServiceRegistration<Journal> former = registration;
        ServiceRegistration<StateStore> formerState = stateRegistration;
        registration = null;
        stateRegistration = null;
        if (former != null) {
            former.unregister();
        }
        if (formerState != null) {
            formerState.unregister();
        }
        journal.filter(j -> !stopped).ifPresent(j -> {
            registration = context.registerService(Journal.class, j, null);
            if (j instanceof StoredJournal stored) {
                stateRegistration = context.registerService(StateStore.class, stored.state(), null);
            }
        });
    }

    private static Retention retention(JournalConfig c) {
        return new Retention(Duration.ofDays(c.keepDays()), c.keepAnnouncements());
    }
}
