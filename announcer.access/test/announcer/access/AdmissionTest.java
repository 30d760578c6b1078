package announcer.access;

import static announcer.access.AccessFixture.HERE;
import static announcer.access.AccessFixture.basic;
import static announcer.access.AccessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.access.request.AllowedHosts;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.api.access.Session;
import announcer.api.config.InvalidConfigurationException;

class AdmissionTest {
    private static final String RIGHT = basic("admin", "correct horse");
    private static final String ELSEWHERE = "http://elsewhere.example";
    @TempDir
    Path home;
    private AccessFixture f;
    private Session session;

    @BeforeEach
    void login() {
        f = new AccessFixture(home).withUsers();
        session = f.access.login("admin", "correct horse", AccessFixture.ADDRESS).session().orElseThrow();
    }

    private Verdict verdict(HttpCredentials request) {
        return f.access.admit(request, true).verdict();
    }

    @Test
    void a_request_without_credentials_is_unknown_and_one_with_wrong_ones_is_wrong() {
        assertThat(verdict(request("GET", null, null, null, null, null))).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(request("GET", null, "no-such-session", null, null, null))).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(request("GET", basic("admin", "wrong"), null, null, null, null))).isEqualTo(Verdict.WRONG);
        assertThat(verdict(request("GET", "Bearer nonsense-nonsense", null, null, null, null))).isEqualTo(Verdict.WRONG);
        assertThat(verdict(request("GET", "Digest x", session.cookie(), null, null, null))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void basic_bearer_and_session_are_admitted_with_their_scopes() throws IOException {
        String token = Files.readString(home.resolve("conf/api.token")).strip();
        Admission bearer = f.access.admit(request("GET", "bearer " + token, null, null, null, null), true);
        assertThat(bearer.caller().orElseThrow().scopes()).containsExactlyInAnyOrder(Scope.values());
        assertThat(bearer.caller().orElseThrow().name()).isEqualTo("token:api.token");
        Admission viewer = f.access.admit(request("GET", basic("viewer", "correct horse"), null, null, null, null), true);
        assertThat(viewer.caller().orElseThrow().scopes()).containsExactlyInAnyOrder(Scope.METRICS, Scope.VIEW);
        assertThat(viewer.caller().orElseThrow().credential()).isEqualTo(Credential.PASSWORD);
        Admission own = f.access.admit(request("GET", null, session.cookie(), null, null, null), true);
        assertThat(own.caller().orElseThrow()).isEqualTo(session.caller());
    }

    @Test
    void the_printed_password_has_no_scopes_however_it_comes_until_it_is_changed() throws Exception {
        f.records.get("admin").put("initialPassword", true);
        f.access.refreshUsers();
        for (String[] by : new String[][]{{RIGHT, null}, {null, session.cookie()}}) {
            Admission first = f.access.admit(request("GET", by[0], by[1], null, null, null), true);
            assertThat(first.verdict()).isEqualTo(Verdict.ADMITTED);
            assertThat(first.caller().orElseThrow().scopes()).isEmpty();
            assertThat(f.access.mustChangePassword(first.caller().orElseThrow())).isTrue();
        }
        f.access.changePassword(f.access.admit(request("GET", null, session.cookie(), null, null, null), true).caller().orElseThrow(),
                "correct horse", "battery staple");
        for (String[] by : new String[][]{{basic("admin", "battery staple"), null}, {null, session.cookie()}}) {
            Admission next = f.access.admit(request("GET", by[0], by[1], null, null, null), true);
            assertThat(next.caller().orElseThrow().scopes()).containsExactlyInAnyOrder(Scope.values());
            assertThat(f.access.mustChangePassword(next.caller().orElseThrow())).isFalse();
        }
    }

    @Test
    void what_cannot_be_read_is_not_wrong() throws Exception {
        String known = "Bearer " + f.access.createToken(session.caller(), "known", Set.of(Scope.VIEW), Optional.empty()).secret();
        Path token = home.resolve("conf/api.token");
        String ofFile = "Bearer " + Files.readString(token).strip();
        Files.delete(token);
        Files.createDirectory(token);
        Admission unreadable = f.access.admit(request("GET", ofFile, null, null, null, null), true);
        assertThat(unreadable.verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(unreadable.retryAfter()).isPositive();
        assertThat(verdict(request("GET", known, null, null, null, null))).isEqualTo(Verdict.ADMITTED);
        assertThat(f.access.trail(10)).as("no wrong token came").noneMatch(e -> e.outcome().contains("wrong token"));
        Files.delete(token);
        Files.writeString(token, "short");
        assertThat(verdict(request("GET", ofFile, null, null, null, null))).as("it was read, and is none").isEqualTo(Verdict.WRONG);
    }

    @Test
    void while_the_tokens_of_users_cannot_be_read_an_unknown_one_may_be_among_them() throws Exception {
        Path tokens = home.resolve("data/access/tokens.json");
        Files.createDirectories(tokens);
        AccessFixture next = new AccessFixture(home).withUsers();
        String ofFile = "Bearer " + Files.readString(home.resolve("conf/api.token")).strip();
        assertThat(next.access.admit(request("GET", "Bearer nonsense-nonsense", null, null, null, null), true).verdict())
                .isEqualTo(Verdict.UNAVAILABLE);
        assertThat(next.access.admit(request("GET", ofFile, null, null, null, null), true).verdict()).isEqualTo(Verdict.ADMITTED);
        Files.delete(tokens);
        assertThat(next.access.admit(request("GET", "Bearer nonsense-nonsense", null, null, null, null), true).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void while_the_users_cannot_be_read_no_password_is_wrong_and_no_administrator_is_made() {
        AccessFixture next = new AccessFixture(home);
        next.records.readable = false;
        next.withUsers();
        assertThat(next.printed()).isEmpty();
        assertThat(next.access.admit(request("GET", RIGHT, null, null, null, null), true).verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(next.access.login("admin", "correct horse", AccessFixture.ADDRESS).admission().verdict()).isEqualTo(Verdict.UNAVAILABLE);
        next.records.readable = true;
        assertThat(next.access.admit(request("GET", RIGHT, null, null, null, null), true).verdict()).as("within a second")
                .isEqualTo(Verdict.UNAVAILABLE);
        next.pass(Duration.ofSeconds(1));
        assertThat(next.access.admit(request("GET", RIGHT, null, null, null, null), true).verdict()).isEqualTo(Verdict.ADMITTED);
        next.records.readable = false;
        next.access.refreshUsers();
        assertThat(next.access.login("admin", "correct horse", AccessFixture.ADDRESS).session()).as("those that were known stay")
                .isPresent();
    }

    @Test
    void a_token_with_a_byte_order_mark_is_the_same_token_in_the_file_and_in_the_request() throws IOException {
        Path file = home.resolve("conf/api.token");
        String token = Files.readString(file).strip();
        Files.writeString(file, "\uFEFF" + token + "\r\n");
        for (String sent : new String[]{token, "\uFEFF" + token, "\u00EF\u00BB\u00BF" + token}) {
            assertThat(verdict(request("GET", "Bearer " + sent, null, null, null, null))).isEqualTo(Verdict.ADMITTED);
        }
    }

    @Test
    void a_caller_is_told_when_the_file_lets_nobody_in_and_not_where_it_lies() throws IOException {
        Path file = home.resolve("conf/api.token");
        String token = Files.readString(file).strip();
        Files.writeString(file, token, StandardCharsets.UTF_16);

        Admission refused = f.access.admit(request("GET", "Bearer " + token, null, null, null, null), true);

        assertThat(refused.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(refused.reason()).contains("conf/api.token lets nobody in", "16 or more visible ASCII characters")
                .doesNotContain(home.toString());
        Files.writeString(file, token);
        assertThat(verdict(request("GET", "Bearer " + token, null, null, null, null))).isEqualTo(Verdict.ADMITTED);
        assertThat(f.access.admit(request("GET", "Bearer other-other-other", null, null, null, null), true).reason())
                .doesNotContain("api.token");
    }

    @Test
    void what_another_site_sends_is_foreign_whatever_its_credentials() throws IOException {
        String bearer = "Bearer " + Files.readString(home.resolve("conf/api.token")).strip();
        for (String authorization : new String[]{null, RIGHT, bearer}) {
            for (String method : new String[]{"POST", "PUT", "DELETE", "PATCH", "post"}) {
                assertThat(verdict(request(method, authorization, session.cookie(), session.csrf(), ELSEWHERE, null)))
                        .isEqualTo(Verdict.FOREIGN);
                assertThat(verdict(request(method, authorization, session.cookie(), session.csrf(), null, "cross-site")))
                        .isEqualTo(Verdict.FOREIGN);
                assertThat(verdict(request(method, authorization, session.cookie(), session.csrf(), HERE, "same-site")))
                        .isEqualTo(Verdict.FOREIGN);
                assertThat(verdict(request(method, authorization, session.cookie(), session.csrf(), "null", null)))
                        .isEqualTo(Verdict.FOREIGN);
                assertThat(verdict(request(method, authorization, session.cookie(), session.csrf(), "http://192.0.2.80:3000", null)))
                        .isEqualTo(Verdict.FOREIGN);
            }
        }
        assertThat(verdict(request("GET", RIGHT, null, null, null, "cross-site"))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void a_session_alone_must_say_where_it_comes_from_and_a_program_with_its_own_credentials_need_not() {
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), null, null))).isEqualTo(Verdict.FOREIGN);
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), HERE, null))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), null, "same-origin"))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(request("POST", RIGHT, null, null, null, null))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void our_own_pages_must_show_the_sessions_token_and_others_need_not() {
        assertThat(verdict(request("POST", null, session.cookie(), null, HERE, "same-origin"))).isEqualTo(Verdict.FOREIGN);
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf() + "x", HERE, "same-origin"))).isEqualTo(Verdict.FOREIGN);
        Session other = f.access.login("admin", "correct horse", AccessFixture.ADDRESS).session().orElseThrow();
        assertThat(verdict(request("POST", null, session.cookie(), other.csrf(), HERE, "same-origin"))).isEqualTo(Verdict.FOREIGN);
        assertThat(f.access.admit(request("POST", null, session.cookie(), null, HERE, "same-origin"), false).verdict())
                .isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void a_default_port_that_a_browser_leaves_out_is_the_same_origin() {
        HttpCredentials r = new HttpCredentials("POST", "https://Radio.example:443", AccessFixture.ADDRESS, Optional.of(RIGHT),
                Optional.empty(),
                Optional.empty(), Optional.of("https://radio.example"), Optional.empty());
        assertThat(f.access.admit(r, true).verdict()).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void too_many_wrong_ones_are_told_how_long_to_wait_while_a_session_goes_on() {
        for (int i = 0; i < 5; i++) {
            verdict(request("GET", basic("viewer", "wrong" + i), null, null, null, null));
        }
        Admission a = f.access.admit(request("GET", basic("viewer", "correct horse"), null, null, null, null), true);
        assertThat(a.verdict()).isEqualTo(Verdict.TOO_MANY);
        assertThat(a.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(verdict(request("GET", null, session.cookie(), null, null, null))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void no_answer_repeats_what_was_sent() {
        HttpCredentials r = request("POST", basic("sent-name", "sent-password"), "sent-cookie", "sent-csrf", "http://sent-origin",
                "sent-site");
        assertThat(f.access.admit(r, true).reason()).doesNotContain("sent");
        assertThat(f.access.admit(request("GET", "Bearer sent-token-sent-token", null, null, null, null), true).reason())
                .doesNotContain("sent-");
    }

    private static HttpCredentials addressedTo(String host, String from) {
        return new HttpCredentials("GET", "http://" + host, from, Optional.of(RIGHT), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080", "127.0.0.1", "[::1]:8080", "[::1]", "localhost:8080", "LOCALHOST", "localhost.", "192.0.2.80:8080", "''",
            "radio:8080", "a.localhost"})
    void from_this_machine_it_is_addressed_by_an_address_or_as_localhost(String host) {
        assertThat(verdict(addressedTo(host, "127.0.0.1"))).isEqualTo(Verdict.ADMITTED);
    }

    @ParameterizedTest
    @CsvSource({"rebound.example:8080", "localhost.rebound.example", "127.0.0.1.rebound.example:8080", "[::1].rebound.example",
            "300.1.1.1.example", "2130706433.example", "[::1"})
    void another_name_that_leads_to_this_machine_is_not_ours_whatever_the_credentials(String host) {
        Admission refused = f.access.admit(addressedTo(host, "127.0.0.1"), false);
        assertThat(refused.verdict()).isEqualTo(Verdict.FOREIGN);
        assertThat(refused.reason()).contains("add the name to hosts of announcer.access");
        assertThat(verdict(addressedTo(host, "::1"))).isEqualTo(Verdict.FOREIGN);
        assertThat(verdict(addressedTo(host, AccessFixture.ADDRESS))).as("from the network").isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void token_is_enough_by_whatever_name() throws Exception {
        String bearer = "Bearer " + Files.readString(home.resolve("conf/api.token")).strip();
        assertThat(verdict(new HttpCredentials("POST", "http://radio.example", "127.0.0.1", Optional.of(bearer), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty()))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void behind_a_proxy_that_ends_tls_the_browser_s_word_that_it_is_our_page_counts_and_an_origin_elsewhere_does_not() {
        String secure = HERE.replace("http:", "https:");
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), secure, "same-origin"))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), secure, null))).isEqualTo(Verdict.FOREIGN);
        assertThat(verdict(request("POST", null, session.cookie(), session.csrf(), ELSEWHERE, "same-origin"))).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void names_that_are_configured_are_the_only_ones() throws Exception {
        f.access.hosts(AllowedHosts.parse(" Announcer.Example.org ,hall.local.\uff0c\u5e7f\u64ad.example"));
        assertThat(verdict(addressedTo("announcer.example.ORG:443", "127.0.0.1"))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(addressedTo("hall.local", AccessFixture.ADDRESS))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(addressedTo("192.0.2.80", AccessFixture.ADDRESS))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(addressedTo("xn--swtn1l.example", "127.0.0.1"))).isEqualTo(Verdict.ADMITTED);
        assertThat(verdict(addressedTo("other.local", AccessFixture.ADDRESS))).isEqualTo(Verdict.FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({"http://a.example", "a.example:8080", "a b", "a..b", "-a", "*"})
    void what_is_no_name_is_refused_at_the_door(String list) {
        assertThatThrownBy(() -> new AccessCheck().check("announcer.access", Map.of("hosts", "good.example," + list)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("'" + list + "'");
    }
}
