package announcer.lexicon.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;

class LexiconFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");

    @TempDir
    Path home;

    private Path folder;
    private LexiconFolder lexicons;
    private Lexicons present = Lexicons.NONE;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(home.resolve("lexicon"));
        lexicons = new LexiconFolder(folder, InstantSource.fixed(NOW));
    }

    /** Whether anything was another. */
    private boolean look() {
        Optional<Lexicons> read = lexicons.look();
        present = read.orElse(present);
        return read.isPresent();
    }

    private String said(String text, String tag) {
        return present.spoken(text, Locale.forLanguageTag(tag), Optional.empty()).stream().map(SpokenPart::text)
                .collect(Collectors.joining());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private LexiconFile only() {
        assertThat(present.files()).hasSize(1);
        return present.files().get(0);
    }

    @Test
    void files_are_used_from_the_first_look_on_and_told() throws Exception {
        write("a.en.tsv", "Wy\tWhy\n");
        write("b.pls", "<lexicon xml:lang='en-GB'><lexeme><grapheme>Wye</grapheme><phoneme>wa\u026a</phoneme></lexeme></lexicon>");
        write("notes.txt", "Wy\tNo");
        assertThat(look()).isTrue();
        assertThat(said("Wy", "en-US")).isEqualTo("Why");
        assertThat(present.spoken("Wye", Locale.UK, Optional.empty())).containsExactly(new SpokenPart("Wye", "ipa", "wa\u026a"));
        assertThat(present.files()).containsExactly(
                new LexiconFile("a.en.tsv", Optional.of(Locale.ENGLISH), 1, 0, Optional.of(NOW), Optional.empty()),
                new LexiconFile("b.pls", Optional.of(Locale.UK), 1, 1, Optional.of(NOW), Optional.empty()));
        assertThat(look()).as("nothing has changed").isFalse();
    }

    @Test
    void the_first_look_without_a_folder_is_told_too() throws Exception {
        Files.delete(folder);
        assertThat(look()).isTrue();
        assertThat(present.files()).isEmpty();
        assertThat(look()).isFalse();
    }

    @Test
    void a_file_that_comes_changes_or_goes_is_followed_when_it_has_settled() throws Exception {
        look();
        write("en.tsv", "Wy\tWh");
        assertThat(look()).as("it may still be written").isFalse();
        write("en.tsv", "Wy\tWhy\n");
        assertThat(look()).isFalse();
        assertThat(look()).isTrue();
        assertThat(said("Wy", "en")).isEqualTo("Why");
        write("en.tsv", "Wy\tWide\n");
        assertThat(List.of(look(), look(), look())).containsExactly(false, true, false);
        assertThat(said("Wy", "en")).isEqualTo("Wide");
        Files.delete(folder.resolve("en.tsv"));
        assertThat(look()).isTrue();
        assertThat(said("Wy", "en")).isEqualTo("Wy");
        assertThat(present.files()).isEmpty();
    }

    @Test
    void a_damaged_file_changes_nothing_and_says_why_until_it_is_mended() throws Exception {
        String good = "<lexicon xml:lang='en'><lexeme><grapheme>Wy</grapheme><alias>Why</alias></lexeme></lexicon>";
        write("x.pls", good);
        look();
        write("x.pls", good.substring(0, 60));
        assertThat(List.of(look(), look(), look())).containsExactly(false, true, false);
        assertThat(said("Wy", "en")).isEqualTo("Why");
        assertThat(only().problem().orElseThrow()).startsWith("line 1: it is not whole")
                .endsWith("what was read of it before stays in use");
        assertThat(only().readAt()).contains(NOW);
        write("x.pls", good + "\n");
        look();
        look();
        assertThat(only().problem()).isEmpty();
    }

    @Test
    void a_file_that_was_never_good_is_told() throws Exception {
        write("en.tsv", "Wy Why\n");
        look();
        assertThat(only()).isEqualTo(new LexiconFile("en.tsv", Optional.empty(), 0, 0, Optional.empty(),
                Optional.of("line 1 is \"Wy Why\"; it must be a word, a tabulator, and what is said instead; it is not in use")));
    }

    @Test
    void what_is_for_the_country_comes_first_and_then_the_first_file() throws Exception {
        write("a.en.tsv", "Wy\tone\nX1\tex\n");
        write("b.en-GB.tsv", "Wy\ttwo\n");
        write("c.en.tsv", "Wy\tthree\nY1\tye\n");
        look();
        assertThat(said("Wy X1 Y1", "en-GB")).isEqualTo("two ex ye");
        assertThat(said("Wy X1 Y1", "en")).isEqualTo("one ex ye");
        assertThat(said("Wy X1 Y1", "de")).isEqualTo("Wy X1 Y1");
    }

    @Test
    void a_file_that_is_too_large_and_one_that_is_none_are_refused() throws Exception {
        write("en.tsv", "# " + "x".repeat(LexiconFolder.LARGEST));
        Files.createDirectory(folder.resolve("x.pls"));
        look();
        assertThat(present.files()).extracting(f -> f.problem().orElse("")).containsExactly("it has more than " + LexiconFolder.LARGEST
                + " bytes; divide it into several files; it is not in use", "it is no file; it is not in use");
    }

    @Test
    void a_folder_that_cannot_be_listed_changes_nothing() throws Exception {
        write("en.tsv", "Wy\tWhy\n");
        look();
        Files.move(folder, home.resolve("elsewhere"));
        Files.writeString(folder, "a file");
        assertThat(look()).isFalse();
        assertThat(said("Wy", "en")).isEqualTo("Why");
    }

    @Test
    void no_more_than_so_many_files_are_read() throws Exception {
        for (int i = 0; i <= LexiconFolder.MOST_FILES; i++) {
            write(String.format("%03d.en.tsv", i), "w" + i + "\tx\n");
        }
        look();
        assertThat(present.files()).hasSize(LexiconFolder.MOST_FILES).last().extracting(LexiconFile::name).isEqualTo("099.en.tsv");
    }
}
