package announcer.monitor.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The health check of bundles: does every bundle that was started run? A stopped one, or one for another system, need not. */
@Component(property = {HealthCheck.NAME + "=Announcer: bundles", HealthCheck.TAGS + "=announcer"})
public class BundlesCheck implements HealthCheck {
    private final BundleContext context;

    @Activate
    public BundlesCheck(BundleContext context) {
        this.context = context;
    }

    @Override
    public Result execute() {
        return check(context.getBundles(),
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class).getStartLevel());
    }

    static Result check(Bundle[] bundles, int startLevel) {
        FormattingResultLog log = new FormattingResultLog();
        int active = 0;
        for (Bundle b : bundles) {
            if (b.getState() == Bundle.ACTIVE) {
                active++;
            } else if (shouldRun(b, startLevel)) {
                log.warn(
                        "Bundle {} {} is {} although it should be active: start it on the console's page Bundles, which says what is missing",
                        b.getSymbolicName(), b.getVersion(), state(b));
            }
        }
        log.info("{} bundles are active", active);
        return new Result(log);
    }

    private static boolean shouldRun(Bundle b, int startLevel) {
        BundleStartLevel level = b.adapt(BundleStartLevel.class);
        boolean fragment = b.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        boolean lazy = b.getState() == Bundle.STARTING && level != null && level.isActivationPolicyUsed();
        return level != null && !fragment && !lazy && level.isPersistentlyStarted() && level.getStartLevel() <= startLevel;
    }

    private static String state(Bundle b) {
        return switch (b.getState()) {
            case Bundle.INSTALLED -> "installed, not resolved";
            case Bundle.RESOLVED -> "resolved, not started";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "uninstalled";
        };
    }
}
