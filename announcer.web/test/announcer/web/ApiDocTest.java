package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The page for people, docs/api.md, against the document for programs. */
class ApiDocTest {
    private static final Pattern KIND = Pattern.compile("`([a-z-]+)`");

    private final Contract contract = ApiServer.CONTRACT;

    @Test
    void every_path_and_every_kind_of_problem_is_told_to_people_too() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "api.md"));
        String errors = page.substring(page.indexOf("\n## Errors"));

        assertThat(contract.document().getAsJsonObject("paths").keySet()).allSatisfy(path -> assertThat(page).contains("`" + path + "`"));
        assertThat(kinds(errors)).containsAll(documented());
    }

    @Test
    void every_setting_that_it_names_is_there() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "api.md"));
        Matcher setting = Pattern.compile("setting `(\\w+)` of `announcer.web`").matcher(page);
        List<String> settings = java.util.Arrays.stream(WebConfig.class.getDeclaredMethods()).map(java.lang.reflect.Method::getName)
                .toList();

        assertThat(setting.results().map(result -> result.group(1)).toList()).isNotEmpty().isSubsetOf(settings);
    }

    private Set<String> documented() {
        Set<String> kinds = new TreeSet<>();
        for (String member : List.of("paths", "components")) {
            Matcher description = Pattern
                    .compile("\"description\":\"(?<text>[^\"]*)\",(\"headers\":[^\\n]*?)?\"content\":\\{\"application/problem")
                    .matcher(contract.document().get(member).toString());
            while (description.find()) {
                kinds.addAll(kinds(description.group("text")));
            }
        }
        assertThat(kinds).contains("unauthorised", "last-admin", "not-a-bundle");
        return kinds;
    }

    private static Set<String> kinds(String text) {
        Set<String> kinds = new TreeSet<>();
        KIND.matcher(text).results().forEach(result -> kinds.add(result.group(1)));
        return kinds;
    }
}
