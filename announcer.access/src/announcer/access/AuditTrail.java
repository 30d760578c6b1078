package announcer.access;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.AuditEntry;

/** Who did what: the latest in memory, all of it in the log {@code announcer.audit}. Thread-safe. */
final class AuditTrail {
    private static final Logger AUDIT = LoggerFactory.getLogger("announcer.audit");
    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    private final Clock clock;
    private final Deque<AuditEntry> latest = new ArrayDeque<>();

    AuditTrail(Clock clock) {
        this.clock = clock;
    }

    void add(String who, String address, String action, String target, String outcome) {
        AuditEntry e = new AuditEntry(clock.instant(), safe(who), safe(address), safe(action), safe(target), safe(outcome));
        synchronized (latest) {
            latest.addFirst(e);
            while (latest.size() > MOST) {
                latest.removeLast();
            }
        }
        AUDIT.info("who=\"{}\" address=\"{}\" action=\"{}\" target=\"{}\" outcome=\"{}\"", e.who(), e.address(), e.action(), e.target(),
                e.outcome());
    }

    /** Newest first. */
    List<AuditEntry> latest(int limit) {
        synchronized (latest) {
            return new ArrayList<>(latest).subList(0, Math.max(0, Math.min(limit, latest.size())));
        }
    }

    /** One entry is one line, and nobody can write a second one or another field into it. */
    private static String safe(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).map(AuditTrail::safe).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int safe(int c) {
        int type = Character.getType(c);
        boolean odd = Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        return odd ? '?' : c == '"' ? '\'' : c;
    }
}
