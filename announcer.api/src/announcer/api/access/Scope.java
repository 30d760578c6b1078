package announcer.api.access;

/** A permission of a caller. None includes another: a token may have any set of them. */
public enum Scope {
    /** Read the metrics and the health, nothing else. */
    METRICS,
    /** See channels, announcements, voices and engines, and listen. */
    VIEW,
    /** Submit announcements, preview them, cancel what one knows the id of. */
    ANNOUNCE,
    /** Order the queue, pause and resume channels, restart pushes, empty the cache. */
    OPERATE,
    /** Everything else: settings, bundles (which is running code), users, tokens, the audit trail, the web console. */
    ADMINISTER
}
