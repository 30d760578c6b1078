package announcer.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.testing.page.PageSources;

/** Rules of the pages' own files, and of the modules that they share with the console's tab. */
class PageSourcesTest {
    private static final Path SHARED = Path.of("../announcer.lib/src/announcer/lib/page");
    private final PageSources sources = new PageSources(Path.of("src/announcer/pages/res"));

    @Test
    void both_languages_have_the_same_words_with_the_same_places_in_them() throws IOException {
        assertThat(sources.words("en")).hasSizeGreaterThan(100);
        assertThat(sources.differences("en", "zh")).isEmpty();
    }

    /** Operators have two languages; visitors, who hear German, read it too. */
    @Test
    void all_that_visitors_see_is_there_in_german_with_the_same_places_in_it() throws IOException {
        assertThat(sources.words("de")).hasSizeGreaterThan(50);
        assertThat(sources.differences("en", "de")).noneMatch(f -> f.matches("(board|take|my|minutes|connection|counterNamed)[. ].*"));
        assertThat(sources.words("en")).containsKeys(sources.words("de").keySet().toArray(String[]::new));
    }

    @Test
    void every_word_that_a_module_asks_for_is_there() throws IOException {
        assertThat(sources.missing("en")).isEmpty();
    }

    @Test
    void no_text_ever_becomes_markup_or_code() throws IOException {
        for (PageSources each : List.of(sources, new PageSources(SHARED))) {
            assertThat(each.dangers()).isEmpty();
        }
    }

    @Test
    void no_page_holds_script_or_style() throws IOException {
        assertThat(sources.inline()).isEmpty();
    }

    @Test
    void a_browser_of_2017_understands_every_module() throws IOException {
        for (PageSources each : List.of(sources, new PageSources(SHARED))) {
            assertThat(each.newerThan2017()).isEmpty();
        }
    }
}
