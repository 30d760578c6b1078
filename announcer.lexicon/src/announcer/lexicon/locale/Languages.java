package announcer.lexicon.locale;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** Languages and who else they are for: what is said in {@code de} is said in {@code de-AT} too. */
public final class Languages {
    private Languages() {
    }

    /**
     * Reads a BCP 47 tag.
     *
     * @throws IllegalArgumentException when it is none, or names no language
     */
    public static Locale of(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
            if (!locale.getLanguage().isEmpty()) {
                return usual(locale);
            }
        } catch (IllformedLocaleException e) {
            // Told below, in words for whoever wrote it.
        }
        throw new IllegalArgumentException("\"" + tag + "\" is no language; it must be a BCP 47 tag such as de, en-GB or zh-CN");
    }

    /** Mandarin by its usual name, and without extensions and variants. */
    public static Locale usual(Locale locale) {
        // What is made by the constructors of Locale may be no tag; its tag always is one.
        Locale sound = Locale.forLanguageTag(locale.toLanguageTag());
        String language = sound.getLanguage().equals("cmn") ? "zh" : sound.getLanguage();
        return new Locale.Builder().setLanguage(language).setScript(sound.getScript()).setRegion(sound.getCountry()).build();
    }

    /** The language itself and what holds for it too, the most particular first: zh-Hant-TW, zh-Hant, zh-TW, zh. */
    public static List<Locale> chain(Locale locale) {
        Locale usual = usual(locale);
        List<Locale> chain = new ArrayList<>();
        add(chain, usual.getLanguage(), usual.getScript(), usual.getCountry());
        add(chain, usual.getLanguage(), usual.getScript(), "");
        add(chain, usual.getLanguage(), "", usual.getCountry());
        add(chain, usual.getLanguage(), "", "");
        return chain;
    }

    private static void add(List<Locale> chain, String language, String script, String country) {
        Locale locale = new Locale.Builder().setLanguage(language).setScript(script).setRegion(country).build();
        if (!language.isEmpty() && !chain.contains(locale)) {
            chain.add(locale);
        }
    }
}
