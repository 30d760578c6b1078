package announcer.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class HttpCredentialsTest {
    @Test
    void a_request_is_told_by_its_headers() {
        Map<String, String> headers = Map.of("Host", "radio.example:8443", "Authorization", "Bearer x", "Origin", "https://elsewhere",
                AccessControl.CSRF_HEADER, "token", "Sec-Fetch-Site", "cross-site");
        HttpCredentials c = HttpCredentials.of("POST", "https", "192.0.2.1", headers::get, Optional.of("cookie"));
        assertThat(c).isEqualTo(new HttpCredentials("POST", "https://radio.example:8443", "192.0.2.1", Optional.of("Bearer x"),
                Optional.of("cookie"), Optional.of("token"), Optional.of("https://elsewhere"), Optional.of("cross-site")));
    }

    @Test
    void without_a_host_no_origin_is_ours() {
        HttpCredentials c = HttpCredentials.of("POST", "http", "192.0.2.1", name -> null, Optional.empty());
        assertThat(c.ownOrigin()).isEqualTo("http://");
        assertThat(c.origin()).isEmpty();
    }
}
