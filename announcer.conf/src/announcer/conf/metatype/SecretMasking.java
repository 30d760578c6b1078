package announcer.conf.metatype;

import java.util.ArrayList;
import java.util.List;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.stream.Urls;

/** Masks the secrets in shown values, and restores them in values that are given back. */
public final class SecretMasking {
    private static final String MASKED_URL = "://***@";

    private SecretMasking() {
    }

    /** The texts, numbers and booleans of a stored value that may be shown; a list for an array or a collection. */
    public static Object shown(Attribute a, Object value) {
        if (!value.getClass().isArray() && !(value instanceof Iterable)) {
            return shownElement(a, value);
        }
        List<Object> all = new ArrayList<>();
        for (Object element : Attribute.elements(value)) {
            all.add(shownElement(a, element));
        }
        return all;
    }

    private static Object shownElement(Attribute a, Object value) {
        if (a.kind() == AttributeType.PASSWORD) {
            return value.toString().isEmpty() ? "" : Settings.MASK;
        }
        return value instanceof Number || value instanceof Boolean ? value : Urls.masked(value.toString());
    }

    /** The texts that are meant by the texts that were given, where {@code old} was shown. */
    public static List<String> meant(Attribute a, List<String> given, List<String> old) throws InvalidConfigurationException {
        List<String> meant = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            if (a.kind() == AttributeType.PASSWORD) {
                meant.add(text.equals(Settings.MASK) ? secret(a, old, i, given.size()) : text);
            } else {
                meant.add(text.contains(MASKED_URL) ? url(a, old, text) : text);
            }
        }
        return meant;
    }

    private static String secret(Attribute a, List<String> old, int at, int given) throws InvalidConfigurationException {
        if (old.isEmpty()) {
            throw new InvalidConfigurationException(a.id(), a.id() + " is " + Settings.MASK
                    + ", which stands for a secret that is there already, but there is none; write the secret itself");
        }
        // Masks all look alike: which of them was taken out, or where one was put in, nobody can say.
        if (given != old.size()) {
            throw new InvalidConfigurationException(a.id(),
                    a.id() + " has " + given + " elements now and had " + old.size() + ", so which secret "
                            + Settings.MASK + " stands for is not known; write all of its secrets anew, or leave their number as it is");
        }
        return old.get(at);
    }

    // Only the whole URL brings its credentials back: with another host they would be sent to somebody else.
    private static String url(Attribute a, List<String> old, String text) throws InvalidConfigurationException {
        for (String known : old) {
            if (Urls.masked(known).equals(text)) {
                return known;
            }
        }
        throw new InvalidConfigurationException(a.id(),
                a.id() + " is \"" + text + "\" and its credentials are hidden; write user:password in the place of ***");
    }
}
