package announcer.conf.metatype;

import java.util.regex.Pattern;

/** Recognises secret settings by their names. */
final class SecretNames {
    private static final Pattern NAMES = Pattern.compile("(?i)password|passwd|passphrase|secret|token|hash|credential");

    private SecretNames() {
    }

    /** The kind of a setting: a text that is named like a secret is one, whatever its metatype calls it, or when there is none. */
    static AttributeType kind(String key, AttributeType described) {
        return described == AttributeType.STRING && NAMES.matcher(key).find() ? AttributeType.PASSWORD : described;
    }
}
