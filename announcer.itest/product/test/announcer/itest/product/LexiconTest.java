package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** An administrator edits lexicons while the product runs: what is tried out, what is heard beforehand and what is spoken follow, with every engine. */
@UsesProduct
class LexiconTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** MaryTTS loads its voice for its first text. */
    private static final Duration FIRST = Duration.ofSeconds(90);
    private static final String PLS = "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' xml:lang='en'>"
            + "<lexeme><grapheme>Wymes</grapheme><phoneme>%s</phoneme>%s</lexeme></lexicon>";
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static SharedProduct shared;
    private static ApiClient api;
    private static Path pls;
    private static Path list;

    @BeforeAll
    static void start(SharedProduct product) throws Exception {
        Ffmpeg.require();
        Tools.require("espeak-ng");
        shared = product;
        api = product.api();
        // The deadline binds MaryTTS's first sentence too, for which it loads its voice.
        product.configure("announcer.engine", "deadlineMillis=60000");
        Path folder = Files.createDirectories(product.home().folder().resolve("conf").resolve("lexicon"));
        pls = folder.resolve("itest.pls");
        list = folder.resolve("itest.de.tsv");
    }

    @AfterAll
    static void clear() throws IOException {
        if (pls != null) {
            Files.deleteIfExists(pls);
            Files.deleteIfExists(list);
        }
    }

    private static JsonObject tried(String text, String locale) throws Exception {
        return JsonParser
                .parseString(api.send("POST", "lexicon/try", "application/json", new Gson().toJson(Map.of("text", text, "locale", locale)))
                        .body())
                .getAsJsonObject();
    }

    private static byte[] heard(String voice, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shared.product().httpUrl()).resolve("/api/preview"))
                .header("Authorization", "Bearer " + shared.home().text("conf/api.token").strip())
                .header("Content-Type", "application/json")
                .timeout(FIRST).POST(HttpRequest.BodyPublishers.ofString(new Gson().toJson(Map.of("text", text, "voice", voice)))).build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as("%s: %s", voice, text).isEqualTo(200);
        return answer.body();
    }

    private static void write(Path file, String text) throws Exception {
        Files.writeString(file, text);
    }

    private static void untilTried(String text, String locale, String part) {
        Until.matches("\"" + text + "\" comes out with " + part, LIMIT, () -> tried(text, locale).toString(), json -> json.contains(part));
    }

    @Test
    void phonemes_are_heard_from_engines_that_speak_them_and_others_say_the_alias() throws Exception {
        byte[] written = heard("system/en-us", "To Wymes.");
        byte[] byMary = heard("mary/cmu-slt-hsmm", "To Wymes.");
        write(pls, PLS.formatted("həˈloʊ", "<alias>hello</alias>"));
        untilTried("To Wymes.", "en-US", "\"phonemes\":\"h\u0259\u02c8lo\u028a\",\"engines\":[\"mary\",\"system\"]");
        byte[] hello = heard("system/en-us", "To hello.");
        assertThat(heard("system/en-us", "To Wymes.")).as("espeak-ng").isEqualTo(hello).isNotEqualTo(written);
        assertThat(heard("freetts/kevin16", "To Wymes.")).as("FreeTTS, which says the alias")
                .isEqualTo(heard("freetts/kevin16", "To hello."));
        assertThat(heard("mary/cmu-slt-hsmm", "To Wymes.")).as("MaryTTS").isNotEqualTo(byMary);

        // A file with a mistake changes nothing, and is told.
        write(pls, PLS.formatted("həˈloʊ", "<alias>hello</alias><nonsense/>"));
        Until.isTrue("the mistake is told", LIMIT,
                () -> api.get("lexicon").toString().contains("\\\"nonsense\\\" is no element of a lexeme"));
        assertThat(tried("To Wymes.", "en-US").get("words").getAsString()).isEqualTo("To hello.");
        assertThat(heard("system/en-us", "To Wymes.")).isEqualTo(hello);

        Files.delete(pls);
        untilTried("To Wymes.", "en-US", "\"words\":\"To Wymes.\"");
        assertThat(heard("system/en-us", "To Wymes.")).isEqualTo(written);
    }

    @Test
    void a_ticket_is_spoken_in_three_languages_by_every_engine_that_has_them() throws Exception {
        write(list, "Wymes\tWeims\n");
        untilTried("Zu Wymes.", "de", "Zu Weims.");
        List<String> ids = new ArrayList<>();
        for (List<String> call : List.of(List.of("freetts/kevin16", "en", "A zero two three, please go to counter three"),
                List.of("mary/cmu-slt-hsmm", "en", "A zero two three, please go to counter three"),
                List.of("system/de", "de", "A null zwei drei, bitte zu Schalter drei"), List.of("system/cmn", "zh-CN", "请A零二三号到三号窗口"))) {
            JsonObject words = JsonParser.parseString(api.send("POST", "lexicon/try", "application/json",
                    new Gson().toJson(Map.of("locale", call.get(1), "ticket", "A-023", "counter", "3"))).body()).getAsJsonObject();
            assertThat(words.get("words").getAsString()).isEqualTo(call.get(2));
            ids.add(JsonParser.parseString(api.submit(Map.of("text", call.get(2), "voice", call.get(0), "rate", 1.8)).body())
                    .getAsJsonObject()
                    .get("id").getAsString());
        }
        for (String id : ids) {
            api.awaitSpoken(id, FIRST);
        }
    }
}
