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
import java.util.Optional;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

/**
 * Digest (MD5: the players know no other) and Basic for one connection. The nonce is the connection's own: an answer that was overheard is
 * worth nothing on another.
 */
public final class RtspAuthenticator {
    private static final String REALM = "announcer";

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

    /** Counts a request that came with something else that is wrong. */
    public void wrong() {
        failures++;
    }

    /**
     * Lets a request with accepted credentials pass.
     *
     * @return those that it came with
     * @throws RtspException 401 with both challenges
     */
    public Credentials require(RtspRequest request, List<Credentials> accepted) throws RtspException {
        String header = request.header("Authorization");
        Outcome outcome = Outcome.MISSING;
        if (header != null) {
            Optional<Credentials> given = accepted.stream().filter(c -> isAnswer(request.method(), header, c)).findFirst();
            if (given.isPresent() && isForThisConnection(header)) {
                return given.get();
            }
            outcome = given.isPresent() ? Outcome.STALE : Outcome.WRONG;
        }
        if (outcome == Outcome.WRONG) {
            failures++;
        }
        // A player that has the password and another connection's nonce need not ask its user once more (RFC 7616, 3.3).
        throw new RtspException(RtspResponseStatuses.UNAUTHORIZED, outcome.sentence,
                List.of(Map.entry("WWW-Authenticate",
                        "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"" + (outcome == Outcome.STALE ? ", stale=true" : "")),
                        Map.entry("WWW-Authenticate", "Basic realm=\"" + REALM + "\"")));
    }

    /** Why a request's credentials are not enough. */
    private enum Outcome {
        MISSING("A user and a password are needed."), WRONG("The user or the password is wrong."), STALE(
                "The nonce is not of this connection.");

        private final String sentence;

        Outcome(String sentence) {
            this.sentence = sentence;
        }
    }

    /** Whether a header has these credentials, by whatever nonce. */
    private static boolean isAnswer(String method, String header, Credentials credentials) {
        return switch (scheme(header)) {
            case "basic" -> same(rest(header), basic(credentials));
            case "digest" -> digest(method, parameters(rest(header)), credentials);
            default -> false;
        };
    }

    private boolean isForThisConnection(String header) {
        return scheme(header).equals("basic") || nonce.equals(parameters(rest(header)).get("nonce"));
    }

    private static String scheme(String header) {
        return header.substring(0, Math.max(header.indexOf(' '), 0)).toLowerCase(Locale.ROOT);
    }

    private static String rest(String header) {
        return header.substring(header.indexOf(' ') + 1).strip();
    }

    private static String basic(Credentials credentials) {
        return Base64.getEncoder().encodeToString((credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the answer is right for the nonce that it names. */
    private static boolean digest(String method, Map<String, String> given, Credentials credentials) {
        if (!utf8(given.getOrDefault("username", "")).equals(credentials.user())) {
            return false;
        }
        String secret = md5(credentials.user() + ":" + REALM + ":" + credentials.password());
        String request = md5(method + ":" + utf8(given.getOrDefault("uri", "")));
        String qop = given.containsKey("qop")
                ? given.getOrDefault("nc", "") + ":" + given.getOrDefault("cnonce", "") + ":" + given.get("qop") + ":"
                : "";
        return same(given.getOrDefault("response", "").toLowerCase(Locale.ROOT),
                md5(secret + ":" + given.getOrDefault("nonce", "") + ":" + qop + request));
    }

    /** Headers come one character a byte; what is not ASCII in them is UTF-8, as players send it. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** name=value and name="value" between commas; names in lower case. Each character is looked at a fixed number of times. */
    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        int at = 0;
        while (true) {
            at = skip(text, at, ", \t");
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return parameters;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            int from = skip(text, equals + 1, " \t");
            boolean quoted = from < text.length() && text.charAt(from) == '"';
            int begin = quoted ? from + 1 : from;
            int end = begin;
            while (end < text.length() && (quoted ? text.charAt(end) != '"' : ", \t".indexOf(text.charAt(end)) < 0)) {
                end++;
            }
            if (quoted && end == text.length()) {
                return parameters;
            }
            parameters.put(name, text.substring(begin, end));
            at = quoted ? end + 1 : end;
        }
    }

    private static int skip(String text, int from, String what) {
        int at = from;
        while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
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
