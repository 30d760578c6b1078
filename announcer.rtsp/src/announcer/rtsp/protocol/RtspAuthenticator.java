package announcer.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

/**
 * Digest (MD5: the players know no other) and Basic for one connection. The nonce is the connection's own: an answer that was overheard is
 * worth nothing on another.
 */
public final class RtspAuthenticator {
    private static final String REALM = "announcer";
    private static final Pattern PARAMETER = Pattern.compile("(?<name>\\w+)\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^,\\s]+))");

    private final String nonce = HexFormat.of().formatHex(bytes(16));
    private int failures;

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Returns the number of requests with wrong credentials. */
    public int failures() {
        return failures;
    }

    /**
     * Lets a request with accepted credentials pass.
     *
     * @throws RtspException 401 with both challenges
     */
    public void require(RtspRequest request, List<Credentials> accepted) throws RtspException {
        String header = request.header("Authorization");
        if (header != null) {
            if (accepted.stream().anyMatch(credentials -> matches(request.method(), header, credentials))) {
                return;
            }
            failures++;
        }
        throw new RtspException(RtspResponseStatuses.UNAUTHORIZED,
                header == null ? "A user and a password are needed." : "The user or the password is wrong.",
                List.of(Map.entry("WWW-Authenticate", "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\""),
                        Map.entry("WWW-Authenticate", "Basic realm=\"" + REALM + "\"")));
    }

    private boolean matches(String method, String header, Credentials credentials) {
        String[] parts = header.split(" +", 2);
        if (parts.length < 2) {
            return false;
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "basic" -> same(parts[1].strip(), Base64.getEncoder()
                    .encodeToString((credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8)));
            case "digest" -> digest(method, parameters(parts[1]), credentials);
            default -> false;
        };
    }

    private boolean digest(String method, Map<String, String> given, Credentials credentials) {
        if (!given.getOrDefault("nonce", "").equals(nonce) || !given.getOrDefault("username", "").equals(credentials.user())) {
            return false;
        }
        String secret = md5(credentials.user() + ":" + REALM + ":" + credentials.password());
        String request = md5(method + ":" + given.getOrDefault("uri", ""));
        String qop = given.containsKey("qop")
                ? given.getOrDefault("nc", "") + ":" + given.getOrDefault("cnonce", "") + ":" + given.get("qop") + ":"
                : "";
        return same(given.getOrDefault("response", "").toLowerCase(Locale.ROOT), md5(secret + ":" + nonce + ":" + qop + request));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String value = matcher.group("quoted") == null ? matcher.group("plain") : matcher.group("quoted");
            parameters.put(matcher.group("name").toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    /** Takes the same time wherever they differ. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5.", e);
        }
    }
}
