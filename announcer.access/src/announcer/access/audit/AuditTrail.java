package announcer.access.audit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.access.AuditEntry;
import announcer.lib.limit.ClientAddresses;
import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/**
 * The audit trail: its latest entries in memory, all of them in the log {@code announcer.audit}. Refusals are recorded once a minute for each
 * address and kind of action, and fill at most a quarter of the memory: a stranger cannot push out what was really done. Thread-safe.
 */
public final class AuditTrail {
    private static final Logger AUDIT = LoggerFactory.getLogger("announcer.audit");
    private static final int MOST = 1_000;
    private static final int MOST_REFUSALS = MOST / 4;
    /** The action of a login. */
    public static final String LOGIN = "login";
    private static final String REFUSED = "refused";
    private static final int LONGEST = 200;

    private final Clock clock;
    private final LogThrottle refusals;
    private final Deque<AuditEntry> latest = new ArrayDeque<>();

    public AuditTrail(Clock clock, MonotonicClock monotonic) {
        this.clock = clock;
        this.refusals = new LogThrottle(monotonic::nanoTime);
    }

    public void add(String who, String address, String action, String target, String outcome) {
        OptionalLong missed = isRefusal(outcome)
                ? refusals.pass(ClientAddresses.group(address) + " " + kind(action, target))
                : OptionalLong.of(0);
        if (missed.isPresent()) {
            add(new AuditEntry(clock.instant(), safe(who), safe(address), safe(action), safe(target),
                    safe(outcome) + LogThrottle.more(missed.getAsLong())));
        }
    }

    private static boolean isRefusal(String outcome) {
        return outcome.startsWith(REFUSED);
    }

    /** Returns the key of a refusal. Not the whole target, which a stranger chooses; the user of a login is one of few, and is wanted. */
    private static String kind(String action, String target) {
        return action.equals(LOGIN) ? action + " " + target : action.split(" ", 2)[0];
    }

    private void add(AuditEntry e) {
        synchronized (latest) {
            if (isRefusal(e.outcome()) && latest.stream().filter(l -> isRefusal(l.outcome())).count() >= MOST_REFUSALS) {
                removeOldestRefusal();
            }
            latest.addFirst(e);
            while (latest.size() > MOST) {
                latest.removeLast();
            }
        }
        AUDIT.info("who=\"{}\" address=\"{}\" action=\"{}\" target=\"{}\" outcome=\"{}\"", e.who(), e.address(), e.action(), e.target(),
                e.outcome());
    }

    private void removeOldestRefusal() {
        Iterator<AuditEntry> oldest = latest.descendingIterator();
        while (oldest.hasNext()) {
            if (isRefusal(oldest.next().outcome())) {
                oldest.remove();
                return;
            }
        }
    }

    /** Returns the latest entries, newest first. */
    public List<AuditEntry> latest(int limit) {
        synchronized (latest) {
            return new ArrayList<>(latest).subList(0, Math.max(0, Math.min(limit, latest.size())));
        }
    }

    /** Replaces what could end a field or a line, so that one entry is one line. */
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
