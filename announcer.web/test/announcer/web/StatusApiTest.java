package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.api.JournalStatus;

/** The summary of the product, over real HTTP. */
class StatusApiTest {
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
    void it_tells_product_and_channels() throws Exception {
        JsonObject status = server.get("status").json();

        JsonObject product = status.getAsJsonObject("product");
        assertThat(product.get("version").getAsString()).isEqualTo("0.9.0");
        assertThat(product.get("started").getAsString()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(product.get("java").getAsString()).startsWith(System.getProperty("java.version"));
        assertThat(product.get("os").getAsString()).startsWith(System.getProperty("os.name"));
        assertThat(status.get("channels").getAsInt()).isEqualTo(2);
        assertThat(status.get("onAir").getAsInt()).isEqualTo(1);
        assertThat(status.get("resting").toString()).isEqualTo("[\"transport winpipe rests: it needs Windows\"]");
    }

    @Test
    void it_tells_where_announcements_are_kept() throws Exception {
        assertThat(server.get("status").json().get("journal").isJsonNull()).isTrue();
        assertThat(server.get("channels").json().get("journal").isJsonNull()).isTrue();
        server.announcer.journal = Optional.of(new JournalStatus(7, 4096, Optional.of("the disk is full")));
        assertThat(server.get("status").json().get("journal"))
                .hasToString("{\"announcements\":7,\"bytes\":4096,\"problem\":\"the disk is full\"}");
        assertThat(server.get("channels").json().get("journal")).isEqualTo(server.get("status").json().get("journal"));
    }

    @Test
    void without_an_engine_nothing_is_known_of_channels() throws Exception {
        server.servlet.unsetAnnouncer(server.announcer);

        JsonObject status = server.get("status").json();
        assertThat(status.get("channels").isJsonNull()).isTrue();
        assertThat(status.get("onAir").isJsonNull()).isTrue();
        assertThat(status.getAsJsonObject("product").get("version").getAsString()).isEqualTo("0.9.0");
    }
}
