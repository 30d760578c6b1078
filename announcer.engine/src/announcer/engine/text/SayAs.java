package announcer.engine.text;

import java.util.Locale;

/** What {@code say-as} comes to in words. Never throws: what cannot be interpreted is spoken as it is. */
final class SayAs {
    private SayAs() {
    }

    static String spoken(String text, Reading.SayAs as, Locale locale) {
        return text;
    }
}
