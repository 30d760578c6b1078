package announcer.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Properties;

/**
 * The sentences of the login page in one language.
 *
 * @param language its tag, for the page's attribute {@code lang}
 */
record LoginTexts(String language, Properties sentences) {
    static final LoginTexts ENGLISH = load("en");
    static final LoginTexts CHINESE = load("zh");

    /** In the first of these languages that there is, else in English. */
    static LoginTexts of(Enumeration<Locale> wanted) {
        return Collections.list(wanted).stream().map(Locale::getLanguage).filter(l -> l.equals("zh") || l.equals("en")).findFirst()
                .filter(l -> l.equals("zh")).map(l -> CHINESE).orElse(ENGLISH);
    }

    private static LoginTexts load(String language) {
        Properties sentences = new Properties();
        try (InputStream in = LoginTexts.class.getResourceAsStream("/login/" + language + ".properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the sentences of the login page cannot be read", e);
        }
        return new LoginTexts(language, sentences);
    }

    /** A sentence, with {@code {}} replaced. */
    String get(String key, Object... values) {
        String text = sentences.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no sentence " + key);
        }
        for (Object value : values) {
            text = text.replaceFirst("\\{\\}", java.util.regex.Matcher.quoteReplacement(value.toString()));
        }
        return text;
    }
}
