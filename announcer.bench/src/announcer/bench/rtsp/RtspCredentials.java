package announcer.bench.rtsp;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User and password for an RTSP server, and how they are shown to it: Basic or Digest (MD5 or SHA-256, without qop or with qop=auth). */
record RtspCredentials(String user, String password) {
    /** Those in a URL, if there are any. */
    static Optional<RtspCredentials> in(URI url) {
        String info = url.getRawUserInfo();
        if (info == null) {
            return Optional.empty();
        }
        int colon = info.indexOf(':');
        String user = colon < 0 ? info : info.substring(0, colon);
        String password = colon < 0 ? "" : info.substring(colon + 1);
        return Optional.of(new RtspCredentials(decoded(user), decoded(password)));
    }

    private static String decoded(String s) {
        return URLDecoder.decode(s.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The value of the Authorization header for this challenge. */
    String answer(String challenge, String method, String url) {
        if (challenge.regionMatches(true, 0, "Basic", 0, 5)) {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
        String realm = field(challenge, "realm").orElse("");
        String nonce = field(challenge, "nonce").orElse("");
        Optional<String> algorithm = field(challenge, "algorithm");
        String hash = algorithm.map(a -> a.equalsIgnoreCase("SHA-256")).orElse(false) ? "SHA-256" : "MD5";
        String ha1 = hex(hash, user + ":" + realm + ":" + password);
        String ha2 = hex(hash, method + ":" + url);
        StringBuilder out = new StringBuilder("Digest username=\"").append(user).append("\", realm=\"").append(realm).append("\", nonce=\"")
                .append(nonce).append("\", uri=\"").append(url).append('"');
        algorithm.ifPresent(a -> out.append(", algorithm=").append(a));
        field(challenge, "opaque").ifPresent(o -> out.append(", opaque=\"").append(o).append('"'));
        if (field(challenge, "qop").isPresent()) {
            String clientNonce = Long.toHexString(System.nanoTime());
            String response = hex(hash, ha1 + ":" + nonce + ":00000001:" + clientNonce + ":auth:" + ha2);
            out.append(", qop=auth, nc=00000001, cnonce=\"").append(clientNonce).append("\", response=\"").append(response).append('"');
        } else {
            out.append(", response=\"").append(hex(hash, ha1 + ":" + nonce + ":" + ha2)).append('"');
        }
        return out.toString();
    }

    private static Optional<String> field(String challenge, String name) {
        Matcher m = Pattern.compile("(?i)\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))").matcher(challenge);
        return m.find() ? Optional.of(m.group(1) != null ? m.group(1) : m.group(2)) : Optional.empty();
    }

    private static String hex(String hash, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + hash, e);
        }
    }
}
