package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.bench.http.ConsoleClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** A setting that cannot be written: whoever changed it is told, and it is written when it can be. */
@UsesProduct
class UnwrittenSettingsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PID = "announcer.webhook~unwritten";

    @Test
    void api_console_form_and_health_say_what_could_not_be_written_until_it_is(SharedProduct product) throws Exception {
        HttpTestClient owner = HttpTestClient.anonymous(product.product().httpUrl()).bearer(product.home().text("conf/api.token").strip());
        ConsoleClient console = new ConsoleClient(product.product().consoleUrl(), SharedProduct.PASSWORD);
        // In the way of the temporary file: it stands for a folder that is read-only, also for root.
        Path inTheWay = Files.createDirectories(product.home().folder().resolve("conf/." + PID + ".cfg.tmp/x"));
        try {
            var made = owner.json("POST", "/api/settings/announcer.webhook",
                    "{\"name\":\"unwritten\",\"values\":{\"url\":\"http://127.0.0.1:9/\",\"secret\":\"made for this test alone\",\"enabled\":false}}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(JsonParser.parseString(made.body()).getAsJsonObject().get("problem").getAsString()).contains("in force but not in",
                    PID + ".cfg", "Let Announcer write to its folder");

            var form = console.post("/configMgr/" + PID, console.ownOrigin(),
                    Map.of("apply", "true", "action", "ajaxConfigManager", "propertylist", "url,secret,enabled", "url",
                            "http://127.0.0.1:9/other",
                            "secret", "unmodified", "enabled", "false"));
            assertThat(form.statusCode()).isIn(200, 302);
            // The form's script follows the redirect, and shows what the header says.
            assertThat(URLDecoder.decode(console.get("/configMgr/" + PID).headers().firstValue("X-Announcer-Problem").orElse(""),
                    StandardCharsets.UTF_8)).contains("in force but not in", PID + ".cfg");
            assertThat(console.get("/configMgr/announcer.web").headers().firstValue("X-Announcer-Problem")).isEmpty();
            Until.isTrue("the health names it", SOON, () -> owner.get("/health").body().contains("Settings " + PID));
        } finally {
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
        }
        Until.isTrue("it is written", SOON, () -> product.home().text("conf/" + PID + ".cfg").contains("http://127.0.0.1:9/other"));
        Until.isTrue("nobody says so any more", SOON, () -> !owner.get("/health").body().contains("Settings " + PID)
                && owner.get("/api/settings/" + PID).body().contains("\"problem\":null"));
        assertThat(owner.send("DELETE", "/api/settings/" + PID, "", "").statusCode()).isEqualTo(204);
    }
}
