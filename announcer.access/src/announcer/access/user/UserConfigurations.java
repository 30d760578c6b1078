package announcer.access.user;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import announcer.api.access.AccessControl;

/**
 * Users as configurations of a factory. They are read and not received: a component would carry them as properties, which the console
 * shows, and a ManagedServiceFactory hears of them at no certain time, too late to know at a start that there are none.
 */
public final class UserConfigurations implements UserRecords {
    /** Visible to every bundle, as those that come from files are. */
    private static final String ANY_BUNDLE = "?";
    private static final String FORMER_PID = "announcer.console";
    private static final Set<String> FORMER_KEYS = Set.of("user", "newPassword", "passwordHash");
    private static final Set<String> ADDED = Set.of("service.pid", "service.factoryPid", "service.bundleLocation");

    private final ConfigurationAdmin admin;

    public UserConfigurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public List<Stored> all() throws IOException {
        List<Stored> all = new ArrayList<>();
        for (Configuration c : list("(service.factoryPid=" + AccessControl.USER_PID + ")")) {
            Map<String, Object> values = values(c);
            // One that was only just made in a form has no values yet.
            if (!values.isEmpty()) {
                all.add(new Stored(c.getPid(), values));
            }
        }
        all.sort(Comparator.comparing(Stored::pid));
        return all;
    }

    @Override
    public void store(String pid, Map<String, Object> values) throws IOException {
        for (Configuration c : list("(service.factoryPid=" + AccessControl.USER_PID + ")")) {
            if (c.getPid().equals(pid)) {
                c.update(FrameworkUtil.asDictionary(values));
                return;
            }
        }
        String name = pid.substring(AccessControl.USER_PID.length() + 1);
        admin.getFactoryConfiguration(AccessControl.USER_PID, name, ANY_BUNDLE).update(FrameworkUtil.asDictionary(values));
    }

    @Override
    public Optional<Map<String, Object>> takeFormer() throws IOException {
        for (Configuration c : list("(service.pid=" + FORMER_PID + ")")) {
            Map<String, Object> values = values(c);
            Map<String, Object> former = new TreeMap<>(values);
            former.keySet().retainAll(FORMER_KEYS);
            values.keySet().removeAll(FORMER_KEYS);
            if (former.isEmpty()) {
                continue;
            }
            if (values.isEmpty()) {
                c.delete();
            } else {
                c.update(FrameworkUtil.asDictionary(values));
            }
            return Optional.of(former);
        }
        return Optional.empty();
    }

    private Configuration[] list(String filter) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of ours is wrong", e);
        }
    }

    private static Map<String, Object> values(Configuration c) {
        Map<String, Object> values = new TreeMap<>();
        Dictionary<String, Object> now = c.getProperties();
        if (now != null) {
            Collections.list(now.keys()).stream().filter(k -> !ADDED.contains(k) && !k.startsWith(":"))
                    .forEach(k -> values.put(k, now.get(k)));
        }
        return values;
    }
}
