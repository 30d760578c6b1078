package announcer.conf.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import announcer.conf.file.ConfFolder;
import announcer.conf.file.FullDisk;
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
        ConfSync sync = sync(new ConfFolder(folder, folder.resolve("unfinished"), System::nanoTime), configurations, records);
        sync.configurationsChanged();
        sync.pass();
        int first = lists.get();
        sync.pass();
        assertThat(lists).as("looked for once more").hasValueGreaterThan(first);
        int second = lists.get();
        sync.pass();
        assertThat(lists).as("nothing is left to do").hasValue(second);
    }

    private ConfSync sync(ConfFolder files, Configurations configurations, SyncRecords records) throws Exception {
        return new ConfSync(files, configurations, records, new Validation(pid -> Optional.empty(), pid -> List.of()),
                new ProblemReports(folder),
                new OverridePlaceholders(configurations, records, new Overrides(Map.of(), null)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_last_values_outlive_starts_on_a_full_disk_that_finds_their_file_emptied(boolean recordsAreKept) throws Exception {
        Path memory = folder.resolve("records");
        Path cfg = folder.resolve("stays.cfg");
        Configuration stays = ConfigurationsTest.stub(Configuration.class, Map.of(
                "getPid", () -> "stays",
                "getProperties", () -> new Hashtable<>(Map.of("key", "value")),
                "delete", () -> {
                    throw new AssertionError("the values are deleted");
                }));
        ConfigurationAdmin admin = ConfigurationsTest.stub(ConfigurationAdmin.class,
                Map.of("listConfigurations", () -> new Configuration[]{stays}));
        Configurations configurations = new Configurations(admin, Set.of());
        sync(new ConfFolder(folder, folder.resolve("unfinished"), System::nanoTime), configurations, new SyncRecords(memory)).pass();
        assertThat(cfg).content().contains("key = value\n");
        Files.setPosixFilePermissions(cfg, PosixFilePermissions.fromString("rw-rw-r--"));

        Files.write(cfg, new byte[0]);
        byte[] before = Files.readAllBytes(memory);
        ConfSync full = sync(FullDisk.folder(folder, folder.resolve("unfinished")), configurations, new SyncRecords(memory));
        if (!recordsAreKept) {
            // A folder stands for a disk that takes no record either.
            Files.delete(memory);
            Files.createDirectories(memory.resolve("full"));
        }
        full.pass();
        full.pass();
        assertThat(full.problems().toString() + full.trouble()).as("said").containsAnyOf("No space left", "cannot be read");
        if (!recordsAreKept) {
            Files.delete(memory.resolve("full"));
            Files.delete(memory);
            Files.write(memory, before);
        }

        sync(new ConfFolder(folder, folder.resolve("unfinished"), System::nanoTime), configurations, new SyncRecords(memory)).pass();
        assertThat(cfg).content().contains("key = value\n");
        assertThat(Files.getPosixFilePermissions(cfg)).as("its mode").isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
    }

    private static Object thereUntilTheSecondLook(AtomicInteger looks, Object what) {
        if (looks.get() >= 2) {
            throw new IllegalStateException("Configuration " + PID + " deleted");
        }
        return what;
    }
}
