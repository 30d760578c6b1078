package announcer.access;

import static announcer.access.AccessFixture.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.access.AccessException;
import announcer.api.access.Role;
import announcer.api.access.Session;
import announcer.api.access.UserInfo;
import announcer.api.config.InvalidConfigurationException;

class UserStoreTest {
    @TempDir
    Path home;
    private AccessFixture f;

    @BeforeEach
    void empty() {
        f = new AccessFixture(home);
    }

    private boolean comesIn(String user, String password) {
        return f.access.login(user, password, ADDRESS).session().isPresent();
    }

    @Test
    void the_first_start_makes_an_administrator_whose_printed_password_must_be_changed() throws AccessException {
        f.prepare();
        assertThat(f.printed()).matches("password: [A-Za-z0-9]{20}\\R");
        String password = f.printed().strip().substring("password: ".length());
        assertThat(f.records.get("admin").toString()).contains("pbkdf2-sha256$").doesNotContain(password);
        Session s = f.access.login("admin", password, ADDRESS).session().orElseThrow();
        assertThat(s.mustChangePassword()).isTrue();
        assertThat(s.caller().scopes()).as("it opens nothing but its change").isEmpty();
        f.access.changePassword(s.caller(), password, "battery staple");
        Session after = f.access.session(s.cookie()).orElseThrow();
        assertThat(after.mustChangePassword()).isFalse();
        assertThat(after.caller().scopes()).hasSize(5);
        f.prepare();
        assertThat(f.printed().lines()).hasSize(1);
    }

    @Test
    void an_administrator_without_a_usable_password_is_given_one_at_the_next_start() {
        f.records.put("boss", "role", "ADMIN", "passwordHash", "damaged");
        f.records.put("admin", "role", "VIEWER", "passwordHash", AccessFixture.HASH);
        f.prepare();
        String password = f.printed().strip().substring("password: ".length());
        assertThat(comesIn("boss", password)).isTrue();
        assertThat(f.records.get("admin")).containsEntry("role", "VIEWER");
    }

    @Test
    void a_new_password_becomes_a_hash_and_goes() {
        f.records.put("admin", "role", "ADMIN", "newPassword", "battery staple", "initialPassword", true, "note", "kept");
        f.prepare();
        assertThat(f.printed()).isEmpty();
        assertThat(f.records.get("admin")).doesNotContainKey("newPassword").containsEntry("note", "kept").containsEntry("initialPassword",
                false);
        assertThat(comesIn("admin", "battery staple")).isTrue();
    }

    @Test
    void a_bad_new_password_is_not_taken_and_the_present_one_stays() {
        f.withUsers();
        f.records.put("admin", "role", "ADMIN", "passwordHash", AccessFixture.HASH, "newPassword", "12345678");
        f.access.refreshUsers();
        assertThat(comesIn("admin", "12345678")).isFalse();
        assertThat(comesIn("admin", "correct horse")).isTrue();
    }

    @Test
    void a_new_password_that_cannot_be_stored_locks_nobody_else_out() {
        f.records.put("second", "role", "VIEWER", "newPassword", "battery staple", "passwordHash", AccessFixture.HASH);
        f.records.unstorable = "announcer.user~second";
        f.withUsers();
        assertThat(comesIn("admin", "correct horse")).isTrue();
        assertThat(comesIn("second", "correct horse")).as("the former one stays").isTrue();
        f.records.unstorable = "";
        f.access.refreshUsers();
        assertThat(comesIn("second", "battery staple")).isTrue();
    }

    @Test
    void an_administrator_is_made_when_the_users_are_read_late() {
        f.records.readable = false;
        f.prepare();
        assertThat(f.printed()).isEmpty();
        f.records.readable = true;
        f.pass(Duration.ofSeconds(1));
        assertThat(comesIn("admin", "guess")).isFalse();
        String password = f.printed().strip().substring("password: ".length());
        assertThat(comesIn("admin", password)).isTrue();
        f.access.refreshUsers();
        assertThat(f.printed().lines()).hasSize(1);
    }

    @Test
    void the_login_of_a_former_version_is_taken_over_once() {
        f.records.former.putAll(Map.of("user", "boss", "passwordHash", AccessFixture.HASH));
        f.prepare();
        assertThat(f.printed()).isEmpty();
        assertThat(f.access.users()).containsExactly(new UserInfo("boss", Role.ADMIN, "announcer.user~admin"));
        assertThat(comesIn("boss", "correct horse")).isTrue();
        assertThat(f.access.login("boss", "correct horse", ADDRESS).session().orElseThrow().mustChangePassword()).isFalse();
    }

    @Test
    void the_login_of_a_former_version_does_not_come_beside_an_administrator() {
        f.withUsers();
        f.records.former.putAll(Map.of("user", "boss", "newPassword", "battery staple"));
        f.prepare();
        assertThat(comesIn("boss", "battery staple")).isFalse();
        assertThat(f.records.former).isEmpty();
    }

    @Test
    void of_two_users_of_one_name_the_second_counts_for_nothing() {
        f.withUsers();
        f.records.put("twin", "name", "Admin", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        f.records.put("what", "role", "GOD", "passwordHash", AccessFixture.HASH);
        f.records.put("bad", "name", "a b", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        assertThat(f.access.users()).extracting(UserInfo::name).containsExactly("admin", "operator", "viewer");
    }

    @Test
    void rules_are_checked_before_a_configuration_comes_into_force() throws InvalidConfigurationException {
        f.withUsers();
        f.access.check("announcer.user~new", Map.of("role", "VIEWER", "newPassword", "battery staple"));
        f.access.check("announcer.user~admin", Map.of("role", "ADMIN", "passwordHash", AccessFixture.HASH));
        f.access.check("announcer.user~admin", Map.of("role", "ADMIN", "newPassword", "battery staple"));
        refused("announcer.user~x", "name", "name", "Viewer");
        refused("announcer.user~x", "name", "name", "a b");
        refused("announcer.user~x", "name", "name", "<b>");
        refused("announcer.user~x", "newPassword", "newPassword", "1234567");
        refused("announcer.user~xxxxxxxx", "newPassword", "newPassword", "XXXXXXXX");
        refused("announcer.user~x", "newPassword", "newPassword", "password123");
        refused("announcer.user~x", "passwordHash", "passwordHash", "plain text");
        refused("announcer.user~x", "role", "role", "GOD");
    }

    @Test
    void the_last_administrator_cannot_be_lowered_and_one_of_two_can() throws InvalidConfigurationException {
        f.withUsers();
        refused("announcer.user~admin", "role", "role", "VIEWER");
        f.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        f.access.check("announcer.user~admin", Map.of("role", "VIEWER"));
        f.access.check("announcer.user~admin", Map.of("role", "ADMIN"));
    }

    @Test
    void the_last_administrator_who_can_log_in_is_neither_lowered_nor_shut_out_nor_deleted() throws InvalidConfigurationException {
        f.withUsers();
        f.records.put("sleeper", "role", "ADMIN");
        f.access.refreshUsers();
        refused("announcer.user~admin", "role", "role", "VIEWER");
        for (Map<String, Object> blanked : List.<Map<String, Object>>of(Map.of("role", "ADMIN"),
                Map.of("role", "ADMIN", "passwordHash", " "))) {
            assertThatThrownBy(() -> f.access.check("announcer.user~admin", blanked))
                    .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> assertThat(e.key()).isEqualTo("passwordHash"));
        }
        for (String pid : new String[]{"announcer.user~admin", "announcer.user.admin"}) {
            assertThatThrownBy(() -> f.access.checkDeletion(pid)).isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("last user with the role ADMIN who can log in");
        }
        f.access.checkDeletion("announcer.user~sleeper");
        f.access.checkDeletion("announcer.user~viewer");
        f.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        f.access.checkDeletion("announcer.user~admin");
    }

    private void refused(String pid, String key, String valueKey, String value) {
        assertThatThrownBy(() -> f.access.check(pid, Map.of(valueKey, value))).isInstanceOfSatisfying(InvalidConfigurationException.class,
                e -> {
                    assertThat(e.key()).isEqualTo(key);
                    if (key.toLowerCase(java.util.Locale.ROOT).contains("password")) {
                        assertThat(e.getMessage()).doesNotContain(value);
                    }
                });
    }
}
