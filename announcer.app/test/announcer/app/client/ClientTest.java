package announcer.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import announcer.app.cli.Command;
import announcer.app.home.HomeFolder;

/** The client commands against a real HTTP server that answers what each test lays out. */
class ClientTest {
    private record Reply(int status, String body) {}

    private static final String TOKEN = "secret-secret-secret";

    @TempDir
    Path folder;
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private HomeFolder home;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        home = new HomeFolder(folder);
        Files.createDirectories(home.data());
        Files.createDirectories(home.conf());
        Files.writeString(home.token(), TOKEN + "\n");
        Files.writeString(home.lock(), ProcessHandle.current().pid() + "\n");
        Files.writeString(home.endpoints(), "{\"http\":\"http://127.0.0.1:" + server.getAddress().getPort() + "/\"}");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Reply reply = replies.remove();
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int say(boolean wait, String input, String... text) {
        return say(new Command.Say(folder, Optional.of("lobby"), Command.Manner.USUAL,
                Command.Turn.USUAL.with("urgent", Duration.ofSeconds(30)), wait, false, List.of(text)), input.getBytes(StandardCharsets.UTF_8));
    }

    private int say(Command.Say command, byte[] input) {
        return new SayCommand(command, home, new ByteArrayInputStream(input), StandardCharsets.UTF_8, print(out), print(err)).execute();
    }

    private int sayBytes(byte[] input) {
        return say(plain("-"), input);
    }

    private Command.Say plain(String text) {
        return new Command.Say(folder, Optional.empty(), Command.Manner.USUAL, Command.Turn.USUAL, false, false,
                List.of(text));
    }

    private Command.Say document(Command.Manner manner, String text) {
        return new Command.Say(folder, Optional.empty(), manner, Command.Turn.USUAL, false, true, List.of(text));
    }

    private int status(boolean json) {
        return new StatusCommand(new Command.Status(folder, json), home, print(out), print(err)).execute();
    }

    private int voices(Optional<String> locale, boolean json) {
        return new VoicesCommand(new Command.Voices(folder, locale, json), home, print(out), print(err)).execute();
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void say_submits_with_the_token_and_is_done_when_accepted() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));

        assertThat(say(false, "", "你好,", "Number", "42")).isEqualTo(ExitCode.OK);

        assertThat(out()).isEqualTo("a1 QUEUED" + System.lineSeparator());
        assertThat(asked).containsExactly("POST /api/announcements Bearer " + TOKEN + " "
                + "{\"text\":\"你好, Number 42\",\"channel\":\"lobby\",\"priority\":\"urgent\",\"ttlSeconds\":30}");
    }

    @Test
    void keys_repeat_and_chimes_are_submitted_and_what_is_not_said_is_left_out() {
        Command.Turn turn = new Command.Turn(Optional.of("emergency"), Optional.empty(), Optional.of("k1"), Optional.of("A12"),
                Optional.of("hall 3"), OptionalInt.of(2), Optional.of(new BigDecimal("1.5")), Optional.of("gong"), Optional.of("none"));
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));

        assertThat(say(new Command.Say(folder, Optional.empty(), Command.Manner.USUAL, turn, false, false, List.of("x")), new byte[0]))
                .isEqualTo(ExitCode.OK);

        assertThat(asked).containsExactly("POST /api/announcements Bearer " + TOKEN + " {\"text\":\"x\",\"priority\":\"emergency\","
                + "\"idempotencyKey\":\"k1\",\"supersede\":\"A12\",\"group\":\"hall 3\",\"repeat\":{\"times\":2,\"pauseSeconds\":1.5},"
                + "\"chime\":{\"before\":\"gong\",\"after\":\"none\"}}");
    }

    @Test
    void an_emptied_token_file_is_named_and_not_sent() throws IOException {
        Files.writeString(home.token(), "");

        assertThat(say(false, "", "x")).isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("api.token must hold one line of 16", "remove it");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_product() {
        replies.add(new Reply(422, "{\"detail\":\"there is no channel lobby\"}"));

        assertThat(say(false, "", "x")).isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("there is no channel lobby");
    }

    @Test
    void waiting_asks_until_there_is_an_outcome() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        replies.add(new Reply(200, "{\"id\":\"a1\",\"state\":\"SPEAKING\"}"));
        replies.add(new Reply(200, "{\"id\":\"a1\",\"state\":\"SPOKEN\"}"));

        assertThat(say(true, "", "x")).isEqualTo(ExitCode.OK);

        assertThat(asked).hasSize(3);
        assertThat(asked.get(1)).startsWith("GET /api/announcements/a1?wait=3 Bearer " + TOKEN);
        assertThat(asked.get(2)).startsWith("GET /api/announcements/a1?wait=20 Bearer " + TOKEN);
        assertThat(out()).startsWith("a1 SPOKEN");
        assertThat(err()).isEmpty();
    }

    @Test
    void waiting_for_a_channel_that_cannot_speak_says_why_once_for_each_reason() {
        String queued = "{\"id\":\"a1\",\"state\":\"QUEUED\",\"channel\":\"lobby\"}";
        String off = "{\"id\":\"lobby\",\"onAir\":false,\"problem\":\"no ffmpeg: install the package ffmpeg\",\"paused\":false}";
        replies.add(new Reply(202, queued));
        for (String channel : List.of(off, off, "{\"id\":\"lobby\",\"onAir\":true,\"paused\":true}",
                "{\"id\":\"lobby\",\"onAir\":true,\"paused\":false}", "{\"id\":\"lobby\",\"onAir\":false,\"problem\":null}")) {
            replies.add(new Reply(200, queued));
            replies.add(new Reply(200, channel));
        }
        replies.add(new Reply(200, "{\"id\":\"a1\",\"state\":\"EXPIRED\",\"cause\":\"it waited for too long\"}"));

        assertThat(say(true, "", "x")).isEqualTo(ExitCode.FAILED);

        assertThat(asked.get(2)).startsWith("GET /api/channels/lobby ");
        assertThat(err().lines()).containsExactly(
                "announcer: still waiting: channel lobby is not on the air: no ffmpeg: install the package ffmpeg",
                "announcer: still waiting: channel lobby is paused", "announcer: still waiting: channel lobby is not on the air",
                "announcer: expired: it waited for too long");
    }

    @Test
    void waiting_for_one_that_fails_says_why() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        replies.add(new Reply(200, "{\"id\":\"a1\",\"state\":\"FAILED\",\"cause\":\"the voice made no sound\"}"));

        assertThat(say(true, "", "x")).isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("failed: the voice made no sound");
    }

    @Test
    void each_line_of_standard_input_is_one_announcement_and_a_refused_one_does_not_stop_the_rest() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        replies.add(new Reply(429, "{\"detail\":\"the queue is full\"}"));
        replies.add(new Reply(202, "{\"id\":\"a3\",\"state\":\"QUEUED\"}"));

        assertThat(say(false, "one\n\ntwo\n号码三", "-")).isEqualTo(ExitCode.FAILED);

        assertThat(asked).hasSize(3);
        assertThat(asked.get(2)).contains("号码三");
        assertThat(err()).contains("the queue is full");
    }

    @Test
    void a_line_that_is_not_utf_8_is_refused_by_its_number_and_does_not_stop_the_rest() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        replies.add(new Reply(202, "{\"id\":\"a3\",\"state\":\"QUEUED\"}"));

        assertThat(sayBytes("one\nZoë\r\nthree".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(ExitCode.FAILED);

        assertThat(asked).hasSize(2);
        assertThat(asked.get(1)).contains("\"text\":\"three\"");
        assertThat(err()).contains("line 2 of standard input is not UTF-8: its byte 3 is 0xEB");
    }

    @Test
    void lines_end_as_on_any_system_and_a_byte_order_mark_is_not_spoken() {
        for (int i = 0; i < 4; i++) {
            replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        }

        assertThat(sayBytes("\uFEFFeins\r\n\r\nzwei\rdrei\nvier".getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.OK);

        assertThat(asked).extracting(a -> a.replaceFirst(".*\"text\":\"([^\"]*)\".*", "$1")).containsExactly("eins", "zwei", "drei",
                "vier");
    }

    @Test
    void nothing_of_a_utf_16_input_is_spoken() {
        assertThat(sayBytes("one\ntwo\n扡摣\n".getBytes(StandardCharsets.UTF_16))).isEqualTo(ExitCode.FAILED);

        assertThat(asked).isEmpty();
        assertThat(err()).contains("line 1 of standard input is UTF-16, not UTF-8");
    }

    /** A Windows terminal gives what is typed in its code page. */
    @Test
    void what_is_typed_in_another_charset_is_taken_for_what_it_is() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        Charset codePage = Charset.forName("IBM850");

        assertThat(new SayCommand(plain("-"), home, new ByteArrayInputStream("Grüße".getBytes(codePage)), codePage, print(out), print(err))
                .execute()).isEqualTo(ExitCode.OK);

        assertThat(asked.get(0)).contains("\"text\":\"Grüße\"");
    }

    @Test
    void a_token_that_an_editor_saved_with_a_byte_order_mark_is_sent_without_it() throws IOException {
        Files.writeString(home.token(), "\uFEFFsecret-secret-secret\r\n");
        replies.add(new Reply(200, "{\"channels\":[]}"));

        assertThat(status(false)).isEqualTo(ExitCode.OK);

        assertThat(asked.get(0)).contains("Bearer secret-secret-secret ");
    }

    @Test
    void a_token_that_is_none_is_told_before_anything_is_sent() throws IOException {
        for (byte[] bad : List.of("two-lines-two-lines\ntwo-lines".getBytes(StandardCharsets.UTF_8),
                "secret-secret-secret".getBytes(StandardCharsets.UTF_16))) {
            Files.write(home.token(), bad);
            assertThat(status(false)).isEqualTo(ExitCode.FAILED);
            assertThat(err()).contains(home.token().toString(), "must hold one line of 16 or more visible ASCII characters");
            err.reset();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void the_manner_is_sent_as_it_was_typed() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        Command.Manner manner = new Command.Manner(Optional.of("system/de"), Optional.of("de-AT"), Optional.of(new BigDecimal("1.50")),
                Optional.of(new BigDecimal("0.5")), Optional.of(new BigDecimal("2")));

        assertThat(say(document(manner, "<speak/>"), new byte[0])).isEqualTo(ExitCode.OK);

        assertThat(asked)
                .containsExactly("POST /api/announcements Bearer " + TOKEN + " {\"ssml\":\"<speak/>\",\"voice\":\"system/de\","
                        + "\"locale\":\"de-AT\",\"rate\":1.50,\"pitch\":0.5,\"volume\":2}");
    }

    @Test
    void a_document_on_standard_input_is_one_announcement() {
        replies.add(new Reply(202, "{\"id\":\"a1\",\"state\":\"QUEUED\"}"));
        String document = "<speak>\n\n请\n</speak>\n";

        assertThat(say(document(Command.Manner.USUAL, "-"), ("\uFEFF" + document).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ExitCode.OK);

        assertThat(asked).hasSize(1);
        String body = asked.get(0).substring(asked.get(0).indexOf('{'));
        assertThat(JsonParser.parseString(body).getAsJsonObject().get("ssml").getAsString()).isEqualTo(document);
    }

    @Test
    void a_document_that_is_not_utf_8_is_not_sent() {
        assertThat(say(document(Command.Manner.USUAL, "-"), "<speak>Zoë</speak>".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("the document on standard input is not UTF-8: its byte 10 is 0xEB");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_refused_document_tells_line_and_column() {
        replies.add(new Reply(422, "{\"detail\":\"oops is no element\",\"line\":2,\"column\":7}"));

        assertThat(say(document(Command.Manner.USUAL, "<speak><oops/></speak>"), new byte[0])).isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("refused: oops is no element (line 2, column 7)");
    }

    @Test
    void voices_are_listed_by_language_with_the_engines_that_something_is_wrong_with() {
        replies.add(new Reply(200, """
                {"voices":[{"id":"freetts/kevin16","locale":"en-US","sampleRateHz":16000},
                {"id":"system/de","locale":"de","sampleRateHz":22050},
                {"id":"mary/slt","locale":"en-US","sampleRateHz":48000}],
                "engines":[{"name":"freetts","problem":null,"failures":0,"setAsideUntil":null},
                {"name":"mary","problem":null,"failures":3,"setAsideUntil":"2026-11-22T12:01:00Z"},
                {"name":"old","problem":"install espeak-ng"}]}"""));

        assertThat(voices(Optional.empty(), false)).isEqualTo(ExitCode.OK);

        assertThat(asked).containsExactly("GET /api/voices Bearer " + TOKEN + " ");
        assertThat(out().lines()).containsExactly("de     system/de        22050 Hz", "en-US  freetts/kevin16  16000 Hz",
                "en-US  mary/slt         48000 Hz", "engine mary: failed 3 time(s) in a row; set aside until 2026-11-22T12:01:00Z",
                "engine old: install espeak-ng");
    }

    @Test
    void voices_of_one_language_are_asked_for_and_shown_as_they_came_when_wanted() {
        replies.add(new Reply(200, "{\"voices\":[],\"engines\":[]}"));
        replies.add(new Reply(200, "{\"voices\":[],\"engines\":[]}"));
        replies.add(new Reply(400, "{\"detail\":\"locale is wrong\"}"));

        assertThat(voices(Optional.of("de-AT"), true)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("\"voices\": []");
        assertThat(voices(Optional.of("fr"), false)).isEqualTo(ExitCode.OK);
        assertThat(out()).endsWith("no voices" + System.lineSeparator());
        assertThat(voices(Optional.of("zh_CN&x"), false)).isEqualTo(ExitCode.FAILED);

        assertThat(err()).contains("locale is wrong");
        assertThat(asked.get(0)).startsWith("GET /api/voices?locale=de-AT ");
        assertThat(asked.get(2)).startsWith("GET /api/voices?locale=zh_CN%26x ");
    }

    @Test
    void a_home_without_endpoints_is_not_running() throws IOException {
        Files.delete(home.endpoints());

        assertThat(say(false, "", "x")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(status(false)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(voices(Optional.empty(), false)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err()).contains("not running");
    }

    @Test
    void a_product_that_was_killed_is_not_running() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(home.lock(), gone.pid() + "\n");

        assertThat(status(false)).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void a_port_that_nobody_listens_on_is_not_running() {
        server.stop(0);

        assertThat(status(false)).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void status_tells_what_an_operator_looks_for() {
        replies.add(new Reply(200,
                """
                        {"channels":[{"id":"main","format":{"sampleRateHz":24000,"channels":1},"onAir":false,"speaking":null,"queueLength":3,
                        "queueCapacity":100,"pacing":{"driftMillis":-1.25,"latenessP50Micros":150,"latenessP99Micros":650,"latenessMaxMicros":4300,
                        "generation":2,"restartsForDebt":0},"playUrl":"rtsp://127.0.0.1:8554/main","problem":"no ffmpeg: install the package ffmpeg",
                        "push":{"state":"BACKING_OFF","since":"2026-01-01T00:00:00Z","cause":"exit 1","restarts":7,"pid":null}}]}"""));

        assertThat(status(false)).isEqualTo(ExitCode.OK);

        assertThat(out()).contains("main: NOT ON AIR", "no ffmpeg: install the package ffmpeg", "rtsp://127.0.0.1:8554/main", "3 of 100",
                "-1.250 ms", "0.150 / 0.650 / 4.300 ms", "BACKING_OFF", "7 restart(s)", "exit 1");
    }

    @Test
    void status_as_json_is_what_the_product_said() {
        replies.add(new Reply(200, "{\"channels\":[{\"id\":\"main\",\"speaking\":null}]}"));

        assertThat(status(true)).isEqualTo(ExitCode.OK);

        assertThat(out()).contains("\"id\": \"main\"").contains("\"speaking\": null");
    }
}
