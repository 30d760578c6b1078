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
}
