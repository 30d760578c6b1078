package announcer.lib.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.api.access.AccessControl;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

class AdmissionResponsesTest {
    private static final AdmissionResponses API = new AdmissionResponses("announcer", true, "Not known", "; send a token", "Too many",
            "Foreign");
    private static final AdmissionResponses CONSOLE = new AdmissionResponses("Announcer console", false, "", "", "", "");

    private final Map<String, String> headers = new HashMap<>();
    private Cookie[] cookies;

    @Test
    void credentials_are_taken_as_they_were_sent() {
        headers.putAll(
                Map.of("Host", "here:8080", "Authorization", "Bearer x", AccessControl.CSRF_HEADER, "d", "Origin", "http://elsewhere",
                        "Sec-Fetch-Site", "cross-site"));
        cookies = new Cookie[]{new Cookie("a", "b"), new Cookie("announcer-session", "c")};

        assertThat(RequestCredentials.of(request())).isEqualTo(new HttpCredentials("POST", "http://here:8080", "10.0.0.1",
                Optional.of("Bearer x"), Optional.of("c"), Optional.of("d"), Optional.of("http://elsewhere"), Optional.of("cross-site")));
        assertThat(RequestCredentials.ofForm(request())).isEqualTo(new HttpCredentials("POST", "http://here:8080", "10.0.0.1",
                Optional.empty(), Optional.of("c"), Optional.of("csrf of the form"), Optional.of("http://elsewhere"),
                Optional.of("cross-site")));
        assertThat(RequestCredentials.withoutCredentials(request())).isEqualTo(new HttpCredentials("POST", "http://here:8080", "10.0.0.1",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("http://elsewhere"), Optional.of("cross-site")));
        assertThat(RequestCredentials.arePresent(request())).isTrue();
    }

    @Test
    void a_request_without_any_is_known_by_its_address() {
        assertThat(RequestCredentials.arePresent(request())).isFalse();
        assertThat(RequestCredentials.session(request())).isEmpty();
        assertThat(RequestCredentials.anonymous(request())).isEqualTo(new Caller("-", Set.of(), Credential.SESSION, "10.0.0.1"));
    }

    @Test
    void a_program_is_challenged_for_both_and_a_browser_for_a_token_only() {
        assertThat(API.refusal(request(), refused(Verdict.UNKNOWN, Duration.ZERO))).isEqualTo(new HttpRefusal(401, "unauthorised",
                "Not known", "because; send a token", Optional.empty(), java.util.List.of(
                        Map.entry("WWW-Authenticate", "Bearer realm=\"announcer\""),
                        Map.entry("WWW-Authenticate", "Basic realm=\"announcer\", charset=\"UTF-8\""))));
        assertThat(CONSOLE.refusal(request(), refused(Verdict.WRONG, Duration.ZERO)).headers())
                .containsExactly(Map.entry("WWW-Authenticate", "Basic realm=\"Announcer console\", charset=\"UTF-8\""));

        headers.put("Sec-Fetch-Mode", "cors");
        assertThat(API.refusal(request(), refused(Verdict.UNKNOWN, Duration.ZERO)).headers())
                .containsExactly(Map.entry("WWW-Authenticate", "Bearer realm=\"announcer\""));
        assertThat(CONSOLE.refusal(request(), refused(Verdict.UNKNOWN, Duration.ZERO)).headers()).isEmpty();
    }

    @Test
    void only_a_wrong_token_is_called_invalid() {
        headers.put("Authorization", "bearer x");
        headers.put("Sec-Fetch-Mode", "cors");
        assertThat(API.refusal(request(), refused(Verdict.WRONG, Duration.ZERO)).headers())
                .containsExactly(Map.entry("WWW-Authenticate", "Bearer realm=\"announcer\", error=\"invalid_token\""));
        headers.put("Authorization", "Basic x");
        assertThat(API.refusal(request(), refused(Verdict.WRONG, Duration.ZERO)).headers())
                .containsExactly(Map.entry("WWW-Authenticate", "Bearer realm=\"announcer\""));
    }

    @Test
    void another_sites_page_is_told_so() {
        assertThat(API.refusal(request(), refused(Verdict.FOREIGN, Duration.ZERO)))
                .isEqualTo(new HttpRefusal(403, "foreign", "Foreign", "because", Optional.empty(), java.util.List.of()));
    }

    @Test
    void who_has_to_wait_is_told_whole_seconds_that_are_enough() {
        assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
        assertThat(retryAfter(Duration.ofNanos(1))).isEqualTo("1");
        assertThat(retryAfter(Duration.ofSeconds(12))).isEqualTo("12");
        assertThat(retryAfter(Duration.ofSeconds(12).plusNanos(1))).isEqualTo("13");
        assertThat(AdmissionResponses.seconds(Duration.ofMillis(12_300))).isEqualTo(13);
    }

    private String retryAfter(Duration wait) {
        HttpRefusal refusal = API.refusal(request(), refused(Verdict.TOO_MANY, wait));
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).hasSize(1);
        assertThat(refusal.headers().get(0).getKey()).isEqualTo("Retry-After");
        return refusal.headers().get(0).getValue();
    }

    @Test
    void who_has_the_first_password_has_to_change_it() {
        assertThat(AdmissionResponses.passwordChange(access(true), caller(Credential.PASSWORD)).orElseThrow().kind())
                .isEqualTo("password-change-needed");
        assertThat(AdmissionResponses.passwordChange(access(false), caller(Credential.PASSWORD))).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_not_the_callers_fault() {
        HttpRefusal refusal = API.refusal(request(), refused(Verdict.UNAVAILABLE, Duration.ofSeconds(5)));
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.headers()).containsExactly(Map.entry("Retry-After", "5"));
    }

    @Test
    void a_missing_scope_is_named() {
        assertThat(AdmissionResponses.forbidden(Scope.METRICS, "t", "d").missing()).contains(Scope.METRICS);
    }

    private static Caller caller(Credential credential) {
        return new Caller("anna", Set.of(Scope.VIEW), credential, "10.0.0.1");
    }

    private static Admission refused(Verdict verdict, Duration wait) {
        return new Admission(verdict, Optional.empty(), wait, "because");
    }

    private static AccessControl access(boolean mustChange) {
        return (AccessControl) Proxy.newProxyInstance(AccessControl.class.getClassLoader(), new Class<?>[]{AccessControl.class},
                (proxy, method, args) -> "mustChangePassword".equals(method.getName()) && mustChange);
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(HttpServletRequest.class.getClassLoader(),
                new Class<?>[]{HttpServletRequest.class}, (proxy, method, args) -> switch (method.getName()) {
                    case "getMethod" -> "POST";
                    case "getScheme" -> "http";
                    case "getRemoteAddr" -> "10.0.0.1";
                    case "getHeader" -> headers.get(args[0]);
                    case "getParameter" -> args[0] + " of the form";
                    case "getCookies" -> cookies;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
