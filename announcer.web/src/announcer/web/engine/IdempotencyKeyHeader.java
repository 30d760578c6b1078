package announcer.web.engine;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import announcer.web.http.Problem;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The header that names a submission (IETF draft-ietf-httpapi-idempotency-key-header). The draft writes the key in double quotes; many
 * programs leave them out, and both mean the same key.
 */
public final class IdempotencyKeyHeader {
    public static final String NAME = "Idempotency-Key";

    private IdempotencyKeyHeader() {
    }

    /** The key; empty when there is no such header. */
    public static Optional<String> of(HttpServletRequest request) throws Problem {
        List<String> all = Collections.list(request.getHeaders(NAME));
        if (all.size() > 1) {
            throw Problem.field(AnnouncementRequestReader.IDEMPOTENCY_KEY, all.get(1),
                    "the header " + NAME + " is given " + all.size() + " times; a submission has one key");
        }
        return all.stream().findFirst().map(IdempotencyKeyHeader::unquoted);
    }

    private static String unquoted(String value) {
        String key = value.strip();
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1).replaceAll("\\\\([\"\\\\])", "$1") : key;
    }
}
