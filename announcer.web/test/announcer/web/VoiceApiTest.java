package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonElement;

import announcer.web.ApiServer.Answer;

/** The list of voices and engines, over real HTTP. */
class VoiceApiTest {
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
    void all_voices_are_listed_with_the_health_of_their_engines() throws Exception {
        assertThat(server.get("voices").text()).isEqualTo("{\"voices\":["
                + "{\"id\":\"freetts/kevin16\",\"engine\":\"freetts\",\"name\":\"kevin16\",\"locale\":\"en-US\",\"sampleRateHz\":16000,\"channels\":1,\"loudnessLufs\":-21.5,\"made\":7,\"fromCache\":3},"
                + "{\"id\":\"system/de\",\"engine\":\"system\",\"name\":\"de\",\"locale\":\"de-DE\",\"sampleRateHz\":22050,\"channels\":1,\"loudnessLufs\":null,\"made\":0,\"fromCache\":0},"
                + "{\"id\":\"system/at\",\"engine\":\"system\",\"name\":\"at\",\"locale\":\"de-AT\",\"sampleRateHz\":22050,\"channels\":1,\"loudnessLufs\":null,\"made\":0,\"fromCache\":0}],"
                + "\"engines\":[{\"name\":\"freetts\",\"bundle\":\"announcer.tts.freetts 0.9.0\",\"bundleId\":12,\"voiceCount\":1,\"problem\":null,"
                + "\"failures\":0,\"setAsideUntil\":null,\"phonemes\":[]},"
                + "{\"name\":\"mary\",\"bundle\":\"announcer.tts.mary 0.9.0\",\"bundleId\":null,\"voiceCount\":0,\"problem\":\"its service is null\","
                + "\"failures\":3,\"setAsideUntil\":\"2026-11-22T12:01:00Z\",\"phonemes\":[]},"
                + "{\"name\":\"system\",\"bundle\":\"announcer.tts.system 0.9.0\",\"bundleId\":null,\"voiceCount\":2,\"problem\":null,"
                + "\"failures\":1,\"setAsideUntil\":null,\"phonemes\":[\"ipa\"]}]}");
    }

    @ParameterizedTest
    @CsvSource({"de,'system/de,system/at'", "DE,'system/de,system/at'", "de-AT,system/at", "en,freetts/kevin16", "fr,''", "d,"})
    void a_language_narrows_the_voices_and_not_the_engines(String locale, String ids) throws Exception {
        Answer answer = server.get("voices?locale=" + locale);

        if (ids == null) {
            assertThat(answer.isProblem(400, "invalid-field").string("field")).isEqualTo("locale");
            return;
        }
        assertThat(answer.json().getAsJsonArray("voices").asList().stream().map(VoiceApiTest::id).toList())
                .isEqualTo(ids.isEmpty() ? java.util.List.of() : java.util.List.of(ids.split(",")));
        assertThat(answer.json().getAsJsonArray("engines")).hasSize(3);
    }

    @Test
    void another_parameter_is_refused() throws Exception {
        assertThat(server.get("voices?language=de").isProblem(400, "unknown-parameter").string("field")).isEqualTo("language");
    }

    private static String id(JsonElement voice) {
        return voice.getAsJsonObject().get("id").getAsString();
    }
}
