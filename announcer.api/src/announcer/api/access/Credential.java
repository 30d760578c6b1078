package announcer.api.access;

/** By what a caller was recognised. */
public enum Credential {
    /** The cookie of a session that was opened with a password, or of a token for one counter. */
    SESSION,
    /** User and password with the request itself (HTTP Basic). */
    PASSWORD,
    /** A token (HTTP Bearer). */
    TOKEN
}
