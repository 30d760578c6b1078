package announcer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.Priority;
import announcer.api.Request;
import announcer.api.speech.Prosody;
import announcer.web.ApiServer.Answer;

/** An SSML document that is the body itself, in whatever charset. */
class SsmlBodyTest {
    private static final String SSML = "application/ssml+xml";
    private static final char MARK = '\uFEFF';

    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String spoken(String type, byte[] body) throws Exception {
        Answer answer = server.post("announcements", type, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return server.announcer.latest().status().request().text();
    }

    private static String document(String encoding, String text) {
        return "<?xml version=\"1.0\"" + (encoding.isEmpty() ? "" : " encoding='" + encoding + "'") + "?>\n<speak>" + text + "</speak>";
    }

    @Test
    void it_takes_its_fields_from_the_query() throws Exception {
        Answer answer = server.post("announcements?channel=hall-2&voice=freetts%2Fkevin16&locale=en-GB&rate=1.5&pitch=0.75&volume=2"
                + "&priority=urgent&ttlSeconds=30", SSML, "<speak>hi</speak>".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(server.announcer.latest().status().request()).isEqualTo(Request.ofSsml("<speak>hi</speak>").withChannel("hall-2")
                .withVoice("freetts/kevin16").withLocale(Locale.UK).withProsody(new Prosody(1.5, 0.75, 2)).withPriority(Priority.URGENT)
                .withTimeToLive(Duration.ofSeconds(30)));
    }

    @Test
    void without_a_word_about_it_it_is_utf_8() throws Exception {
        assertThat(spoken(SSML, "<speak>请</speak>".getBytes(UTF_8))).isEqualTo("<speak>请</speak>");
        assertThat(spoken(SSML, document("", "请").getBytes(UTF_8))).isEqualTo(document("", "请"));
        assertThat(spoken("Application/SSML+XML", (MARK + "<speak>请</speak>").getBytes(UTF_8))).isEqualTo("<speak>请</speak>");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1,Zoë", "windows-1252,Zoë €", "GB18030,请 hello", "Shift_JIS,東京", "utf-8,请", "US-ASCII,hello"})
    void the_xml_declaration_is_honoured(String charset, String text) throws Exception {
        String document = document(charset, text);
        assertThat(spoken(SSML, document.getBytes(Charset.forName(charset)))).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16BE", "UTF-16LE"})
    void utf_16_is_seen_with_and_without_a_mark(String charset) throws Exception {
        String document = document("UTF-16", "请");
        assertThat(spoken(SSML, (MARK + document).getBytes(Charset.forName(charset)))).isEqualTo(document);
        assertThat(spoken(SSML, document.getBytes(Charset.forName(charset)))).isEqualTo(document);
    }

    @Test
    void the_content_type_rules_over_the_declaration_and_a_mark_over_both() throws Exception {
        String document = document("ISO-8859-1", "Zoë 请");

        assertThat(spoken(SSML + "; charset=GB18030", document.getBytes(Charset.forName("GB18030")))).isEqualTo(document);
        assertThat(spoken(SSML + "; charset=ISO-8859-1", (MARK + document).getBytes(UTF_8))).isEqualTo(document);
    }

    @Test
    void bytes_that_are_not_in_the_charset_are_refused() throws Exception {
        byte[] latin = document("", "Zoë").getBytes(Charset.forName("ISO-8859-1"));
        server.post("announcements", SSML, latin).isProblem(400, "bad-encoding");
        byte[] pretends = document("UTF-16", "x").getBytes(UTF_8);
        Answer answer = server.post("announcements", SSML, pretends).isProblem(400, "bad-encoding");
        assertThat(answer.string("detail")).contains("UTF-16", "declaration");
        assertThat(server.announcer.accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"klingon", "''", "a b", "../x"})
    void a_charset_that_is_not_known_is_415(String charset) throws Exception {
        Answer answer = server.post("announcements", SSML, document(charset.isEmpty() ? " " : charset, "x").getBytes(UTF_8))
                .isProblem(415, "unsupported-media-type");
        assertThat(answer.header("Accept-Post")).contains(SSML);
        server.post("announcements", SSML + "; charset=klingon", "<speak/>".getBytes(UTF_8)).isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"ssml=x,ssml", "text=x,text", "Rate=1,Rate"})
    void another_parameter_is_refused(String query, String name) throws Exception {
        Answer answer = server.post("announcements?" + query, SSML, "<speak/>".getBytes(UTF_8)).isProblem(400, "unknown-parameter");

        assertThat(answer.string("field")).isEqualTo(name);
        assertThat(answer.json().getAsJsonArray("known")).hasSize(19);
    }

    @ParameterizedTest
    @CsvSource({"rate=9,rate,9", "pitch=0,pitch,0", "volume=loud,volume,loud", "locale=zh_CN,locale,zh_CN", "priority=high,priority,high",
            "ttlSeconds=soon,ttlSeconds,soon"})
    void a_bad_value_is_named_with_its_field(String query, String field, String value) throws Exception {
        Answer answer = server.post("announcements?" + query, SSML, "<speak/>".getBytes(UTF_8)).isProblem(400, "invalid-field");

        assertThat(answer.string("field")).isEqualTo(field);
        assertThat(answer.string("value")).isEqualTo(value);
    }

    @Test
    void an_empty_body_is_for_the_door_to_judge() throws Exception {
        assertThat(spoken(SSML, new byte[0])).isEmpty();
        assertThat(spoken(SSML, new byte[]{'<'})).isEqualTo("<");
    }

    @Test
    void it_has_the_limit_of_every_body() throws Exception {
        server.post("announcements", SSML, "x".repeat(10_001).getBytes(UTF_8)).isProblem(413, "body-too-long");
    }
}
