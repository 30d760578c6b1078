package announcer.conf.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import announcer.conf.file.ConfFolder;
import announcer.conf.file.ProblemReports;
import announcer.conf.metatype.Overrides;
import announcer.conf.metatype.Validation;

class ConfSyncTest {
    private static final String PID = "goes";

    @TempDir
    Path folder;

    @Test
    void a_configuration_that_is_deleted_under_a_pass_is_looked_for_once_more_and_is_no_failure() throws Exception {
        AtomicInteger lists = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        Configuration goes = ConfigurationsTest.stub(Configuration.class, Map.of(
                "getPid", () -> thereUntilTheSecondLook(looks, PID),
                "getProperties", () -> {
                    looks.incrementAndGet();
                    return thereUntilTheSecondLook(looks, new Hashtable<>(Map.of("key", "value")));
                }));
        ConfigurationAdmin admin = ConfigurationsTest.stub(ConfigurationAdmin.class, Map.of("listConfigurations", () -> {
            lists.incrementAndGet();
            return looks.get() < 2 ? new Configuration[]{goes} : null;
        }));
        Configurations configurations = new Configurations(admin, Set.of());
        SyncRecords records = new SyncRecords(folder.resolve("records"));
        ConfSync sync = new ConfSync(new ConfFolder(folder, folder.resolve("unfinished"), System::nanoTime), configurations, records,
                new Validation(pid -> Optional.empty(), pid -> List.of()), new ProblemReports(folder),
                new OverridePlaceholders(configurations, records, new Overrides(Map.of(), null)));
        sync.configurationsChanged();
        sync.pass();
        int first = lists.get();
        sync.pass();
        assertThat(lists).as("looked for once more").hasValueGreaterThan(first);
        int second = lists.get();
        sync.pass();
        assertThat(lists).as("nothing is left to do").hasValue(second);
    }

    private static Object thereUntilTheSecondLook(AtomicInteger looks, Object what) {
        if (looks.get() >= 2) {
            throw new IllegalStateException("Configuration " + PID + " deleted");
        }
        return what;
    }
}
