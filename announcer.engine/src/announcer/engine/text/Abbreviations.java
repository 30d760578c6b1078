package announcer.engine.text;

import java.util.Locale;

/** Full stops that do not end a sentence. */
final class Abbreviations {
    private Abbreviations() {
    }

    static Abbreviations of(Locale locale) {
        return new Abbreviations();
    }

    boolean endsWithOne(String text, int start, int end) {
        return false;
    }
}
