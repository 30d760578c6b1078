package announcer.conf;

import java.util.regex.Pattern;

/** Which settings are secret. */
final class Secrets {
    private static final Pattern NAMES = Pattern.compile("(?i)password|passwd|passphrase|secret|token|hash|credential");

    private Secrets() {
    }

    /** The kind of a setting: a text that is named like a secret is one, whatever its metatype calls it, or when there is none. */
    static Kind kind(String key, Kind described) {
        return described == Kind.STRING && NAMES.matcher(key).find() ? Kind.PASSWORD : described;
    }
}
