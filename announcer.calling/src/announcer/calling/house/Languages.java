package announcer.calling.house;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Texts by language. */
public final class Languages {
    private Languages() {
    }

    /** The text in a language: that of the tag itself, else that of its language, whatever the country; empty: there is none. */
    public static Optional<String> text(Map<String, String> texts, String tag) {
        String exact = texts.get(tag);
        if (exact != null) {
            return Optional.of(exact);
        }
        String language = Locale.forLanguageTag(tag).getLanguage();
        return texts.entrySet().stream().filter(e -> Locale.forLanguageTag(e.getKey()).getLanguage().equals(language))
                .map(Map.Entry::getValue).findFirst();
    }
}
