package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * What docs/api.md and the README tell people to type works as it is written there, in that order. A status of 400 or more is a failure,
 * unless the example's own comment names it ("409 when ...").
 */
@UsesProduct
class ApiExamplesTest {
    private static final String EXAMPLE_BUNDLE = "announcer.tts.example";
    /** Long enough for all that waits before it, and for a voice that is loaded first. */
    private static final int MOST_SECONDS = 90;

    private static Home home;
    private static ProductProcess product;
    private static ApiClient api;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        Tools.require("curl");
        Tools.require("bash");
        Tools.require("espeak-ng");
        home = shared.home();
        product = shared.product();
        api = shared.api();
        Until.isTrue("the voices of the system are listed", Duration.ofSeconds(20), () -> api.voices().size() > 50);
    }

    /** curl as it is, but for a limit in time and a note of what came of it. */
    private static String prelude(Path folder, Path notes) throws Exception {
        return "set -e\ncurl() { local s; local e=0; s=$(command curl -sS --max-time " + MOST_SECONDS + " -o " + notes
                + ".body -w '%{http_code}' \"$@\") || e=$?; printf '%s %s\\n' \"$s\" \"$*\" >> " + notes + "; cat " + notes
                + ".body; return $e; }\n"
                + "ID=" + api.say("Number 41, please go to counter three.") + "\nNAME=" + EXAMPLE_BUNDLE + "\nJAR=" + exampleJar(folder)
                + "\n";
    }

    /** A bundle to upload. */
    private static Path exampleJar(Path folder) throws Exception {
        try (var files = Files.list(Launcher.script().resolveSibling(EXAMPLE_BUNDLE + "/target"))) {
            Path built = files.filter(f -> f.getFileName().toString().matches(Pattern.quote(EXAMPLE_BUNDLE) + "-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst().orElseThrow();
            return Files.copy(built, folder.resolve("example.jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A stream without an end is heard for two seconds, and not for five. */
    private static String madeReal(String block) {
        return block.replace(" -m 5 ", " -m 2 ").replace("http://127.0.0.1:8080", product.httpUrl().replaceFirst("/$", "")).replace(
                "announcer-home",
                home.folder().toString());
    }

    @Test
    void every_example_of_docs_api_md_is_answered_as_it_says() throws Exception {
        List<String> wrong = new ArrayList<>();
        Path folder = Files.createTempDirectory("announcer-examples-");
        Path notes = folder.resolve("notes");
        StringBuilder variables = new StringBuilder();
        int asked = 0;
        for (String block : Examples.blocks("docs/api.md")) {
            String real = madeReal(block);
            if (!real.contains("curl ")) {
                variables.append(real);
                continue;
            }
            Files.deleteIfExists(notes);
            if (real.contains("/move")) {
                // What is spoken next is in the making already and can be moved no more: some go before.
                api.say("Number 39, please go to counter three.");
                api.say("Number 40, please go to counter three.");
            }
            Said said = bash(folder, prelude(folder, notes) + variables + real);
            cancelAll();
            List<String> answers = Files.exists(notes) ? Files.readAllLines(notes) : List.of();
            asked += answers.size();
            if (said.exit() != 0 || answers.isEmpty() || answers.stream().anyMatch(a -> !good(Integer.parseInt(a.split(" ")[0]), block))) {
                wrong.add(block + "exit " + said.exit() + "\n" + String.join("\n", answers) + "\n" + said.text());
            }
        }
        System.out.println("examples of docs/api.md executed: " + asked);
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(asked).isGreaterThan(15);
    }

    /** What earlier examples have said is not waited for by those that wait. */
    private static void cancelAll() throws Exception {
        for (JsonObject a : api.recent()) {
            if (Set.of("QUEUED", "SYNTHESISING", "SPEAKING").contains(a.get("state").getAsString())) {
                api.send("DELETE", "announcements/" + a.get("id").getAsString(), "", "");
            }
        }
    }

    private static boolean good(int status, String block) {
        return status >= 200 && status < 400 || block.matches("(?s).*#[^\n]*\\b" + status + "\\b.*");
    }

    private record Said(int exit, String text) {}

    private static Said bash(Path folder, String script) throws Exception {
        Path out = folder.resolve("out");
        Process p = new ProcessBuilder("bash", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        if (!p.waitFor(2 * MOST_SECONDS, TimeUnit.SECONDS)) {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
            throw new AssertionError("did not end: " + script);
        }
        String said = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
        return new Said(p.exitValue(), said.length() > 2_000 ? said.substring(0, 2_000) : said);
    }

    /** The Chinese README shows the same commands (ReadmeTest). */
    @Test
    void the_requests_of_the_readme_are_answered() throws Exception {
        Path folder = Files.createTempDirectory("announcer-examples-");
        Path notes = folder.resolve("notes");
        String requests = Examples.blocks("README.md").stream().filter(b -> b.contains("curl ")).reduce("", String::concat);
        Said said = bash(folder, prelude(folder, notes) + madeReal(requests));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readAllLines(notes)).as(said.text()).isNotEmpty().allMatch(answer -> answer.startsWith("20"));
        assertThat(said.text()).contains("\"number\":\"A-023\"");
        cancelAll();
        api.send("POST", "calling/counters/1/finish", "", "");
    }

    @Test
    void the_commands_of_the_readme_work() throws Exception {
        int run = 0;
        for (String example : Examples.lines("README.md")) {
            List<String> words = words(example.replaceFirst("\\s+#.*", ""));
            if (words.size() < 2 || !words.get(0).equals("./announcer") || words.get(1).startsWith("-")) {
                continue;
            }
            words.addAll(2, List.of("--home", home.folder().toString()));
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
