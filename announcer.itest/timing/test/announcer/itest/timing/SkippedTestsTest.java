package announcer.itest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import announcer.bench.product.Launcher;

/** The closing lines of a build: how many tests of which module were skipped, and for want of what. It is the last of all modules. */
class SkippedTestsTest {
    private static final Pattern SKIPPED = Pattern
            .compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"[^>]*>\\s*<skipped([^>]*)>(?:<!\\[CDATA\\[([^\\n]*))?");
    private static final Pattern MESSAGE = Pattern.compile("message=\"([^\"]*)\"");
    private static final Pattern TEST = Pattern.compile("(?m)^ {4}@(Test|ParameterizedTest)\\b");

    private static Path checkout() {
        return Launcher.script().getParent();
    }

    @Test
    void what_was_skipped_is_told_in_a_line_each() throws IOException {
        Instant began = Instant.parse(System.getProperty("announcer.build.began"));
        Map<String, Integer> counts = new TreeMap<>();
        int reports = 0;
        for (Path report : reports()) {
            // Reports of earlier builds lie there too.
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(began)) {
                reports++;
                count(report, counts);
            }
        }
        counts.forEach((what, n) -> System.out.println("skipped: " + what.replaceFirst(":", ": " + n + (n == 1 ? " test:" : " tests:"))));
        assertThat(reports).as("reports of this build").isPositive();
    }

    private static List<Path> reports() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path modules : List.of(checkout(), checkout().resolve("announcer.itest"))) {
            try (Stream<Path> folders = Files.list(modules)) {
                for (Path module : folders.filter(Files::isDirectory).toList()) {
                    for (String kind : List.of("target/surefire-reports", "target/test-reports")) {
                        found.addAll(reportsIn(module.resolve(kind)));
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> reportsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList();
        }
    }

    private static void count(Path report, Map<String, Integer> counts) throws IOException {
        Path target = report;
        while (!target.getFileName().toString().equals("target")) {
            target = target.getParent();
        }
        Path module = target.getParent();
        Matcher m = SKIPPED.matcher(Files.readString(report, StandardCharsets.UTF_8));
        while (m.find()) {
            // A class that is skipped as a whole is one nameless case.
            int tests = m.group(1).isEmpty() || m.group(1).equals(m.group(2)) ? testsOf(module, m.group(2)) : 1;
            counts.merge(checkout().relativize(module) + ": " + reason(m.group(3), m.group(4)), tests, Integer::sum);
        }
    }

    private static int testsOf(Path module, String className) throws IOException {
        Path source = module.resolve("test").resolve(className.replace('.', '/') + ".java");
        return Files.exists(source) ? (int) TEST.matcher(Files.readString(source)).results().count() : 1;
    }

    /** Surefire writes it to the attribute {@code message}, or with the trace to the element's text, whose first line it is. */
    private static String reason(String attributes, String text) {
        Matcher m = MESSAGE.matcher(attributes);
        String message = m.find() ? m.group(1) : text;
        if (message == null || message.isBlank()) {
            return "no reason is given";
        }
        return message.replaceFirst("^[\\w.]+Exception: ", "").replaceFirst("^(Assumption failed|skipped): ", "").replace("&quot;", "\"")
                .replace("&apos;", "'").replace("&lt;", "<")
                .replace("&gt;", ">").replace("&amp;", "&").replaceAll("\\s+", " ");
    }
}
