package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.speech.Prosody;
import announcer.web.ApiServer.Answer;
import announcer.web.engine.ProsodyField;

/** Language, rate, pitch, volume, and SSML inside of JSON: what is understood, and what is refused with which words. */
class SpeechFieldsTest {
    private static final String DOCUMENT = "<speak version='1.0'>\n你好</speak>";

    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Request accepted(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return server.announcer.latest().status().request();
    }

    @Test
    void json_takes_language_rate_pitch_and_volume() throws Exception {
        Answer answer = server.postJson("{\"text\":\"x\",\"locale\":\"zh-CN\",\"rate\":1.5,\"pitch\":0.5,\"volume\":0}");

        assertThat(accepted(answer))
                .isEqualTo(Request.of("x").withLocale(Locale.SIMPLIFIED_CHINESE).withProsody(new Prosody(1.5, 0.5, 0)));
    }

    @Test
    void plain_text_takes_them_from_the_query() throws Exception {
        Answer answer = server.post("announcements?locale=de&rate=2&pitch=1.25&volume=4", "text/plain", "x".getBytes(UTF_8));

        assertThat(accepted(answer)).isEqualTo(Request.of("x").withLocale(Locale.GERMAN).withProsody(new Prosody(2, 1.25, 4)));
    }

    @Test
    void null_means_left_out() throws Exception {
        Answer answer = server.postJson(
                "{\"text\":\"x\",\"ssml\":null,\"locale\":null,\"rate\":null,\"pitch\":null,\"volume\":null}");

        assertThat(accepted(answer)).isEqualTo(Request.of("x"));
    }

    @ParameterizedTest
    @CsvSource({"rate,0.25", "rate,4", "rate,4.0e0", "pitch,0.5", "pitch,2", "volume,0", "volume,-0", "volume,4"})
    void the_ends_of_a_range_belong_to_it(String field, String value) throws Exception {
        Request json = accepted(server.postJson("{\"text\":\"x\",\"" + field + "\":" + value + "}"));
        Request query = accepted(server.post("announcements?" + field + "=" + value, "text/plain", "x".getBytes(UTF_8)));

        assertThat(json).isEqualTo(query);
        double number = switch (field) {
            case "rate" -> json.prosody().rate();
            case "pitch" -> json.prosody().pitch();
            default -> json.prosody().volume();
        };
        // Not "equal", for which 0 and -0 are the same: they would be two keys of the phrase cache.
        assertThat(Double.compare(number, Double.parseDouble(value) + 0.0)).as("%s", number).isZero();
    }

    @ParameterizedTest
    @CsvSource({"rate,0.249,from 0.25 to 4", "rate,4.001,from 0.25 to 4", "rate,0,from 0.25 to 4", "rate,-1,from 0.25 to 4",
            "rate,1e999,from 0.25 to 4", "rate,1e-999,from 0.25 to 4", "pitch,0.49,from 0.5 to 2", "pitch,2.01,from 0.5 to 2",
            "pitch,-0,from 0.5 to 2", "volume,-0.01,from 0 to 4", "volume,4.01,from 0 to 4", "volume,1e999999999,from 0 to 4"})
    void a_number_out_of_range_is_refused_with_field_value_and_range(String field, String value, String range) throws Exception {
        refused(server.postJson("{\"text\":\"x\",\"" + field + "\":" + value + "}"), field, value, range);
        refused(server.post("announcements?" + field + "=" + value, "text/plain", "x".getBytes(UTF_8)), field, value, range);
        assertThat(server.announcer.accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "fast", "", "1f", "2d", "0x1p0", "1.", ".5", "150%25", "1,5", "%2B1", "1 "})
    void what_is_no_number_is_refused_in_a_query(String value) throws Exception {
        for (ProsodyField factor : ProsodyField.values()) {
            Answer answer = server.post("announcements?" + factor.field() + "=" + value.replace(" ", "%20"), "text/plain",
                    "x".getBytes(UTF_8));
            assertThat(answer.isProblem(400, "invalid-field").string("field")).isEqualTo(factor.field());
        }
        assertThat(server.announcer.accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "+1", "01", "1.", ".5", "0x1"})
    void what_is_no_number_in_json_is_bad_json(String value) throws Exception {
        server.postJson("{\"text\":\"x\",\"rate\":" + value + "}").isProblem(400, "bad-json");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"rate,`\"1.5\"`,1.5", "pitch,`\"high\"`,high", "volume,true,true", "locale,5,5", "ssml,5,5",
            "ssml,`[]`,", "rate,`{}`,"})
    void a_wrong_type_names_field_and_value(String field, String json, String value) throws Exception {
        Answer answer = server.postJson("{\"" + field + "\":" + json + "}").isProblem(400, "wrong-type");

        assertThat(answer.string("field")).isEqualTo(field);
        assertThat(answer.json().has("value") ? answer.string("value") : null).isEqualTo(value);
    }

    @Test
    void very_long_digits_cost_nothing() throws Exception {
        Answer answer = server.postJson("{\"text\":\"x\",\"rate\":1." + "0".repeat(900) + "}").isProblem(400, "invalid-field");

        assertThat(answer.string("value")).hasSizeLessThan(210);
        assertThat(answer.string("detail")).hasSizeLessThan(400);
        server.postJson("{\"text\":\"x\",\"rate\":1." + "0".repeat(9000) + "}").isProblem(400, "bad-json");
    }

    @ParameterizedTest
    @CsvSource({"zh_CN", "''", "d", "de-", "-", "de_DE.UTF-8", "und", "deutsch-sprachig-hier", "x-klingon", "德", "de DE"})
    void a_malformed_language_is_refused_with_an_example(String tag) throws Exception {
        Answer answer = server.postJson("{\"text\":\"x\",\"locale\":\"" + tag + "\"}").isProblem(400, "invalid-field");

        assertThat(answer.string("field")).isEqualTo("locale");
        assertThat(answer.string("value")).isEqualTo(tag);
        assertThat(answer.string("detail")).contains("\"" + tag + "\"", "zh-CN");
    }

    @Test
    void an_announcement_shows_them_as_they_were_asked_for() throws Exception {
        server.postJson("{\"ssml\":\"<speak/>\",\"locale\":\"de-at\",\"rate\":2.50,\"pitch\":1,\"volume\":0.1}");

        assertThat(server.get("announcements/a1").text()).contains("\"text\":\"<speak/>\",\"markup\":\"ssml\",")
                .contains("\"locale\":\"de-AT\",\"rate\":2.5,\"pitch\":1,\"volume\":0.1,");
    }

    @Test
    void json_takes_a_document_instead_of_text() throws Exception {
        Answer answer = server.postJson("{\"ssml\":\"" + DOCUMENT.replace("\n", "\\n") + "\",\"voice\":\"freetts/kevin16\"}");

        assertThat(accepted(answer)).isEqualTo(Request.ofSsml(DOCUMENT).withVoice("freetts/kevin16"));
    }

    @Test
    void text_and_ssml_together_are_refused_and_so_is_neither() throws Exception {
        Answer both = server.postJson("{\"text\":\"x\",\"ssml\":\"<speak/>\"}").isProblem(400, "invalid-field");
        assertThat(both.string("field")).isEqualTo("ssml");
        assertThat(both.string("value")).isEqualTo("<speak/>");
        assertThat(both.string("detail")).contains("\"text\"", "\"ssml\"");
        Answer neither = server.postJson("{\"locale\":\"de\"}").isProblem(400, "missing-field");
        assertThat(neither.string("detail")).contains("\"text\"", "\"ssml\"");
        assertThat(server.announcer.accepted).isEmpty();
    }

    @Test
    void bad_markup_tells_where_and_in_which_field_it_was_sent() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.BAD_MARKUP, "text", "<speak>\n<oops>", "oops is no element", 2, 7);

        Answer answer = server.postJson("{\"ssml\":\"<speak>\\n<oops>\"}").isProblem(422, "bad-markup");

        assertThat(answer.string("field")).isEqualTo("ssml");
        assertThat(answer.json().get("line").getAsInt()).isEqualTo(2);
        assertThat(answer.json().get("column").getAsInt()).isEqualTo(7);
        assertThat(answer.string("detail")).isEqualTo("oops is no element");
    }

    @Test
    void a_refusal_without_a_place_shows_none() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.UNKNOWN_VOICE, "voice", "mary/cmu", "near names: mary/cmu-slt-hsmm");

        Answer answer = server.postJson("{\"text\":\"x\",\"voice\":\"mary/cmu\"}").isProblem(422, "unknown-voice");

        assertThat(answer.string("detail")).isEqualTo("near names: mary/cmu-slt-hsmm");
        assertThat(answer.json().keySet()).doesNotContain("line", "column");
    }

    @Test
    void a_refused_text_that_is_plain_keeps_its_name() throws Exception {
        server.announcer.refusal = new RejectedException(Reason.INVALID, "text", "", "the text is empty");
        assertThat(server.postJson("{\"text\":\"\"}").string("field")).isEqualTo("text");
        assertThat(server.postJson("{\"ssml\":\"\"}").string("field")).isEqualTo("ssml");
    }

    private static void refused(Answer answer, String field, String value, String words) {
        answer.isProblem(400, "invalid-field");
        assertThat(answer.string("field")).isEqualTo(field);
        assertThat(answer.string("value")).isEqualTo(value);
        assertThat(answer.string("detail")).contains(field + " is " + value, words);
    }
}
