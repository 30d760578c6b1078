package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chimes, over real HTTP. */
class ChimeApiTest {
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
    void all_are_listed_with_where_they_come_from_and_what_is_wrong_with_them() throws Exception {
        assertThat(server.get("chimes").text())
                .isEqualTo("{\"chimes\":[{\"id\":\"ding-dong\",\"source\":\"built-in\",\"seconds\":2.0,\"problem\":null},"
                        + "{\"id\":\"ours\",\"source\":\"sounds/ours.wav\",\"seconds\":null,\"problem\":\"it is not a WAV file\"}]}");
        server.get("chimes?x=1").isProblem(400, "unknown-parameter");
        server.servlet.unsetAnnouncer(server.announcer);
        server.get("chimes").isProblem(503, "engine-absent");
    }
}
