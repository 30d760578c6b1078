package announcer.app.client;

/** No product runs on the home; the message says how that was seen. */
class NotRunningException extends Exception {
    private static final long serialVersionUID = 1L;

    NotRunningException(String message) {
        super(message);
    }
}
