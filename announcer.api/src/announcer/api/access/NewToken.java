package announcer.api.access;

/**
 * A token that was just made.
 *
 * @param secret what its bearer sends; shown this once and stored nowhere
 * @param info the rest of it
 */
public record NewToken(String secret, TokenInfo info) {
    /** Nothing secret. */
    @Override
    public String toString() {
        return "token " + info.id();
    }
}
