package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.access.Scope;

/** The lexicons, and texts that are tried out, over real HTTP. */
class LexiconApiTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private ApiServer.Answer tried(String json) throws Exception {
        return server.json("POST", "lexicon/try", json);
    }

    @Test
    void files_are_told_with_what_is_wrong_with_them() throws Exception {
        assertThat(server.get("lexicon").text())
                .isEqualTo("{\"files\":[{\"name\":\"en.tsv\",\"locale\":\"en\",\"entries\":2,\"phonemes\":0,"
                        + "\"readAt\":\"2026-11-22T12:00:00Z\",\"problem\":null},{\"name\":\"x.pls\",\"locale\":null,\"entries\":0,\"phonemes\":0,"
                        + "\"readAt\":null,\"problem\":\"line 1: it is not whole; it is not in use\"}]}");
        server.get("lexicon?x=1").isProblem(400, "unknown-parameter");
    }

    @Test
    void a_text_comes_out_in_words() throws Exception {
        assertThat(tried("{\"text\": \"To Wy, please\", \"locale\": \"en-GB\"}").text()).isEqualTo("{\"text\":\"To Wy, please\","
                + "\"words\":\"To Wy, please\",\"parts\":[{\"text\":\"To \",\"alphabet\":null,\"phonemes\":null,\"engines\":null},"
                + "{\"text\":\"Wy\",\"alphabet\":\"ipa\",\"phonemes\":\"wa\u026a\",\"engines\":[]},{\"text\":\", please\",\"alphabet\":null,\"phonemes\":null,\"engines\":null}]}");
    }

    /** Of the three engines one speaks IPA, and its voices are German. */
    @Test
    void engines_that_speak_the_phonemes_are_named() throws Exception {
        assertThat(tried("{\"text\": \"Wy\", \"locale\": \"de-CH\"}").text())
                .contains("\"phonemes\":\"wa\u026a\",\"engines\":[\"system\"]");
        server.servlet.unsetAnnouncer(server.announcer);
        assertThat(tried("{\"text\": \"Wy\", \"locale\": \"de-CH\"}").text()).contains("\"engines\":[]");
    }

    @Test
    void a_template_gets_its_values_and_is_the_languages_own_where_none_is_given() throws Exception {
        assertThat(tried("{\"text\": \"{ticket} to {counter}\", \"locale\": \"de\", \"ticket\": \"A1\", \"counter\": \"3\"}").json()
                .get("text")
                .getAsString()).isEqualTo("<A1 in de> to counter <3>");
        assertThat(tried("{\"locale\": \"de\", \"ticket\": \"A1\", \"counter\": \"3\"}").json().get("words").getAsString())
                .isEqualTo("<A1 in de>: counter <3>");
        assertThat(tried("{\"text\": \"{ticket}\", \"locale\": \"de\"}").json().get("words").getAsString()).isEqualTo("{ticket}");
    }

    @Test
    void what_cannot_be_tried_is_refused_in_words() throws Exception {
        tried("{\"text\": \"x\"}").isProblem(400, "missing-field");
        tried("{\"locale\": \"en\"}").isProblem(400, "missing-field");
        tried("{\"text\": \"x\", \"locale\": \"English!\"}").isProblem(400, "invalid-field");
        tried("{\"text\": \" \", \"locale\": \"en\", \"ticket\": \"A1\"}").isProblem(400, "invalid-field");
        tried("{\"text\": \"x\", \"locale\": \"en\", \"voice\": \"v\"}").isProblem(400, "unknown-field");
    }

    @Test
    void it_is_for_whoever_may_look_and_says_that_it_is_absent() throws Exception {
        server.access.allow("reader", "token:reader", Scope.METRICS);
        assertThat(server.send(server.as("reader", "lexicon")).status()).isEqualTo(403);
        server.servlet.inject(null, null);
        server.get("lexicon").isProblem(503, "lexicon-absent");
        tried("{\"text\": \"x\", \"locale\": \"en\"}").isProblem(503, "lexicon-absent");
        tried("{\"text\": \"x\", \"locale\": \"en\", \"ticket\": \"A1\"}").isProblem(503, "lexicon-absent");
    }
}
