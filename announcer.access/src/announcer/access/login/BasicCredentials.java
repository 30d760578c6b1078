package announcer.access.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The user and the password of an HTTP Basic header, decoded as UTF-8, which the challenge asks for. */
public record BasicCredentials(String user, String password) {
    private static final String SCHEME = "basic ";
    /** No password is that long, and hashing must not be made slow from outside. */
    private static final int LONGEST = 1_024;

    /** Empty when the header is missing or is none. */
    public static Optional<BasicCredentials> of(String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return user;
    }
}
