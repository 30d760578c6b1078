package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import announcer.console.TabResourcesTest.TabSources;

/** Rules of the tab's own files. */
class TabSourcesTest {
    private static final Pattern WORDS = Pattern.compile("^  '([^']+)': '((?:[^'\\\\]|\\\\.)*)',$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern USED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern COUNTED = Pattern.compile("\\btn\\('([^']+)'");
    /** The calls that would make markup or code out of a text. */
    private static final Pattern DANGEROUS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|srcdoc|\\beval\\(|new Function|setHTML");

    @Test
    void both_languages_have_the_same_words_with_the_same_places_in_them() throws IOException {
        Map<String, String> english = words("en");
        Map<String, String> chinese = words("zh");
        assertThat(english).hasSizeGreaterThan(100);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, value) -> assertThat(places(chinese.get(key))).as(key).isEqualTo(places(value)));
        assertThat(chinese.values()).noneMatch(String::isBlank);
    }

    @Test
    void every_word_that_a_module_asks_for_is_there() throws IOException {
        Map<String, String> english = words("en");
        for (Path file : modules()) {
            String source = Files.readString(file);
            USED.matcher(source).results().map(m -> m.group(1)).forEach(key -> assertThat(english).as(file.toString()).containsKey(key));
            COUNTED.matcher(source).results().map(m -> m.group(1))
                    .forEach(key -> assertThat(english).as(file.toString()).containsKeys(key + ".one", key + ".other"));
        }
    }

    @Test
    void no_text_ever_becomes_markup_or_code() throws IOException {
        for (Path file : modules()) {
            List<String> found = DANGEROUS.matcher(Files.readString(file)).results().map(m -> m.group()).toList();
            assertThat(found).as(file.toString()).isEmpty();
        }
    }

    @Test
    void the_page_itself_holds_neither_script_nor_style() throws IOException {
        String page = Files.readString(TabSources.FOLDER.resolve("tab.html"));
        assertThat(page).doesNotContainPattern("<script[^>]*>[^<]").doesNotContain("<style").doesNotContainPattern("\\s(style|on\\w+)=");
    }

    private static List<Path> modules() throws IOException {
        return TabSources.files().stream().filter(file -> file.toString().endsWith(".js")).toList();
    }

    private static Map<String, String> words(String language) throws IOException {
        Map<String, String> words = new TreeMap<>();
        Matcher matcher = WORDS.matcher(Files.readString(TabSources.FOLDER.resolve("i18n/" + language + ".js")));
        while (matcher.find()) {
            assertThat(words.put(matcher.group(1), matcher.group(2))).as("twice: " + matcher.group(1)).isNull();
        }
        return words;
    }

    private static Set<String> places(String words) {
        return PLACE.matcher(words).results().map(m -> m.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
