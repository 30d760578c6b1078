package announcer.app.launcher;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Lays the settings of the command line over what Configuration Admin delivers, from the moment on at which that starts until it has stopped. The
 * bundle {@code announcer.conf} does the same, knows the types of settings, and makes a configuration where there is none; but it comes and goes
 * when bundles are refreshed, and in whatever order. Configuration Admin's own classes are used by reflection: the launcher lies outside its
 * framework. Called on the framework's threads, one at a time for each bundle.
 */
final class OverridePlugin implements SynchronousBundleListener {
    private static final String ADMIN = "org.apache.felix.configadmin";
    private static final String PLUGIN = "org.osgi.service.cm.ConfigurationPlugin";
    /** Before that of {@code announcer.conf}. */
    private static final int RANKING = 400;

    private final BundleContext context;
    private final Map<String, Map<String, String>> byPid;
    private final PrintStream report;
    private ServiceRegistration<?> registration;

    private OverridePlugin(BundleContext context, Map<String, Map<String, String>> byPid, PrintStream report) {
        this.context = context;
        this.byPid = byPid;
        this.report = report;
    }

    /**
     * Installs it, if there is something to lay over, into a framework that has not started yet.
     *
     * @param settings the framework's properties
     */
    static void install(BundleContext context, Map<String, String> settings, PrintStream report) {
        Map<String, Map<String, String>> byPid = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(FrameworkProperties.OVERRIDE)) {
                String[] pidAndKey = name.substring(FrameworkProperties.OVERRIDE.length()).split(":", 2);
                byPid.computeIfAbsent(pidAndKey[0], pid -> new HashMap<>()).put(pidAndKey[1], value);
            }
        });
        if (!byPid.isEmpty()) {
            context.addBundleListener(new OverridePlugin(context, byPid, report));
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (ADMIN.equals(event.getBundle().getSymbolicName())) {
            if (event.getType() == BundleEvent.STARTING) {
                register(event.getBundle());
            } else if (event.getType() == BundleEvent.STOPPED && registration != null) {
                registration.unregister();
                registration = null;
            }
        }
    }

    private void register(Bundle admin) {
        try {
            Class<?> type = admin.loadClass(PLUGIN);
            Object plugin = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                    (proxy, method, arguments) -> call(proxy, method, arguments));
            Map<String, Object> properties = Map.of("service.cmRanking", RANKING, "cm.target", byPid.keySet().toArray(String[]::new),
                    "config.plugin.id", FrameworkProperties.OVERRIDES_PLUGIN);
            registration = context.registerService(PLUGIN, plugin, FrameworkUtil.asDictionary(properties));
        } catch (ClassNotFoundException e) {
            report.println("announcer: " + admin + " has no " + PLUGIN + ": the ports of the command line are those of the configuration");
        }
    }

    private Object call(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "modifyConfiguration" -> {
                layOver(arguments[1]);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "overrides of " + byPid.keySet();
        };
    }

    @SuppressWarnings("unchecked")
    private void layOver(Object properties) {
        Dictionary<String, Object> values = (Dictionary<String, Object>) properties;
        Object pid = values.get("service.pid");
        if (pid != null) {
            byPid.getOrDefault(pid.toString(), Map.of()).forEach(values::put);
        }
    }
}
