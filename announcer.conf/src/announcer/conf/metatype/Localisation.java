package announcer.conf.metatype;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle.Control;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The texts of one bundle's forms in one language. Like the Metatype Service it never falls back to the system's language. Immutable. */
final class Localisation {
    private static final Logger LOG = LoggerFactory.getLogger(Localisation.class);

    private final Properties texts = new Properties();

    /** @param base the files' place in the bundle, without the language; null: where the bundle keeps its own */
    Localisation(Bundle bundle, String base, Locale locale) {
        String header = bundle.getHeaders("").get(Constants.BUNDLE_LOCALIZATION);
        String place = base != null ? base : header != null ? header : Constants.BUNDLE_LOCALIZATION_DEFAULT_BASENAME;
        Control names = Control.getControl(Control.FORMAT_PROPERTIES);
        List<Locale> locales = new ArrayList<>(names.getCandidateLocales(place, locale));
        Collections.reverse(locales);
        for (Locale l : locales) {
            URL url = bundle.getEntry(names.toBundleName(place, l) + ".properties");
            if (url != null) {
                read(url);
            }
        }
    }

    private void read(URL url) {
        try (InputStream in = url.openStream()) {
            texts.load(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read; its texts are missing: {}", url, e.toString());
        }
    }

    /** The text itself, or for {@code %key} what the key stands for; without a translation the key. */
    String of(String text) {
        return text.startsWith("%") ? texts.getProperty(text.substring(1), text.substring(1)) : text;
    }
}
