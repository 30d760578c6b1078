package announcer.conf.sync;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.conf.file.ConfName;

/** Configuration Admin as the synchronisation sees it: by file name, values without what the service adds. */
public final class Configurations {
    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);
    /** Visible to every bundle, so that a replaced bundle still gets its configuration. */
    private static final String ANY_BUNDLE = "?";
    private static final String OF_FILE_INSTALL = "felix.fileinstall.filename";
    private static final Set<String> ADDED = Set.of("service.pid", "service.factoryPid", "service.bundleLocation");

    private final ConfigurationAdmin admin;
    private final Set<String> ignored;

    /** @param ignored PIDs and factory PIDs that have no file */
    public Configurations(ConfigurationAdmin admin, Set<String> ignored) {
        this.admin = admin;
        this.ignored = ignored;
    }

    /** Returns the configurations that have or should have a file, by file name. */
    public Map<String, Configuration> all() throws IOException {
        Configuration[] list;
        try {
            list = admin.listConfigurations(null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        }
        Map<String, Configuration> all = new HashMap<>();
        for (Configuration c : list == null ? new Configuration[0] : list) {
            try {
                add(c, all);
            } catch (IllegalStateException e) {
                // It was deleted since it was listed.
                if (!isDeleted(c)) {
                    throw e;
                }
            }
        }
        return all;
    }

    private void add(Configuration c, Map<String, Configuration> all) {
        ConfName name = ConfName.of(c.getPid(), c.getFactoryPid());
        if (ignored.contains(name.typePid()) || ignored.contains(name.pid()) || values(c).containsKey(OF_FILE_INSTALL)) {
            return;
        }
        Configuration other = all.putIfAbsent(name.file(), c);
        if (other != null && isDeleted(other)) {
            all.put(name.file(), c);
        } else if (other != null) {
            LOG.warn("configurations {} and {} would share the file {}; delete one of them", other.getPid(), c.getPid(), name.file());
        }
    }

    /** Whether a configuration is there no more: anybody may delete one at any time. */
    static boolean isDeleted(Configuration c) {
        try {
            c.getPid();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    public static Map<String, Object> values(Configuration c) {
        Dictionary<String, Object> d = c.getProperties();
        Map<String, Object> values = new TreeMap<>();
        if (d != null) {
            for (String key : Collections.list(d.keys())) {
                if (!ADDED.contains(key) && !key.startsWith(":")) {
                    values.put(key, d.get(key));
                }
            }
        }
        return values;
    }

    /** Brings values into force, unless they are. */
    public void update(ConfName name, Configuration now, Map<String, Object> values) throws IOException {
        if (now != null && same(values(now), values)) {
            return;
        }
        Configuration c = now;
        if (c == null) {
            c = name.factoryPid() == null
                    ? admin.getConfiguration(name.name(), ANY_BUNDLE)
                    : admin.getFactoryConfiguration(name.factoryPid(), name.name(), ANY_BUNDLE);
        }
        c.update(FrameworkUtil.asDictionary(values));
    }

    private static boolean same(Map<String, Object> a, Map<String, Object> b) {
        return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(k -> Objects.deepEquals(a.get(k), b.get(k)));
    }
}
