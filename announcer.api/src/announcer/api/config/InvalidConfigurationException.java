package announcer.api.config;

/** A configuration must not come into force. The message says which key has which value and what would be right. */
public class InvalidConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the key at fault
     * @param message a sentence for an administrator
     */
    public InvalidConfigurationException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The key at fault. */
    public String key() {
        return key;
    }
}
