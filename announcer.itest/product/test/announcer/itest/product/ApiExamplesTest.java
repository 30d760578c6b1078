package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.bench.ApiClient;
import announcer.bench.Home;
import announcer.bench.Launcher;
import announcer.bench.ProductProcess;
import announcer.bench.Tools;
import announcer.bench.Until;

/**
 * What docs/api.md and the README tell people to type works as it is written there, in that order. A status of 400 or more is a failure,
 * unless the example's own comment names it ("409 when ...").
 */
class ApiExamplesTest {
    /** Long enough for a voice that is loaded first; an answer without end is cut off here and counts by its status. */
    private static final int MOST_SECONDS = 20;
    private static final Pattern PLACE = Pattern.compile("/(\\w+)/ID\\b");

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Ffmpeg.require();
        Tools.require("curl");
        Tools.require("bash");
        Tools.require("espeak-ng");
        home = Home.quiet().conf("announcer.channel~main", "id=main");
        product = ProductProcess.start(home);
        api = product.api();
        api.awaitOnAir("main", Duration.ofSeconds(30));
        Until.isTrue("the voices of the system are listed", Duration.ofSeconds(20), () -> api.voices().size() > 50);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
        if (home != null) {
            home.delete();
        }
    }

    /** curl as it is, but for a limit in time and a note of what came of it. */
    private static String prelude(Path notes) {
        return "curl() { local s; local e=0; s=$(command curl -sS --max-time " + MOST_SECONDS + " -o " + notes
                + ".body -w '%{http_code}' \"$@\") || e=$?; "
                + "printf '%s\\t%s\\n' \"$s\" \"$e\" >> " + notes + "; cat " + notes + ".body; }\n";
    }

    private static String madeReal(String command) throws Exception {
        Matcher m = PLACE.matcher(command);
        StringBuilder real = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(real, Matcher.quoteReplacement("/" + m.group(1) + "/" + idOf(m.group(1))));
        }
        m.appendTail(real);
        return real.toString().replace("http://127.0.0.1:8080", product.httpUrl().replaceFirst("/$", "")).replace("announcer-home",
                home.folder().toString());
    }

    /** The id of something that there is, of the kind that the path names. */
    private static String idOf(String kind) throws Exception {
        return switch (kind) {
            case "announcements" -> api.say("An announcement to look at, which takes a moment to read aloud.");
            case "tokens" -> JsonParser.parseString(
                    api.send("POST", "tokens", "application/json", "{\"name\":\"t" + System.nanoTime() + "\",\"scopes\":[\"VIEW\"]}")
                            .body())
                    .getAsJsonObject().getAsJsonObject("token").get("id").getAsString();
            default -> throw new AssertionError("an example has " + kind + "/ID, and this test does not know what that is");
        };
    }

    @Test
    void every_example_of_docs_api_md_is_answered_as_it_says() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> examples = Examples.of("docs/api.md");
        Path folder = Files.createTempDirectory("announcer-examples-");
        Path notes = folder.resolve("notes");
        StringBuilder variables = new StringBuilder();
        int asked = 0;
        for (String example : examples) {
            String real = madeReal(example);
            if (!real.contains("curl ")) {
                variables.append(real).append('\n');
                continue;
            }
            Files.deleteIfExists(notes);
            String said = bash(folder, prelude(notes) + filesOf(real) + variables + real + "\n");
            List<String> answers = Files.exists(notes) ? Files.readAllLines(notes) : List.of();
            asked += answers.size();
            if (answers.isEmpty() || answers.stream().anyMatch(a -> !good(a.split("\t"), example))) {
                wrong.add(example + "\n  " + answers + " " + said);
            }
            // What an example has put into a variable is there for the next.
            if (real.matches("(?s)[A-Z_]+=.*")) {
                variables.append(real).append('\n');
            }
        }
        System.out.println("examples of docs/api.md executed: " + asked);
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(asked).isGreaterThan(15);
    }

    /** A bundle that an example uploads. */
    private static String filesOf(String command) throws Exception {
        Matcher jar = Pattern.compile("@(\\S+\\.jar)").matcher(command);
        if (!jar.find()) {
            return "";
        }
        String bundle = command.contains("freetts") ? "announcer.tts.freetts" : "announcer.tts.example";
        Path target = Launcher.script().resolveSibling(bundle + "/target");
        try (var files = Files.list(target)) {
            Path built = files.filter(f -> f.getFileName().toString().matches(Pattern.quote(bundle) + "-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return "cp '" + built + "' '" + jar.group(1) + "'\n";
        }
    }

    private static boolean good(String[] answer, String example) {
        int status = Integer.parseInt(answer[0]);
        boolean ended = answer[1].equals("0") || answer[1].equals("28") && example.matches("(?s).*(events|listen).*");
        return ended && (status >= 200 && status < 400 || example.matches("(?s).*#.*\\b" + status + "\\b.*"));
    }

    private static String bash(Path folder, String script) throws Exception {
        Path out = folder.resolve("out");
        Process p = new ProcessBuilder("bash", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        if (!p.waitFor(3 * MOST_SECONDS, TimeUnit.SECONDS)) {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
            throw new AssertionError("did not end: " + script);
        }
        String said = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
        return said.length() > 2_000 ? said.substring(0, 2_000) : said;
    }

    @Test
    void the_commands_of_the_readme_work() throws Exception {
        int run = 0;
        for (String example : Examples.of("README.md")) {
            List<String> words = words(example.replaceFirst("\\s+#.*", ""));
            if (words.size() < 2 || !words.get(0).equals("./announcer") || words.get(1).startsWith("-")) {
                continue;
            }
            words.addAll(List.of("--home", home.folder().toString()));
            Launcher.Outcome outcome = Launcher.run(words.subList(1, words.size()).toArray(new String[0]));
            assertThat(outcome.exit()).as(example + "\n" + outcome).isZero();
            run++;
        }
        assertThat(run).as("commands of the README that were run").isGreaterThan(3);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher m = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
        while (m.find()) {
            words.add(m.group(1) != null ? m.group(1) : m.group(2));
        }
        return words;
    }

    @Test
    void the_fields_that_are_documented_are_the_fields_that_there_are() throws Exception {
        String page = Files.readString(Launcher.script().resolveSibling("docs/api.md"));
        List<Map.Entry<String, String>> answers = List.of(Map.entry("a channel", api.send("GET", "channels/main", "", "").body()),
                Map.entry("a voice", api.voices().get(0).toString()), Map.entry("the cache", api.send("GET", "cache", "", "").body()));
        for (Map.Entry<String, String> answer : answers) {
            for (String field : JsonParser.parseString(answer.getValue()).getAsJsonObject().keySet()) {
                assertThat(page).as("docs/api.md on " + answer.getKey()).contains("\"" + field + "\"");
            }
        }
    }
}
