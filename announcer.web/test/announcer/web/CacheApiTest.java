package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.CacheStatus;
import announcer.web.ApiServer.Answer;

/** The phrase cache, over real HTTP. */
class CacheApiTest {
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
    void its_figures_are_shown() throws Exception {
        Answer answer = server.get("cache");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"hits\":3,\"misses\":1,\"hitRatio\":0.75,\"memoryEntries\":2,\"memoryBytes\":9600,"
                + "\"memoryLimitBytes\":33554432,\"diskEntries\":5,\"diskBytes\":48000,\"diskLimitBytes\":268435456}");
        server.get("cache?x=1").isProblem(400, "unknown-parameter");
    }

    @Test
    void before_the_first_sentence_there_is_no_ratio() throws Exception {
        server.announcer.cache = new CacheStatus(0, 0, 0, 0, 10, 0, 0, 10);
        assertThat(server.get("cache").text()).contains("\"hitRatio\":null");
    }

    @Test
    void a_purge_answers_with_the_cache_after_it() throws Exception {
        Answer answer = server.send(server.to("cache/purge").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"hits\":3", "\"memoryEntries\":0,\"memoryBytes\":0,", "\"diskEntries\":0,\"diskBytes\":0,");
        assertThat(server.announcer.cache.diskEntries()).isZero();
    }

    @Test
    void a_purge_that_is_asked_for_wrongly_does_nothing() throws Exception {
        server.send(server.to("cache/purge?disk=1").POST(BodyPublishers.noBody())).isProblem(400, "unknown-parameter");
        server.get("cache/purge").isProblem(405, "method-not-allowed");
        assertThat(server.send(server.withoutToken("cache/purge").POST(BodyPublishers.noBody())).status()).isEqualTo(401);
        assertThat(server.announcer.cache.diskEntries()).isEqualTo(5);

        server.servlet.unsetAnnouncer(server.announcer);
        server.send(server.to("cache/purge").POST(BodyPublishers.noBody())).isProblem(503, "engine-absent");
    }
}
