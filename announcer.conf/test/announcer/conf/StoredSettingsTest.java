package announcer.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.felix.webconsole.spi.ConfigurationHandler;
import org.apache.felix.webconsole.spi.ValidationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.config.SettingsValues;

/** The settings service in a real framework. */
class StoredSettingsTest {
    @TempDir
    Path dir;

    private void place(String name, String text) throws Exception {
        Files.createDirectories(dir.resolve("home/conf"));
        Files.writeString(dir.resolve("home/conf").resolve(name), text, StandardCharsets.UTF_8);
    }

    private ConfFramework product(String... overrides) throws Exception {
        return new ConfFramework(dir, true, overrides);
    }

    private static Settings settings(ConfFramework p) {
        return p.context.getService(p.context.getServiceReference(Settings.class));
    }

    private static Map<String, Object> values(ConfFramework p, String pid) {
        return settings(p).find(pid).orElseThrow().values();
    }

    private static void refused(String key, String words, ThrowingCallable change) {
        assertThatThrownBy(change).hasMessageContaining(words).asInstanceOf(type(InvalidConfigurationException.class))
                .extracting(InvalidConfigurationException::key).isEqualTo(key);
    }

    @Test
    void a_change_is_in_the_file_at_once_in_the_types_of_the_form_and_leaves_the_rest() throws Exception {
        place("sample.single.cfg", "# mine\nport = 8554\ntext = stays\n");
        try (ConfFramework p = product()) {
            settings(p).change("sample.single", Map.of("port", 9000.0, "names", List.of("x,y", "你好"), "factor", 2, "on", "false"));
            assertThat(p.text("sample.single.cfg")).startsWith("# mine\nport = 9000\ntext = stays\n").contains("names = x\\,y, 你好\n");
            assertThat(values(p, "sample.single")).containsEntry("port", 9000).containsEntry("text", "stays").containsEntry("factor", 2.0)
                    .containsEntry("on", false).containsEntry("names", List.of("x,y", "你好"));
            ConfFramework.until("in force", () -> Integer.valueOf(9000).equals(p.seen("single").get("port")));
            settings(p).change("sample.single", Collections.singletonMap("port", null));
            assertThat(p.text("sample.single.cfg")).doesNotContain("port");
            ConfFramework.until("default again", () -> !p.seen("single").containsKey("port"));
        }
    }

    @Test
    void a_configuration_that_exists_once_is_made_by_its_first_change() throws Exception {
        try (ConfFramework p = product()) {
            assertThat(settings(p).find("sample.single")).isEmpty();
            settings(p).change("sample.single", Map.of("port", 7));
            assertThat(p.text("sample.single.cfg")).contains("port = 7\n");
        }
    }

    @Test
    void a_refused_change_names_the_key_and_leaves_everything_as_it_was() throws Exception {
        place("sample.single.cfg", "port = 8554\n");
        try (ConfFramework p = product()) {
            Settings s = settings(p);
            refused("port", "port is \"99999\"; it must be a whole number from 1 to 65535",
                    () -> s.change("sample.single", Map.of("text", "new", "port", 99999)));
            refused("port", "list of 2", () -> s.change("sample.single", Map.of("port", List.of(1, 2))));
            refused("port", "whole number", () -> s.change("sample.single", Map.of("port", 1.5)));
            refused("names", "null", () -> s.change("sample.single", Map.of("names", Arrays.asList("a", null))));
            refused("text", "an object", () -> s.change("sample.single", Map.of("text", Map.of())));
            refused("speed", "one of: f, s", () -> s.change("sample.single", Map.of("speed", "x")));
            refused("prot", "did you mean port?", () -> s.change("sample.single", Map.of("prot", 1)));
            refused("service.pid", "is not a setting", () -> s.change("sample.single", Map.of("service.pid", "other")));
            refused("service.pid", "no form", () -> s.change("sample.unknown", Map.of("a", 1)));
            refused("service.pid", "sample.many~NAME", () -> s.change("sample.many", Map.of("port", 1)));
            assertThat(values(p, "sample.single")).isEqualTo(Map.of("port", 8554));
            assertThat(p.text("sample.single.cfg")).isEqualTo("port = 8554\n");
            assertThat(p.configurations()).hasSize(1);
        }
    }

    @Test
    void a_check_refuses_with_its_key() throws Exception {
        try (ConfFramework p = product()) {
            ConfigurationCheck check = (pid, values) -> {
                if (Integer.valueOf(13).equals(values.get("port"))) {
                    throw new InvalidConfigurationException("port", "port 13 brings bad luck to " + pid);
                }
            };
            p.context.registerService(ConfigurationCheck.class, check,
                    FrameworkUtil.asDictionary(Map.of(ConfigurationCheck.PIDS, "sample.many")));
            refused("port", "bad luck to sample.many~a", () -> settings(p).create("sample.many", "a", Map.of("port", 13)));
            assertThat(p.configurations()).isEmpty();
        }
    }

    @Test
    void what_a_check_keeps_is_deleted_neither_here_nor_in_the_console_but_with_its_file() throws Exception {
        place("sample.many~a.cfg", "port = 1\n");
        place("sample.many~b.cfg", "port = 2\n");
        try (ConfFramework p = product()) {
            p.context.registerService(ConfigurationCheck.class, new KeepsA(),
                    FrameworkUtil.asDictionary(Map.of(ConfigurationCheck.PIDS, "sample.many")));
            refused("service.pid", "sample.many~a must stay", () -> settings(p).delete("sample.many~a"));
            ConfigurationHandler forms = p.context.getService(p.context.getServiceReference(ConfigurationHandler.class));
            for (String factory : new String[]{"sample.many", "", null}) {
                assertThatThrownBy(() -> forms.deleteConfiguration(factory, "sample.many~a")).isInstanceOf(ValidationException.class)
                        .hasMessageContaining("must stay");
                forms.deleteConfiguration(factory, "sample.many~b");
            }
            assertThat(p.text("sample.many~a.cfg")).isEqualTo("port = 1\n");
            assertThat(settings(p).delete("sample.many~b")).isTrue();
            Files.delete(p.file("sample.many~a.cfg"));
            ConfFramework.until("gone", () -> p.configurations().isEmpty());
        }
    }

    private static final class KeepsA implements ConfigurationCheck {
        @Override
        public void check(String pid, Map<String, Object> values) {
            // All are right.
        }

        @Override
        public void checkDeletion(String pid) throws InvalidConfigurationException {
            if (pid.equals("sample.many~a")) {
                throw new InvalidConfigurationException("service.pid", pid + " must stay");
            }
        }
    }

    @Test
    void one_of_a_factory_is_made_once_and_deleted_with_its_file() throws Exception {
        try (ConfFramework p = product()) {
            Settings s = settings(p);
            assertThat(s.create("sample.many", "hall.1-a_b", Map.of("port", 5))).isEqualTo("sample.many~hall.1-a_b");
            assertThat(p.text("sample.many~hall.1-a_b.cfg")).contains("port = 5\n");
            refused("service.pid", "there already", () -> s.create("sample.many", "hall.1-a_b", Map.of("port", 6)));
            for (String bad : List.of("", "../x", "a b", ".x", "a~b", "频道", "a/b")) {
                refused("service.pid", "cannot be a name", () -> s.create("sample.many", bad, Map.of()));
            }
            refused("service.pid", "did you mean sample.many?", () -> s.create("sample.mony", "x", Map.of()));
            refused("service.pid", "sample.single", () -> s.create("sample.single", "x", Map.of()));
            assertThat(s.delete("sample.many~hall.1-a_b")).isTrue();
            assertThat(p.file("sample.many~hall.1-a_b.cfg")).doesNotExist();
            assertThat(s.delete("sample.many~hall.1-a_b")).isFalse();
            s.create("sample.many", "hall.1-a_b", Map.of("port", 6));
            assertThat(values(p, "sample.many~hall.1-a_b")).containsEntry("port", 6);
        }
    }

    @Test
    void a_secret_is_never_shown_and_its_mask_given_back_leaves_it() throws Exception {
        place("sample.single.cfg", "secret = s3cret\nport = 1\n");
        place("other.cfg", "apiToken = t0ken\nkeystore.password = pa55\nname = shown\n");
        try (ConfFramework p = product()) {
            Settings s = settings(p);
            assertThat(s.all().toString()).doesNotContain("s3cret").doesNotContain("t0ken").doesNotContain("pa55").contains("shown");
            assertThat(values(p, "sample.single")).containsEntry("secret", Settings.MASK);
            Map<String, Object> back = new HashMap<>(values(p, "sample.single"));
            back.put("port", 2);
            s.change("sample.single", back);
            s.change("other", values(p, "other"));
            assertThat(p.text("sample.single.cfg")).isEqualTo("secret = s3cret\nport = 2\n");
            assertThat(p.text("other.cfg")).contains("apiToken = t0ken").contains("keystore.password = pa55");
            refused("secret", "write the secret itself", () -> s.create("sample.many", "x", Map.of("secret", Settings.MASK)));
            s.change("sample.single", Map.of("secret", ""));
            assertThat(values(p, "sample.single")).containsEntry("secret", "");
        }
    }

    @Test
    void the_credentials_of_a_url_are_hidden_and_do_not_go_to_another_host() throws Exception {
        place("sample.single.cfg", "text = rtsp://u:pw@host/a\nnames = rtsp://a:b@one/x, plain\n");
        try (ConfFramework p = product()) {
            Settings s = settings(p);
            assertThat(values(p, "sample.single")).containsEntry("text", "rtsp://***@host/a")
                    .containsEntry("names", List.of("rtsp://***@one/x", "plain"));
            s.change("sample.single", Map.of("text", "rtsp://***@host/a", "names", List.of("plain", "rtsp://***@one/x")));
            assertThat(p.text("sample.single.cfg")).contains("text = rtsp://u:pw@host/a\n").contains("names = plain, rtsp://a:b@one/x\n");
            refused("text", "credentials are hidden", () -> s.change("sample.single", Map.of("text", "rtsp://***@evil/a")));
        }
    }

    @Test
    void a_file_that_is_not_in_force_says_why_and_can_be_mended_or_deleted() throws Exception {
        place("sample.single.cfg", "port = many\n");
        place("sample.many~bad.cfg", "port = 0\n");
        try (ConfFramework p = product()) {
            SettingsValues v = settings(p).find("sample.single").orElseThrow();
            assertThat(v.values()).isEmpty();
            assertThat(v.problem().orElseThrow()).contains("port is \"many\"");
            settings(p).change("sample.single", Map.of("port", 5));
            assertThat(p.text("sample.single.cfg")).isEqualTo("port = 5\n");
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isEmpty();
            refused("service.pid", "there already", () -> settings(p).create("sample.many", "bad", Map.of()));
            assertThat(settings(p).delete("sample.many~bad")).isTrue();
            assertThat(p.file("sample.many~bad.cfg")).doesNotExist();
        }
    }

    @Test
    void what_cannot_be_written_is_in_force_and_said_and_is_written_when_it_can_be() throws Exception {
        // In the way of the temporary file: it stands for a folder that cannot be written to, also for root.
        Path inTheWay = Files.createDirectories(dir.resolve("home/conf/.sample.single.cfg.tmp/x"));
        try (ConfFramework p = product()) {
            settings(p).change("sample.single", Map.of("port", 7));

            ConfFramework.until("in force", () -> Integer.valueOf(7).equals(p.seen("single").get("port")));
            assertThat(p.file("sample.single.cfg")).doesNotExist();
            assertThat(settings(p).find("sample.single").orElseThrow().problem().orElseThrow()).contains("in force but not in",
                    p.file("sample.single.cfg").toString(), "Let Announcer write to its folder");
        }
        try (ConfFramework p = product()) {
            assertThat(values(p, "sample.single")).as("kept in the framework's storage").containsEntry("port", 7);
            assertThat(settings(p).find("sample.single").orElseThrow().problem()).isPresent();
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());

            ConfFramework.until("written", () -> Files.exists(p.file("sample.single.cfg")));
            ConfFramework.until("no problem any more", () -> settings(p).find("sample.single").orElseThrow().problem().isEmpty());
            assertThat(p.text("sample.single.cfg")).contains("port = 7\n");
        }
    }

    @Test
    void what_was_never_written_and_is_deleted_leaves_no_problem() throws Exception {
        Files.createDirectories(dir.resolve("home/conf/.sample.many~x.cfg.tmp/x"));
        try (ConfFramework p = product()) {
            settings(p).create("sample.many", "x", Map.of("port", 7));
            assertThat(settings(p).find("sample.many~x").orElseThrow().problem()).isPresent();

            assertThat(settings(p).delete("sample.many~x")).isTrue();

            assertThat(settings(p).find("sample.many~x")).isEmpty();
        }
    }

    @Test
    void what_has_a_file_that_cannot_go_is_not_deleted_and_stays_in_force() throws Exception {
        // Never written, so that nobody takes the folder in the place of its file for a file that has gone; a folder cannot go, also for root.
        Files.createDirectories(dir.resolve("home/conf/.sample.many~x.cfg.tmp/x"));
        try (ConfFramework p = product()) {
            settings(p).create("sample.many", "x", Map.of("port", 7));
            Path inTheWay = Files.createDirectories(p.file("sample.many~x.cfg").resolve("x"));

            assertThatThrownBy(() -> settings(p).delete("sample.many~x")).isInstanceOf(IOException.class)
                    .hasMessageContaining("sample.many~x.cfg");

            assertThat(values(p, "sample.many~x")).containsEntry("port", 7);
            assertThat(p.configurations()).hasSize(1);
            Files.delete(inTheWay);
            assertThat(settings(p).delete("sample.many~x")).isTrue();
            assertThat(settings(p).find("sample.many~x")).isEmpty();
        }
    }

    @Test
    void a_configuration_without_a_form_keeps_its_keys_and_may_get_more() throws Exception {
        place("other.cfg", "name = a\n");
        try (ConfFramework p = product()) {
            settings(p).change("other", Map.of("name", "b", "more", 5, "list", List.of("x", "y")));
            assertThat(p.text("other.cfg")).contains("name = b\n").contains("more = 5\n").contains("list = x, y\n");
            refused("felix.fileinstall.filename", "not a setting",
                    () -> settings(p).change("other", Map.of("felix.fileinstall.filename", "x")));
        }
    }

    @Test
    void what_only_carries_overrides_is_no_configuration() throws Exception {
        try (ConfFramework p = product("announcer.override:sample.single:port", "5")) {
            assertThat(p.configurations()).hasSize(1);
            assertThat(settings(p).all()).isEmpty();
        }
    }

    @Test
    void forms_are_in_the_language_that_is_asked_for() throws Exception {
        try (ConfFramework p = product()) {
            SettingsForm form = form(p, Locale.ENGLISH);
            assertThat(form.name()).isEqualTo("Sample");
            assertThat(form.factory()).isFalse();
            SettingsField port = form.fields().get(0);
            assertThat(port.name()).isEqualTo("Port (TCP)");
            assertThat(port.type()).isEqualTo("integer");
            assertThat(port.min()).contains("1");
            assertThat(port.max()).contains("65535");
            assertThat(port.defaults()).containsExactly("1");
            assertThat(field(form, "speed").options()).containsExactly(Map.entry("f", "Fast"), Map.entry("s", "Slow"));
            assertThat(field(form, "secret").secret()).isTrue();
            assertThat(field(form, "names").list()).isTrue();
            SettingsForm chinese = form(p, Locale.SIMPLIFIED_CHINESE);
            assertThat(chinese.name()).isEqualTo("样例");
            assertThat(field(chinese, "port").name()).isEqualTo("端口");
            assertThat(field(chinese, "speed").options()).containsEntry("f", "Fast");
            assertThat(form(p, Locale.ROOT).name()).isEqualTo("Sample");
        }
    }

    private static SettingsForm form(ConfFramework p, Locale locale) {
        return settings(p).forms(locale).stream().filter(f -> f.pid().equals("sample.single")).findFirst().orElseThrow();
    }

    private static SettingsField field(SettingsForm form, String key) {
        return form.fields().stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
    }
}
