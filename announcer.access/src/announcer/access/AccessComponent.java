package announcer.access;

import java.io.File;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.access.request.AllowedHosts;
import announcer.access.user.UserConfigurations;
import announcer.api.access.AccessControl;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.lib.time.MonotonicClock;

/**
 * Access control as a service. Its own configuration holds no secrets, so it may be among its service properties; those of users are read
 * by {@link UserConfigurations}, whenever Configuration Admin says that one changed, before the change returns.
 */
@Component(service = {AccessControl.class,
        ConfigurationCheck.class}, immediate = true, configurationPid = AccessComponent.PID, property = ConfigurationCheck.PIDS + "="
                + AccessControl.USER_PID)
@Designate(ocd = AccessConfig.class)
public final class AccessComponent extends AccessService {
    /** Its configuration. */
    static final String PID = "announcer.access";

    private static final Logger LOG = LoggerFactory.getLogger(AccessComponent.class);

    private final ServiceRegistration<SynchronousConfigurationListener> listening;

    /** Called by Declarative Services. */
    @Activate
    public AccessComponent(BundleContext context, @Reference ConfigurationAdmin configurations, AccessConfig config) {
        super(new UserConfigurations(configurations), home(context), MonotonicClock.SYSTEM, Clock.systemUTC(), new SecureRandom());
        modified(config);
        SynchronousConfigurationListener listener = event -> {
            if (AccessControl.USER_PID.equals(event.getFactoryPid())) {
                refreshUsers();
            }
        };
        // Before they are read for the first time: what changes in between is not missed.
        listening = context.registerService(SynchronousConfigurationListener.class, listener, null);
        prepare(System.out);
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty("announcer.home");
        File own = home == null ? context.getDataFile("") : new File(home);
        return own.toPath();
    }

    @Modified
    void modified(AccessConfig config) {
        limits(Duration.ofMinutes(config.sessionIdleMinutes()), Duration.ofHours(config.sessionHours()));
        try {
            hosts(AllowedHosts.parse(config.hosts()));
        } catch (InvalidConfigurationException e) {
            LOG.error("{}: {}; the last valid value stays in force", PID, e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        listening.unregister();
    }
}
