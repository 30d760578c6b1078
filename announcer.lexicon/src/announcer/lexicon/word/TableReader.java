package announcer.lexicon.word;

import java.util.Locale;

import announcer.lexicon.locale.Languages;
import announcer.lib.text.Excerpt;
import announcer.lib.text.StrictText;

/** Reads lists of two columns: a word, a tabulator, and what is said instead. The file's name has the language: {@code streets.de.tsv}. */
final class TableReader {
    static final String SUFFIX = ".tsv";
    private static final int EXCERPT = 60;

    private TableReader() {
    }

    static LexiconContent read(String name, byte[] bytes) throws BadLexiconException {
        Locale locale = locale(name);
        LexiconContent.Builder content = new LexiconContent.Builder();
        int number = 0;
        for (String line : text(bytes).split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                add(content, number, line);
            }
        }
        return content.build(locale);
    }

    private static Locale locale(String name) throws BadLexiconException {
        String stem = name.substring(0, name.length() - SUFFIX.length());
        try {
            return Languages.of(stem.substring(stem.lastIndexOf('.') + 1));
        } catch (IllegalArgumentException e) {
            throw new BadLexiconException("its name must end in a language, such as streets.de.tsv or en-GB.tsv: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes) throws BadLexiconException {
        try {
            return StrictText.of(bytes);
        } catch (StrictText.UnreadableTextException e) {
            throw new BadLexiconException("it " + e.getMessage() + "; save it as UTF-8");
        }
    }

    private static void add(LexiconContent.Builder content, int number, String line) throws BadLexiconException {
        String[] columns = line.strip().split("\t+");
        if (columns.length != 2) {
            throw new BadLexiconException("line " + number + " is " + Excerpt.quoted(line, EXCERPT)
                    + "; it must be a word, a tabulator, and what is said instead");
        }
        content.add(columns[0], columns[1], "", "line " + number);
    }
}
