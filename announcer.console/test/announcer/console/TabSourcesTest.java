package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import announcer.console.TabResourcesTest.TabSources;
import announcer.testing.page.PageSources;

/** Rules of the tab's own files. */
class TabSourcesTest {
    private final PageSources sources = new PageSources(TabSources.FOLDER);

    @Test
    void both_languages_have_the_same_words_with_the_same_places_in_them() throws IOException {
        assertThat(sources.words("en")).hasSizeGreaterThan(100);
        assertThat(sources.differences("en", "zh")).isEmpty();
    }

    @Test
    void every_word_that_a_module_asks_for_is_there() throws IOException {
        assertThat(sources.missing("en")).isEmpty();
    }

    @Test
    void no_text_ever_becomes_markup_or_code() throws IOException {
        assertThat(sources.dangers()).isEmpty();
    }

    @Test
    void the_page_itself_holds_neither_script_nor_style() throws IOException {
        assertThat(sources.inline()).isEmpty();
    }
}
