package announcer.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ManagedService;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfName;

/** The whole bundle in a real framework. */
class ConfSyncServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    @TempDir
    Path dir;

    private ConfFramework product(String... overrides) throws Exception {
        return new ConfFramework(dir, true, overrides);
    }

    private void place(String name, String text) throws Exception {
        Files.createDirectories(dir.resolve("home/conf"));
        Files.writeString(dir.resolve("home/conf").resolve(name), text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void wipeStorage() throws Exception {
        try (var files = Files.walk(dir.resolve("storage"))) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }

    // Configuration Admin and the console speak in dictionaries, and the console's can be changed.
    @SuppressWarnings("JdkObsolete")
    private static Hashtable<String, Object> values(Object... pairs) {
        Hashtable<String, Object> h = new Hashtable<>();
        for (int i = 0; i < pairs.length; i += 2) {
            h.put((String) pairs[i], pairs[i + 1]);
        }
        return h;
    }

    @Test
    void a_hand_edit_reaches_the_running_component_in_its_types_and_in_chinese() throws Exception {
        place("sample.single.cfg", "# mine\nport = 8554\nnames = a, b\\,c\n");
        try (ConfFramework p = product()) {
            ConfFramework.until("loaded", () -> p.seen("single") != null && Integer.valueOf(8554).equals(p.seen("single").get("port")));
            assertThat((String[]) p.seen("single").get("names")).containsExactly("a", "b,c");
            Object instance = p.seen("single").get("instance");
            p.edit("sample.single.cfg", "# mine\nport = 8555\ntext = 请到三号窗口\n");
            Duration took = ConfFramework.until("edited", () -> Integer.valueOf(8555).equals(p.seen("single").get("port")));
            assertThat(took).isLessThan(LIMIT);
            assertThat(p.seen("single")).containsEntry("text", "请到三号窗口").containsEntry("instance", instance);
        }
    }

    @Test
    void a_console_edit_is_in_the_file_and_comments_stay() throws Exception {
        place("sample.single.cfg", "# mine\nport = 8554\n# end\n");
        try (ConfFramework p = product()) {
            Configuration c = p.admin().getConfiguration("sample.single", "?");
            c.update(values("port", 9000, "text", "你好", "names", new String[]{"x,y", "z"}, "secret", "s3cret"));
            Duration took = ConfFramework.until("written", () -> p.text("sample.single.cfg").contains("port = 9000"));
            assertThat(took).isLessThan(LIMIT);
            assertThat(p.text("sample.single.cfg")).startsWith("# mine\nport = 9000\n# end\n").contains("text = 你好\n")
                    .contains("names = x\\,y, z\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(p.file("sample.single.cfg")))).isEqualTo("rw-------");
        }
        wipeStorage();
        try (ConfFramework p = product()) {
            assertThat((String[]) p.admin().getConfiguration("sample.single", "?").getProperties().get("names")).containsExactly("x,y",
                    "z");
        }
    }

    @Test
    void a_hand_written_file_with_a_secret_is_its_owner_s_alone() throws Exception {
        place("sample.single.cfg", "text = rtsp://someone:hush@elsewhere/x\n");
        Files.setPosixFilePermissions(dir.resolve("home/conf/sample.single.cfg"), PosixFilePermissions.fromString("rw-r--r--"));
        try (ConfFramework p = product()) {
            ConfFramework.until("protected", () -> PosixFilePermissions
                    .toString(Files.getPosixFilePermissions(p.file("sample.single.cfg"))).equals("rw-------"));
        }
    }

    @Test
    void a_configuration_made_in_the_console_has_one_file_and_is_one_after_restarts() throws Exception {
        String file;
        try (ConfFramework p = product()) {
            Configuration c = p.admin().createFactoryConfiguration("sample.many", "?");
            c.update(values("port", 7));
            file = ConfName.of(c.getPid(), c.getFactoryPid()).file();
            assertThat(ConfFramework.until("written", () -> Files.exists(p.file(file)))).isLessThan(LIMIT);
            ConfFramework.until("component", () -> p.seen("many") != null);
        }
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).hasSize(1);
            assertThat(files(p)).containsExactly(file);
        }
        wipeStorage();
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).hasSize(1);
            assertThat(p.configurations().get(0).getProperties().get("port")).isEqualTo(7);
            ConfFramework.until("component", () -> p.seen("many") != null);
            assertThat(files(p)).containsExactly(file);
        }
    }

    private static List<String> files(ConfFramework p) throws Exception {
        try (var files = Files.list(p.file("."))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void an_invalid_edit_leaves_the_last_valid_value_until_it_is_mended() throws Exception {
        place("sample.single.cfg", "port = 8554\n");
        try (ConfFramework p = product()) {
            ConfFramework.until("loaded", () -> p.seen("single") != null);
            p.edit("sample.single.cfg", "port = 99999\n");
            ConfFramework.until("reported", () -> Files.exists(p.file("sample.single.cfg.problem")));
            assertThat(p.text("sample.single.cfg.problem")).contains("port is \"99999\"; it must be a whole number from 1 to 65535")
                    .contains("last valid");
            assertThat(p.seen("single")).containsEntry("port", 8554);
            assertThat(p.text("sample.single.cfg")).isEqualTo("port = 99999\n");
        }
        try (ConfFramework p = product()) {
            assertThat(p.admin().getConfiguration("sample.single", "?").getProperties().get("port")).isEqualTo(8554);
            assertThat(p.file("sample.single.cfg.problem")).exists();
            p.edit("sample.single.cfg", "port = 8600\n");
            ConfFramework.until("mended", () -> Integer.valueOf(8600).equals(p.seen("single").get("port")));
            ConfFramework.until("report gone", () -> !Files.exists(p.file("sample.single.cfg.problem")));
        }
    }

    @Test
    void a_first_start_with_an_invalid_file_has_the_defaults_in_force() throws Exception {
        place("sample.single.cfg", "port = many\n");
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).isEmpty();
            assertThat(p.text("sample.single.cfg.problem")).contains("many").contains("defaults");
            assertThat(p.text("sample.single.cfg")).isEqualTo("port = many\n");
        }
    }

    @Test
    void deleting_either_side_deletes_the_other() throws Exception {
        place("sample.single.cfg", "port = 8554\n");
        place("sample.many~a.cfg", "port = 1\n");
        try (ConfFramework p = product()) {
            ConfFramework.until("both", () -> p.configurations().size() == 2);
            Files.delete(p.file("sample.single.cfg"));
            assertThat(ConfFramework.until("configuration gone", () -> p.configurations().size() == 1)).isLessThan(LIMIT);
            p.configurations().get(0).delete();
            assertThat(ConfFramework.until("file gone", () -> !Files.exists(p.file("sample.many~a.cfg")))).isLessThan(LIMIT);
        }
    }

    @Test
    void what_was_done_to_files_while_the_product_was_down_counts() throws Exception {
        place("sample.single.cfg", "port = 8554\n");
        place("sample.many~gone.cfg", "port = 1\n");
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).hasSize(2);
        }
        place("sample.single.cfg", "port = 8555\n");
        place("sample.many~new.cfg", "port = 2\n");
        Files.delete(dir.resolve("home/conf/sample.many~gone.cfg"));
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).extracting(Configuration::getPid).containsExactlyInAnyOrder("sample.single", "sample.many~new");
            assertThat(p.admin().getConfiguration("sample.single", "?").getProperties().get("port")).isEqualTo(8555);
        }
    }

    @Test
    void an_override_is_in_force_for_components_and_managed_services_and_never_saved() throws Exception {
        place("managed.cfg", "port = 1\nname = kept\n");
        try (ConfFramework p = product("announcer.override:sample.single:port", "0815", "announcer.override:managed:port", "0")) {
            ConfFramework.until("component", () -> p.seen("single") != null && Integer.valueOf(815).equals(p.seen("single").get("port")));
            AtomicReference<Dictionary<String, ?>> got = new AtomicReference<>();
            p.context.registerService(ManagedService.class, got::set, values("service.pid", "managed"));
            ConfFramework.until("managed service", () -> got.get() != null);
            assertThat(got.get().get("port")).isEqualTo("0");
            assertThat(got.get().get("name")).isEqualTo("kept");
            p.admin().getConfiguration("managed", "?").update(values("port", "2", "name", "changed"));
            ConfFramework.until("written", () -> p.text("managed.cfg").contains("changed"));
            assertThat(p.text("managed.cfg")).contains("port = 2");
            ConfFramework.until("still laid over", () -> "changed".equals(got.get().get("name")) && "0".equals(got.get().get("port")));
            assertThat(p.file("sample.single.cfg")).doesNotExist();
        }
        try (ConfFramework p = product()) {
            assertThat(p.configurations()).extracting(Configuration::getPid).containsExactly("managed");
            ConfFramework.until("default again", () -> p.seen("single") != null && !p.seen("single").containsKey("port"));
        }
    }

    @Test
    void a_metatype_that_comes_later_types_and_judges_what_was_loaded() throws Exception {
        place("sample.single.cfg", "port = 8554\n");
        place("sample.many~bad.cfg", "port = 99999\n");
        try (ConfFramework p = new ConfFramework(dir, false)) {
            assertThat(p.admin().getConfiguration("sample.single", "?").getProperties().get("port")).isEqualTo("8554");
            p.installSample();
            assertThat(p.admin().getConfiguration("sample.single", "?").getProperties().get("port")).isEqualTo(8554);
            assertThat(p.configurations()).hasSize(1);
            assertThat(p.text("sample.many~bad.cfg.problem")).contains("99999");
        }
    }

    @Test
    void checks_and_forms_refuse_before_anything_is_in_force() throws Exception {
        place("sample.many~a.cfg", "port = 1\n");
        try (ConfFramework p = product()) {
            ConfigurationCheck check = (pid, values) -> {
                if (Integer.valueOf(13).equals(values.get("port"))) {
                    throw new InvalidConfigurationException("port", "port 13 brings bad luck to " + pid);
                }
            };
            p.context.registerService(ConfigurationCheck.class, check, values(ConfigurationCheck.PIDS, new String[]{"sample.many"}));
            p.edit("sample.many~a.cfg", "port = 13\n");
            ConfFramework.until("reported", () -> Files.exists(p.file("sample.many~a.cfg.problem")));
            assertThat(p.text("sample.many~a.cfg.problem")).contains("bad luck to sample.many~a");
            assertThat(p.configurations().get(0).getProperties().get("port")).isEqualTo(1);
            ConfigurationHandler forms = p.context.getService(p.context.getServiceReference(ConfigurationHandler.class));
            assertThatThrownBy(() -> forms.updateConfiguration("sample.many", "new", values("port", 13)))
                    .isInstanceOf(ValidationException.class).hasMessageContaining("bad luck");
            assertThatThrownBy(() -> forms.updateConfiguration(null, "sample.single", values("port", "x")))
                    .hasMessageContaining("whole number");
            Hashtable<String, Object> typed = values("port", "5");
            forms.updateConfiguration(null, "sample.single", typed);
            assertThat(typed).isEqualTo(Map.of("port", 5));
        }
    }

    @Test
    void a_form_that_gives_back_what_it_was_not_shown_leaves_it() throws Exception {
        place("sample.single.cfg", "text = rtsp://u:pw@h/x\n");
        place("other.cfg", "apiToken = t0ken-5\n");
        try (ConfFramework p = product()) {
            ConfigurationHandler forms = p.context.getService(p.context.getServiceReference(ConfigurationHandler.class));
            Hashtable<String, Object> given = values("text", "rtsp://***@h/x");
            forms.updateConfiguration(null, "sample.single", given);
            assertThat(given).isEqualTo(Map.of("text", "rtsp://u:pw@h/x"));
            Hashtable<String, Object> other = values("apiToken", "********");
            forms.updateConfiguration(null, "other", other);
            assertThat(other).isEqualTo(Map.of("apiToken", "t0ken-5"));
            assertThatThrownBy(() -> forms.updateConfiguration(null, "sample.single", values("text", "rtsp://***@evil/x")))
                    .isInstanceOf(ValidationException.class).hasMessageContaining("credentials are hidden");
        }
    }

    @Test
    void the_thread_ends_with_the_bundle() throws Exception {
        try (ConfFramework p = product()) {
            assertThat(threads()).contains("announcer-conf");
            p.bundle("announcer.conf").stop();
            assertThat(threads()).doesNotContain("announcer-conf");
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
