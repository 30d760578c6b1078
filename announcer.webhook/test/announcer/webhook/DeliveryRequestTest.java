package announcer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonObject;

import announcer.api.config.InvalidConfigurationException;

class DeliveryRequestTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** HMAC-SHA256 by RFC 2104's own words, of hashes only: not with the class that made the signature. */
    private static String hmac(String secret, String message) throws Exception {
        byte[] key = Arrays.copyOf(secret.getBytes(StandardCharsets.UTF_8), 64);
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            inner[i] = (byte) (key[i] ^ 0x36);
            outer[i] = (byte) (key[i] ^ 0x5c);
        }
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(inner);
        byte[] first = sha.digest(message.getBytes(StandardCharsets.UTF_8));
        sha.update(outer);
        return HexFormat.of().formatHex(sha.digest(first));
    }

    @Test
    void a_request_carries_what_the_receiver_needs_to_know_that_it_is_ours() throws Exception {
        JsonObject channel = new JsonObject();
        channel.addProperty("text", "请到三号柜台");
        Delivery delivery = Delivery.of("channel.on-air", "main", NOON, 0, "channel", channel);
        try (Receiver receiver = new Receiver(); HttpDeliverySender sender = new HttpDeliverySender("test-http")) {
            DeliveryResult answer = sender.send(WebhookTargets.to(receiver.url().replace("//", "//user:pa%40ss@"), "all"), delivery, NOON);
            assertThat(answer.taken()).isTrue();
            Receiver.Got got = receiver.got.get(0);
            assertThat(got.header("Content-Type")).isEqualTo("application/json");
            assertThat(got.header("X-Announcer-Event")).isEqualTo("channel.on-air");
            assertThat(got.header("X-Announcer-Delivery")).isEqualTo(delivery.id()).isEqualTo(got.json().get("id").getAsString());
            assertThat(got.header("X-Announcer-Timestamp")).isEqualTo("1795348800");
            assertThat(got.header("X-Announcer-Signature")).isEqualTo("sha256=" + hmac(WebhookTargets.SECRET, "1795348800." + got.body()));
            assertThat(got.header("Authorization")).as("of user:pa@ss").isEqualTo("Basic dXNlcjpwYUBzcw==");
            assertThat(got.json().get("at").getAsString()).isEqualTo("2026-11-22T12:00:00Z");
            assertThat(got.json().getAsJsonObject("channel").get("text").getAsString()).isEqualTo("请到三号柜台");
        }
        Thread.interrupted();
    }

    @Test
    void a_known_signature() {
        // printf '1.body' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(WebhookSignature.of("0123456789abcdef", 1, "body"))
                .isEqualTo("sha256=7dc1e25954a7e10ff20409cf9fe6e461054b517230ea91fed87cc2ad562cba9a");
    }

    @Test
    void threads_end_with_the_sender() throws Exception {
        try (Receiver receiver = new Receiver()) {
            HttpDeliverySender sender = new HttpDeliverySender("ends-with-the-sender");
            sender.send(WebhookTargets.to(receiver.url(), "all"), Delivery.of("e", "main", NOON, 0, "channel", new JsonObject()), NOON);
            Thread own = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("ends-with-the-sender")).findFirst()
                    .orElse(null);
            sender.close();
            Thread.interrupted();
            if (own != null) {
                own.join(10_000);
                assertThat(own.isAlive()).isFalse();
            }
        }
    }

    @Test
    void credentials_of_the_url_are_shown_nowhere() {
        WebhookTarget target = WebhookTargets.to("https://user:pass@hooks.example/x?y=1", "all");
        assertThat(target.toString()).isEqualTo("https://***@hooks.example/x?y=1");
        assertThat(target.uri()).hasToString("https://hooks.example/x?y=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://host/x", "host/x", "http:///x", "file:///etc/passwd", "http://a b/", "javascript:alert(1)"})
    void what_is_no_http_url_is_refused_and_named(String url) {
        assertThatThrownBy(() -> new WebhookCheck().check("announcer.webhook~x", Map.of("url", url, "secret", WebhookTargets.SECRET)))
                .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> assertThat(e.key()).isEqualTo("url"))
                .hasMessageContaining("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fifteen letters"})
    void a_secret_that_could_be_guessed_is_refused_and_not_repeated(String secret) {
        assertThatThrownBy(() -> new WebhookCheck().check("announcer.webhook~x", Map.of("url", "http://host/", "secret", secret)))
                .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> assertThat(e.key()).isEqualTo("secret"))
                .hasMessageContaining(secret.length() + " characters").hasMessageContaining("16");
    }

    @Test
    void a_good_one_passes() throws Exception {
        new WebhookCheck().check("announcer.webhook~x", Map.of("url", "https://user:pass@host:8443/x", "secret", WebhookTargets.SECRET));
    }
}
