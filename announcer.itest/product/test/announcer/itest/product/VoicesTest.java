package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.Voicing;
import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** All engines at once, and a new one dropped in. L16, so that samples are heard as they were made. */
@UsesProduct
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VoicesTest {
    private static final Duration SPOKEN = Duration.ofSeconds(90);

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        home = shared.home();
        product = shared.product();
        api = shared.api();
        // Utterances are told apart by the silence between them.
        shared.configure("announcer.channel~main", "id=main", "gapMillis=1500");
        home.conf("announcer.channel~tcp", "id=tcp", "transport=tcp", "gapMillis=0");
        // The deadline binds MaryTTS's first sentence too, for which it loads its voice.
        shared.configure("announcer.engine", "deadlineMillis=60000");
        shared.publishAs("L16");
    }

    @Test
    @Order(1)
    void four_voices_in_three_languages_are_spoken_in_order_and_equally_loud() throws Exception {
        Tools.require("espeak-ng");
        List<Map<String, Object>> wanted = List.of(
                Map.of("voice", voice("system", "zh"), "text", "请一百二十三号顾客到三号柜台办理业务。"),
                Map.of("voice", "freetts/kevin16", "text",
                        "Number one hundred and twenty three, please go to counter three."),
                Map.of("voice", "mary/cmu-slt-hsmm", "text",
                        "Number one hundred and twenty four, please go to counter four."),
                Map.of("voice", voice("system", "de"), "text",
                        "Die Nummer einhundertfünfundzwanzig bitte an Schalter fünf."));
        try (RtspProbe player = RtspProbe.playWhenThere(product.rtspUrl(), Duration.ofSeconds(10))) {
            int from = player.count();
            List<String> ids = new ArrayList<>();
            for (Map<String, Object> fields : wanted) {
                ids.add(id(fields));
            }
            Instant before = Instant.EPOCH;
            for (int i = 0; i < ids.size(); i++) {
                JsonObject a = api.awaitSpoken(ids.get(i), SPOKEN);
                assertThat(a.get("voice").getAsString()).as("who spoke").isEqualTo(wanted.get(i).get("voice"));
                Instant started = Instant.parse(a.get("started").getAsString());
                assertThat(started).as("one after the other").isAfter(before);
                before = started;
            }
            player.await(75, Duration.ofSeconds(10));
            Recording heard = player.soundFrom(from);
            List<SampleRange> voiced = new Voicing(-50, -66, 1000, 50).segments(heard);
            assertThat(voiced).as("utterances heard").hasSize(wanted.size());
            List<Double> loudness = new ArrayList<>();
            for (int i = 0; i < voiced.size(); i++) {
                loudness.add(Loudness.lufs(heard.part(voiced.get(i))));
                System.out.printf("%-20s %5.1f s  %6.1f LUFS%n", wanted.get(i).get("voice"), heard.part(voiced.get(i)).seconds(),
                        loudness.get(i));
            }
            double quietest = loudness.stream().mapToDouble(d -> d).min().orElseThrow();
            double loudest = loudness.stream().mapToDouble(d -> d).max().orElseThrow();
            assertThat(loudest - quietest).as("LU between the loudest and the quietest of " + loudness).isLessThanOrEqualTo(2.0);
            assertThat(loudness).as("LUFS, where -23 is the channel's").allSatisfy(l -> assertThat(l).isBetween(-25.0, -21.0));
        }
    }

    private static String voice(String engine, String language) throws Exception {
        return api.voices().stream()
                .filter(v -> v.get("engine").getAsString().equals(engine) && v.get("locale").getAsString().startsWith(language))
                .map(v -> v.get("id").getAsString()).findFirst()
                .orElseThrow(() -> new AssertionError("engine " + engine + " has no voice for " + language));
    }

    private static String id(Map<String, Object> fields) throws Exception {
        var answer = api.submit(fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
    }

    @Test
    @Order(2)
    void an_engine_that_is_dropped_into_deploy_is_listed_and_speaks_and_goes_with_its_file() throws Exception {
        Path built = Launcher.script().resolveSibling("announcer.tts.example/target");
        Path jar;
        try (var files = Files.list(built)) {
            jar = files.filter(f -> f.getFileName().toString().matches("announcer\\.tts\\.example-[^-]*(-SNAPSHOT)?\\.jar")).findFirst()
                    .orElseThrow();
        }
        Path temporary = Files.copy(jar, home.folder().resolve("example.tmp"));
        Path dropped = home.folder().resolve("deploy/example.jar");
        Files.move(temporary, dropped, StandardCopyOption.ATOMIC_MOVE);
        long since = System.nanoTime();
        Until.isTrue("the new voice is listed by the API", Duration.ofSeconds(10), VoicesTest::morseIsListed);
        System.out.printf("voice of a bundle dropped into deploy/: listed after %d ms%n", (System.nanoTime() - since) / 1_000_000);
        Launcher.Outcome listed = Launcher.run("voices", "--home", home.folder().toString());
        assertThat(listed.exit()).as(listed.toString()).isZero();
        assertThat(listed.out()).contains("morse/sounder", "freetts/kevin16", "mary/cmu-slt-hsmm");
        JsonObject said = api.awaitSpoken(id(Map.of("text", "SOS", "voice", "morse/sounder")), SPOKEN);
        assertThat(said.get("voice").getAsString()).isEqualTo("morse/sounder");

        var unknown = api.submit(Map.of("text", "SOS", "voice", "morse/sounde"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("unknown-voice", "morse/sounder");

        Files.delete(dropped);
        Until.isTrue("the voice has gone with its file", Duration.ofSeconds(10), () -> !morseIsListed());
    }

    private static boolean morseIsListed() throws Exception {
        return api.voices().stream().anyMatch(v -> v.get("id").getAsString().equals("morse/sounder"));
    }

    @Test
    @Order(3)
    void the_same_ssml_document_is_spoken_by_every_engine() throws Exception {
        Tools.require("espeak-ng");
        String ssml = "<speak version='1.0' xml:lang='en'>Ticket <say-as interpret-as='characters'>A23</say-as>"
                + "<break time='300ms'/><emphasis>please</emphasis> <prosody rate='120%' pitch='+10%'>go to counter</prosody> 3.</speak>";
        Map<String, String> ids = new LinkedHashMap<>();
        for (String voice : List.of("freetts/kevin16", "mary/cmu-slt-hsmm", voice("system", "en"))) {
            ids.put(voice, id(Map.of("ssml", ssml, "voice", voice, "channel", "tcp")));
        }
        for (Map.Entry<String, String> said : ids.entrySet()) {
            assertThat(api.awaitSpoken(said.getValue(), SPOKEN).get("voice").getAsString()).isEqualTo(said.getKey());
        }
        var broken = api.submit(Map.of("ssml", "<speak>\n<p>oh</speak>"));
        assertThat(broken.statusCode()).isEqualTo(422);
        JsonObject problem = JsonParser.parseString(broken.body()).getAsJsonObject();
        assertThat(problem.get("line").getAsInt()).isEqualTo(2);
        assertThat(problem.get("column").getAsInt()).isPositive();
    }

    @Test
    @Order(4)
    void a_channel_that_names_tcp_speaks_by_it_and_no_other_takes_it() throws Exception {
        api.awaitOnAir("tcp", Duration.ofSeconds(30));
        assertThat(api.channel("tcp").orElseThrow().get("inputUrl").getAsString()).startsWith("tcp://127.0.0.1:");
        assertThat(api.channel("main").orElseThrow().get("transport").getAsString()).isEqualTo("unix");
        api.awaitSpoken(api.say("Number five, please.", "tcp"), SPOKEN);
    }
}
