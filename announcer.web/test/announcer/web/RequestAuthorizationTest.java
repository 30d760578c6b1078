package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.testing.FakeAccess;
import announcer.web.ApiServer.Answer;
import announcer.web.http.RequestLimits;
import announcer.web.http.Routes.Route;

/** Authentication and scopes, over real HTTP. */
class RequestAuthorizationTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void what_tells_who_it_is_reaches_the_access_control_as_it_was_sent() throws Exception {
        server.send(server.withoutToken("channels?limit=1").header("Authorization", "Bearer x").header("Cookie", "a=b; announcer-session=c")
                .header(AccessControl.CSRF_HEADER, "d").header("Origin", "http://elsewhere").header("Sec-Fetch-Site", "cross-site"));

        assertThat(server.access.seen).hasSize(1);
        HttpCredentials seen = server.access.seen.get(0);
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.ownOrigin()).isEqualTo("http://127.0.0.1:" + server.port());
        assertThat(seen.address()).isEqualTo("127.0.0.1");
        assertThat(seen.authorization()).contains("Bearer x");
        assertThat(seen.session()).contains("c");
        assertThat(seen.csrf()).contains("d");
        assertThat(seen.origin()).contains("http://elsewhere");
        assertThat(seen.fetchSite()).contains("cross-site");
    }

    @Test
    void a_browser_page_is_not_challenged_for_basic() throws Exception {
        Answer program = server.send(server.withoutToken("channels"));
        assertThat(program.isProblem(401, "unauthorised").response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"announcer\"", "Basic realm=\"announcer\", charset=\"UTF-8\"");

        Answer page = server.send(server.withoutToken("channels").header("Sec-Fetch-Mode", "cors"));
        assertThat(page.isProblem(401, "unauthorised").response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"announcer\"");

        Answer wrong = server.send(server.as("wrong", "channels"));
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"announcer\", error=\"invalid_token\"");
        assertThat(wrong.string("detail")).startsWith("the credentials are wrong; ").doesNotContain("wrong\"");
    }

    @Test
    void another_sites_page_and_an_attacker_are_refused_in_the_access_controls_words() throws Exception {
        server.access.verdict = FakeAccess.refused(Verdict.FOREIGN, "a page of http://elsewhere sent it");
        assertThat(server.postJson("{\"text\":\"x\"}").isProblem(403, "foreign").string("detail"))
                .isEqualTo("a page of http://elsewhere sent it");

        server.access.verdict = FakeAccess.refused(Verdict.TOO_MANY, "wait a while");
        assertThat(server.get("channels").isProblem(429, "too-many-logins").header("Retry-After")).isEqualTo("13");
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void while_nobody_knows_who_may_do_what_nobody_is_let_in() throws Exception {
        server.servlet.inject(null, server.settings, server.schedules);
        assertThat(server.get("channels").isProblem(503, "access-absent").header("Retry-After")).isNotNull();

        server.servlet.inject(server.access, server.settings, server.schedules);
        assertThat(server.get("channels").status()).isEqualTo(200);
    }

    @Test
    void a_password_is_good_for_a_request_too() throws Exception {
        String basic = "Basic "
                + Base64.getEncoder().encodeToString(("anna:" + FakeAccess.PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(server.send(server.withoutToken("channels").header("Authorization", basic)).status()).isEqualTo(200);
    }

    @Test
    void without_its_scope_no_route_answers() throws Exception {
        for (Route route : server.servlet.routes().all()) {
            if (route.scope().isEmpty()) {
                continue;
            }
            Scope needed = route.scope().get();
            String bearer = "all-but-" + needed;
            server.access.allow(bearer, "token:" + bearer,
                    java.util.Arrays.stream(Scope.values()).filter(scope -> scope != needed).toArray(Scope[]::new));

            Answer answer = server
                    .send(server.as(bearer, route.path().replaceAll("\\{\\w+}", "main")).method(route.method(), BodyPublishers.noBody()));

            answer.isProblem(403, "forbidden");
            assertThat(answer.string("scope")).as(route.toString()).isEqualTo(needed.name());
            assertThat(answer.string("detail")).contains(needed.name(), bearer);
        }
        assertThat(server.announcer.restarts).isEmpty();
        assertThat(server.settings.stored).hasSize(3);
        assertThat(server.access.audited()).contains("token:all-but-ADMINISTER | DELETE users/{name} | main | refused: needs ADMINISTER")
                .noneMatch(entry -> entry.contains("GET"));
    }

    @Test
    void with_its_scope_alone_a_route_answers() throws Exception {
        server.access.allow("viewer", "token:viewer", Scope.VIEW);
        server.access.allow("machine", "token:machine", Scope.ANNOUNCE);

        assertThat(server.send(server.as("viewer", "channels")).status()).isEqualTo(200);
        Answer announced = server.send(announcement("machine"));
        assertThat(announced.status()).isEqualTo(202);
        assertThat(server.send(announcement("viewer")).isProblem(403, "forbidden").string("scope")).isEqualTo("ANNOUNCE");
        // A machine that announces does not see what others announce.
        server.send(server.as("machine", "announcements")).isProblem(403, "forbidden");
    }

    @Test
    void a_session_needs_its_token_to_change_something() throws Exception {
        HttpRequest.Builder purge = server.withoutToken("cache/purge").header("Cookie", "announcer-session=" + FakeAccess.SESSION);
        server.send(purge.copy().POST(BodyPublishers.noBody())).isProblem(403, "foreign");
        assertThat(server.send(purge.header(AccessControl.CSRF_HEADER, FakeAccess.CSRF).POST(BodyPublishers.noBody())).status())
                .isEqualTo(200);
        assertThat(server.access.audited()).containsExactly("anna | cache purge |  | done");
    }

    @Test
    void too_many_requests_of_one_caller_are_refused_and_others_go_on() throws Exception {
        server.close();
        server = new ApiServer(new RequestLimits(10_000, 60, 20, 2));
        server.access.allow("other", "token:other", Scope.VIEW);
        for (int i = 0; i < 10; i++) {
            assertThat(server.get("channels").status()).isEqualTo(200);
        }
        assertThat(server.get("channels").isProblem(429, "too-many-requests").header("Retry-After")).isEqualTo("1");
        assertThat(server.get("nothing").isProblem(429, "too-many-requests").string("detail")).contains("requestsPerSecond");
        assertThat(server.send(server.as("other", "channels")).status()).isEqualTo(200);

        server.clock.pass(java.util.concurrent.TimeUnit.SECONDS.toNanos(1));
        assertThat(server.get("channels").status()).isEqualTo(200);
    }

    @Test
    void those_who_are_not_let_in_are_counted_by_their_address_and_keep_nobody_out_who_is() throws Exception {
        server.close();
        server = new ApiServer(new RequestLimits(10_000, 60, 20, 2));
        for (int i = 0; i < 10; i++) {
            server.send(server.as("wrong", "channels")).isProblem(401, "unauthorised");
        }
        server.send(server.as("wrong", "channels")).isProblem(429, "too-many-requests");
        assertThat(server.get("channels").status()).as("a right token of the same address").isEqualTo(200);
    }

    private HttpRequest.Builder announcement(String bearer) {
        return server.as(bearer, "announcements").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("hello"));
    }
}
