package announcer.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/** Where a customer's telephone finds this server. */
final class PublicAddress {
    private static final int LONGEST = 200;

    private PublicAddress() {
    }

    /**
     * Checks the setting.
     *
     * @return it, without a slash at the end; empty when it is empty
     * @throws IllegalArgumentException when it is no address of pages; the message says what to do
     */
    static String checked(String url) {
        String stripped = url.strip();
        if (stripped.isEmpty()) {
            return "";
        }
        boolean usable = stripped.length() <= LONGEST && parsed(stripped)
                .filter(u -> ("http".equalsIgnoreCase(u.getScheme()) || "https".equalsIgnoreCase(u.getScheme())) && u.getHost() != null
                        && u.getUserInfo() == null && u.getRawQuery() == null && u.getRawFragment() == null)
                .isPresent();
        if (!usable) {
            throw new IllegalArgumentException(
                    "publicUrl is \"" + url + "\"; it must be the address at which telephones reach this server, "
                            + "such as https://numbers.example, without query and of " + LONGEST + " characters at most, or empty");
        }
        return stripped.replaceFirst("/+$", "");
    }

    /** The address by which this request came. Empty when only this machine can use that. */
    static Optional<String> of(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]") || host.equals("::1")) {
            return Optional.empty();
        }
        int usual = request.isSecure() ? 443 : 80;
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return Optional.of((request.isSecure() ? "https://" : "http://") + shown
                + (request.getServerPort() == usual ? "" : ":" + request.getServerPort()));
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
