package announcer.access;

import static announcer.access.AccessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.NewToken;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.access.TokenInfo;

class TokenStoreTest {
    private static final Caller ADMIN = new Caller("admin", Set.of(Scope.ADMINISTER), Credential.SESSION, "127.0.0.1");
    @TempDir
    Path home;
    private AccessFixture f;

    @BeforeEach
    void users() {
        f = new AccessFixture(home).withUsers();
    }

    private Path file() {
        return home.resolve("data/access/tokens.json");
    }

    private NewToken make(String name, Scope... scopes) throws AccessException {
        return f.access.createToken(ADMIN, name, Set.of(scopes), Optional.of(Duration.ofDays(1)));
    }

    private Admission present(AccessFixture to, NewToken t) {
        return to.access.admit(request("GET", "Bearer " + t.secret(), null, null, null, null), true);
    }

    @Test
    void a_removed_administrators_tokens_go_with_it_and_so_do_those_that_were_made_with_them() throws Exception {
        f.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        Caller second = new Caller("second", Set.of(Scope.ADMINISTER), Credential.SESSION, "127.0.0.1");
        NewToken kept = make("kept", Scope.VIEW);
        NewToken direct = f.access.createToken(second, "direct", Set.of(Scope.ADMINISTER), Optional.empty());
        Caller bearer = present(f, direct).caller().orElseThrow();
        NewToken through = f.access.createToken(bearer, "through", Set.of(Scope.VIEW), Optional.empty());

        f.records.get("second").put("role", "ADMINISTRATOR");
        f.access.refreshUsers();
        assertThat(present(f, direct).verdict()).as("a slip of the pen").isEqualTo(Verdict.ADMITTED);
        f.records.byPid.remove("announcer.user~second");
        f.access.refreshUsers();

        assertThat(present(f, direct).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(present(f, through).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(present(f, kept).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(f.access.trail(10)).anySatisfy(e -> {
            assertThat(e.action()).isEqualTo("token revoke");
            assertThat(e.target()).contains("direct").contains("through").doesNotContain("kept");
            assertThat(e.outcome()).startsWith("done").contains("second");
        });
        assertThat(new AccessFixture(home).withUsers().access.tokens()).extracting(TokenInfo::name).containsExactly("kept");
    }

    @Test
    void who_is_no_administrator_any_more_has_no_tokens_either() throws Exception {
        f.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        NewToken token = f.access.createToken(new Caller("second", Set.of(Scope.ADMINISTER), Credential.SESSION, "127.0.0.1"), "direct",
                Set.of(Scope.ADMINISTER), Optional.empty());
        f.records.get("second").put("role", "VIEWER");
        f.access.refreshUsers();
        assertThat(present(f, token).verdict()).isEqualTo(Verdict.WRONG);
    }

    private static Caller second() {
        return new Caller("second", Set.of(Scope.ADMINISTER), Credential.SESSION, "127.0.0.1");
    }

    private void administrator(AccessFixture to, String name) {
        to.records.put(name, "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        to.access.refreshUsers();
    }

    @Test
    void who_was_removed_or_demoted_while_nobody_looked_has_no_tokens_after_the_next_start() throws Exception {
        administrator(f, "second");
        NewToken direct = f.access.createToken(second(), "direct", Set.of(Scope.ADMINISTER), Optional.empty());
        NewToken through = f.access.createToken(present(f, direct).caller().orElseThrow(), "through", Set.of(Scope.VIEW), Optional.empty());
        NewToken kept = make("kept", Scope.VIEW);
        NewToken shell = f.access.createToken(new Caller("shell", Set.of(Scope.ADMINISTER), Credential.SESSION, "terminal"), "shell's",
                Set.of(Scope.VIEW), Optional.empty());
        NewToken file = f.access.createToken(new Caller("token:api.token", Set.of(Scope.ADMINISTER), Credential.TOKEN, "127.0.0.1"),
                "file's", Set.of(Scope.VIEW), Optional.empty());
        AccessFixture again = new AccessFixture(home);
        again.records.put("second", "role", "VIEWER", "passwordHash", AccessFixture.HASH);
        again.withUsers();
        for (NewToken gone : new NewToken[]{direct, through}) {
            assertThat(present(again, gone).verdict()).isEqualTo(Verdict.WRONG);
        }
        for (NewToken there : new NewToken[]{kept, shell, file}) {
            assertThat(present(again, there).verdict()).isEqualTo(Verdict.ADMITTED);
        }
        assertThat(Files.readString(file())).doesNotContain("\"direct\"");
    }

    @Test
    void what_was_made_with_a_token_goes_with_its_maker_after_that_token_was_revoked_too() throws Exception {
        administrator(f, "second");
        NewToken direct = f.access.createToken(second(), "direct", Set.of(Scope.ADMINISTER), Optional.empty());
        NewToken through = f.access.createToken(present(f, direct).caller().orElseThrow(), "through", Set.of(Scope.VIEW), Optional.empty());
        assertThat(through.info().createdBy()).isEqualTo("token:direct");
        // As a version wrote it that did not keep the root.
        Files.writeString(file(), Files.readString(file()).replaceAll("\\s*\"rootCreator\": \"second\",", ""));
        assertThat(Files.readString(file())).doesNotContain("rootCreator");
        AccessFixture again = new AccessFixture(home);
        again.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        again.withUsers();
        again.access.revokeToken(ADMIN, direct.info().id());
        for (AccessFixture each : new AccessFixture[]{again, new AccessFixture(home)}) {
            each.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
            each.withUsers();
            assertThat(present(each, through).verdict()).isEqualTo(Verdict.ADMITTED);
        }
        again.records.byPid.remove("announcer.user~second");
        again.access.refreshUsers();
        assertThat(present(again, through).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void a_copy_of_its_configuration_and_other_capitals_dismiss_no_administrator() throws Exception {
        administrator(f, "second");
        NewToken direct = f.access.createToken(second(), "direct", Set.of(Scope.ADMINISTER), Optional.empty());
        f.records.put("copy", "name", "second", "role", "VIEWER", "passwordHash", AccessFixture.HASH);
        f.access.refreshUsers();
        assertThat(present(f, direct).verdict()).as("the copy wins by its name").isEqualTo(Verdict.ADMITTED);
        f.records.byPid.remove("announcer.user~copy");
        f.records.get("second").put("name", "Second");
        f.access.refreshUsers();
        assertThat(present(f, direct).verdict()).as("other capitals").isEqualTo(Verdict.ADMITTED);
        f.records.get("second").put("role", "VIEWER");
        f.access.refreshUsers();
        assertThat(present(f, direct).verdict()).as("demoted").isEqualTo(Verdict.WRONG);
    }

    @Test
    void a_token_has_its_scopes_and_no_others() throws AccessException {
        NewToken t = make("Prometheus", Scope.METRICS);
        assertThat(t.secret()).matches("ann_[A-Za-z0-9]{40}");
        Caller c = present(f, t).caller().orElseThrow();
        assertThat(c.scopes()).containsExactly(Scope.METRICS);
        assertThat(c.name()).isEqualTo("token:Prometheus");
        assertThat(c.credential()).isEqualTo(Credential.TOKEN);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void its_secret_stands_nowhere_and_its_file_is_its_owners() throws AccessException, IOException {
        NewToken t = make("a", Scope.VIEW);
        assertThat(Files.readString(file())).contains("\"a\"").doesNotContain(t.secret()).doesNotContain(t.secret().substring(4));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(f.access.trail(10).toString()).contains("token create").doesNotContain(t.secret());
    }

    @Test
    void tokens_are_there_after_a_restart_and_what_was_revoked_is_not() throws AccessException {
        NewToken a = make("a", Scope.VIEW);
        NewToken b = make("b", Scope.VIEW);
        assertThat(f.access.revokeToken(ADMIN, a.info().id())).isTrue();
        assertThat(f.access.revokeToken(ADMIN, a.info().id())).isFalse();
        assertThat(present(f, a).verdict()).isEqualTo(Verdict.WRONG);
        AccessFixture again = new AccessFixture(home).withUsers();
        assertThat(present(again, a).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(present(again, b).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(again.access.tokens()).extracting(TokenInfo::createdBy).containsExactly("admin");
    }

    @Test
    void a_token_ends_when_its_life_does_and_shows_when_it_was_used() throws AccessException {
        NewToken t = make("a", Scope.VIEW);
        assertThat(t.info().lastUsed()).isEmpty();
        f.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(present(f, t).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(f.access.tokens().get(0).lastUsed()).contains(Instant.parse("2026-11-26T12:00:00Z"));
        f.pass(Duration.ofSeconds(1));
        assertThat(present(f, t).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void bad_names_no_scopes_and_no_life_are_refused() throws AccessException {
        make("taken", Scope.VIEW);
        refused("Taken", Set.of(Scope.VIEW), Duration.ofDays(1), "name");
        refused("api.token", Set.of(Scope.VIEW), Duration.ofDays(1), "name");
        refused("", Set.of(Scope.VIEW), Duration.ofDays(1), "name");
        refused("a\nb", Set.of(Scope.VIEW), Duration.ofDays(1), "name");
        refused("x".repeat(65), Set.of(Scope.VIEW), Duration.ofDays(1), "name");
        refused("x", Set.of(), Duration.ofDays(1), "scopes");
        refused("x", Set.of(Scope.VIEW), Duration.ZERO, "lifeDays");
        assertThat(f.access.tokens()).hasSize(1);
    }

    private void refused(String name, Set<Scope> scopes, Duration life, String field) {
        assertThatThrownBy(() -> f.access.createToken(ADMIN, name, scopes, Optional.of(life))).isInstanceOfSatisfying(AccessException.class,
                e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void a_damaged_file_lets_nobody_in_and_is_not_lost() throws IOException {
        Files.createDirectories(file().getParent());
        for (String damaged : new String[]{"{\"tokens\":[{\"id\"", "", "{}", "\u0000\u0000"}) {
            Files.writeString(file(), damaged);
            AccessFixture again = new AccessFixture(home).withUsers();
            assertThat(again.access.tokens()).isEmpty();
            Path aside = home.resolve("data/access/tokens.json.damaged-20261125T120030Z");
            assertThat(aside).hasContent(damaged);
            assertThat(file()).doesNotExist();
            Files.delete(aside);
        }
    }

    @Test
    void an_entry_that_is_not_understood_voids_no_other_and_is_kept() throws AccessException, IOException {
        NewToken a = make("a", Scope.VIEW);
        String later = Files.readString(file()).replace("\"tokens\": [", "\"tokens\": [{\"id\":\"later\",\"scopes\":[\"FLY\"]},");
        Files.writeString(file(), later);
        AccessFixture again = new AccessFixture(home).withUsers();
        assertThat(present(again, a).verdict()).isEqualTo(Verdict.ADMITTED);
        again.access.createToken(ADMIN, "b", Set.of(Scope.VIEW), Optional.empty());
        assertThat(Files.readString(file())).contains("FLY").contains("\"later\"");
        assertThat(new AccessFixture(home).withUsers().access.tokens()).extracting(TokenInfo::name).containsExactly("a", "b");
    }

    /** A folder in its place: it cannot be read, nor be replaced. */
    private Path block() throws IOException {
        Path away = file().resolveSibling("away");
        if (Files.exists(file())) {
            Files.move(file(), away);
        }
        Files.createDirectories(file().resolve("full"));
        return away;
    }

    private void unblock(Path away) throws IOException {
        Files.delete(file().resolve("full"));
        Files.delete(file());
        Files.move(away, file());
    }

    @Test
    void a_file_that_cannot_be_read_for_a_while_is_left_and_read_later() throws AccessException, IOException {
        NewToken a = make("a", Scope.VIEW);
        Path away = block();
        AccessFixture again = new AccessFixture(home).withUsers();
        assertThat(present(again, a).verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThatThrownBy(() -> again.access.createToken(ADMIN, "b", Set.of(Scope.VIEW), Optional.empty()))
                .isInstanceOf(AccessException.class).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> again.access.revokeToken(ADMIN, a.info().id())).isInstanceOf(IllegalStateException.class);
        unblock(away);
        assertThat(present(again, a).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(again.access.tokens()).extracting(TokenInfo::name).containsExactly("a");
    }

    @Test
    void who_is_removed_while_the_file_cannot_be_read_has_no_tokens_when_it_can() throws Exception {
        administrator(f, "second");
        administrator(f, "third");
        NewToken ofSecond = f.access.createToken(second(), "second's", Set.of(Scope.ADMINISTER), Optional.empty());
        NewToken ofThird = f.access.createToken(new Caller("third", Set.of(Scope.ADMINISTER), Credential.SESSION, "127.0.0.1"), "third's",
                Set.of(Scope.ADMINISTER), Optional.empty());
        NewToken kept = make("kept", Scope.VIEW);
        Path away = block();
        AccessFixture again = new AccessFixture(home);
        again.records.put("second", "role", "ADMIN", "passwordHash", AccessFixture.HASH);
        again.withUsers();
        again.records.byPid.remove("announcer.user~second");
        again.access.refreshUsers();
        unblock(away);

        assertThat(present(again, ofSecond).verdict()).as("removed while the file could not be read").isEqualTo(Verdict.WRONG);
        assertThat(present(again, ofThird).verdict()).as("removed before the start").isEqualTo(Verdict.WRONG);
        assertThat(present(again, kept).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(Files.readString(file())).contains("kept").doesNotContain("second's", "third's");
    }

    @Test
    void what_cannot_be_stored_as_revoked_is_not_called_done_and_is_stored_when_asked_again() throws AccessException, IOException {
        NewToken a = make("a", Scope.VIEW);
        Path away = block();
        assertThatThrownBy(() -> f.access.revokeToken(ADMIN, a.info().id())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token a is revoked until the next start only");
        assertThat(present(f, a).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(f.access.trail(10)).filteredOn(e -> e.action().equals("token revoke")).extracting(e -> e.outcome())
                .allMatch(o -> o.startsWith("failed"));
        unblock(away);
        assertThat(f.access.revokeToken(ADMIN, a.info().id())).isTrue();
        assertThat(present(new AccessFixture(home).withUsers(), a).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(f.access.revokeToken(ADMIN, a.info().id())).isFalse();
    }

    @Test
    void aTokenForOneCounterIsASessionOfItsOwnOverARestartUntilItIsRevoked() throws Exception {
        NewToken made = f.access.createToken(ADMIN, "tablet", Set.of(Scope.VIEW, Scope.ANNOUNCE), Optional.of(Duration.ofDays(1)),
                Optional.of("k1"));
        AccessFixture again = new AccessFixture(home).withUsers();
        Session session = again.access.session(made.secret()).orElseThrow();
        Caller caller = session.caller();
        assertThat(caller.counter()).contains("k1");
        assertThat(caller.credential()).isEqualTo(Credential.SESSION);
        assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.VIEW, Scope.ANNOUNCE);
        assertThat(session.expires()).isEqualTo(made.info().expires().orElseThrow());
        assertThat(again.access.mustChangePassword(caller)).isFalse();

        assertThat(asSession(again, "GET", made, null, null).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(asSession(again, "POST", made, null, "same-origin").verdict()).as("without the page's token").isEqualTo(Verdict.FOREIGN);
        assertThat(asSession(again, "POST", made, session.csrf(), "same-origin").caller().orElseThrow().name()).isEqualTo("token:tablet");
        assertThat(asSession(again, "POST", made, session.csrf(), "cross-site").verdict()).isEqualTo(Verdict.FOREIGN);

        again.access.revokeToken(ADMIN, made.info().id());
        assertThat(asSession(again, "GET", made, null, null).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(again.access.session(made.secret())).isEmpty();
    }

    private static Admission asSession(AccessFixture to, String method, NewToken t, String csrf, String site) {
        return to.access.admit(request(method, null, t.secret(), csrf, null, site), true);
    }

    @Test
    void aTokenForMoreThanOneCounterIsNoSession() throws Exception {
        NewToken made = make("all", Scope.ADMINISTER);
        assertThat(f.access.session(made.secret())).isEmpty();
        assertThat(asSession(f, "GET", made, null, null).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aTokenForOneCounterSaysSoAfterAStart() throws Exception {
        NewToken made = f.access.createToken(ADMIN, "tablet", Set.of(Scope.VIEW, Scope.ANNOUNCE), Optional.empty(), Optional.of("k1"));
        assertThat(made.info().counter()).contains("k1");
        AccessFixture again = new AccessFixture(home).withUsers();

        assertThat(present(again, made).caller().orElseThrow().counter()).contains("k1");
        assertThatThrownBy(() -> f.access.createToken(ADMIN, "b", Set.of(Scope.OPERATE), Optional.empty(), Optional.of("k1")))
                .isInstanceOf(AccessException.class).hasMessageContaining("VIEW and ANNOUNCE only");
        assertThatThrownBy(() -> f.access.createToken(ADMIN, "b", Set.of(Scope.VIEW), Optional.empty(), Optional.of("K 1")))
                .isInstanceOf(AccessException.class).hasMessageContaining("small letters, digits and dashes");
    }
}
