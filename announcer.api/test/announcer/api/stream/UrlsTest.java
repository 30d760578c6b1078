package announcer.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrlsTest {
    @Test
    void credentials_are_masked_wherever_they_stand() {
        assertThat(Urls.masked("to rtsp://user:secret@host:8554/a failed, rtsp://h/b@c too"))
                .isEqualTo("to rtsp://***@host:8554/a failed, rtsp://h/b@c too");
    }

    @Test
    void a_password_with_an_at_sign_is_masked_whole() {
        assertThat(Urls.masked("rtsp://u:p@ss@host/x")).isEqualTo("rtsp://***@host/x");
    }

    @Test
    void a_long_line_without_a_url_is_searched_in_no_more_than_linear_steps() {
        String line = "x".repeat(2_000_000);
        // Quadratic, this would be 4e12 steps: minutes, not milliseconds.
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(20),
                () -> assertThat(Urls.masked(line)).isEqualTo(line));
    }
}
