package announcer.conf.sync;

import java.io.IOException;
import java.util.Map;

import org.osgi.service.cm.Configuration;

import announcer.conf.file.ConfName;
import announcer.conf.metatype.Overrides;

/**
 * Placeholders: empty configurations that exist only so that overrides reach their component: Configuration Admin asks its plugins only about
 * configurations that are there. They have no file, and go with the run that needed them.
 */
public final class OverridePlaceholders {
    private final Configurations configurations;
    private final SyncRecords records;
    private final Overrides overrides;

    public OverridePlaceholders(Configurations configurations, SyncRecords records, Overrides overrides) {
        this.configurations = configurations;
        this.records = records;
        this.overrides = overrides;
    }

    /** Takes the carriers out of {@code all}, and away those that no override needs; one that got values is a carrier no longer. */
    void hide(Map<String, Configuration> all) throws IOException {
        for (String pid : records.carriers.toArray(String[]::new)) {
            String file = new ConfName(null, pid).file();
            Configuration c = all.get(file);
            if (c == null || Configurations.isDeleted(c) || !Configurations.values(c).isEmpty()) {
                records.carriers.remove(pid);
            } else if (!overrides.pids().contains(pid)) {
                c.delete();
                all.remove(file);
                records.carriers.remove(pid);
            } else {
                all.remove(file);
            }
        }
    }

    /** Makes what is missing. */
    void place() throws IOException {
        Map<String, Configuration> all = configurations.all();
        for (String pid : overrides.pids()) {
            ConfName name = new ConfName(null, pid);
            if (!pid.contains("~") && !all.containsKey(name.file())) {
                records.carriers.add(pid);
                configurations.update(name, null, Map.of());
            }
        }
    }
}
