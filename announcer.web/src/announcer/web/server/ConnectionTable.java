package announcer.web.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import announcer.lib.limit.Crowd;
import announcer.lib.limit.Shares;

/**
 * The connections of a server, and which of them go: when all places are taken, one on which no request is being answered makes room, of the
 * address that has most of them the oldest; when a head does not come whole in time, its connection goes. An address of the network has half of
 * the places; this machine's own may have all, for a proxy may stand there. Times are nanoseconds of a monotonic clock. Safe for use by any
 * thread.
 *
 * @param <C> a connection
 */
final class ConnectionTable<C> {
    private static final class Member<C> {
        private final C connection;
        private final String address;
        private int requests;
        private boolean answered;
        /** Since when no request is being answered. */
        private long quietSince;

        Member(C connection, String address, long nowNanos) {
            this.connection = connection;
            this.address = address;
            quietSince = nowNanos;
        }
    }

    private final Supplier<ServerLimits> limits;
    private final Shares<String> places = new Shares<>();
    /** The oldest first. */
    private final Map<C, Member<C>> members = new LinkedHashMap<>();

    ConnectionTable(Supplier<ServerLimits> limits) {
        this.limits = limits;
    }

    /**
     * Adds a connection.
     *
     * @param address whose it is, as limits count addresses
     * @param local whether that is this machine
     * @return those that have to be closed; the new one itself when it has no place
     */
    synchronized List<C> opened(C connection, String address, boolean local, long nowNanos) {
        int most = limits.get().maxConnections();
        List<C> closing = new ArrayList<>();
        Shares.Answer answer = places.take(address, most, local ? most : Shares.half(most));
        while (answer != Shares.Answer.TAKEN) {
            Optional<Member<C>> leaving = leaving(answer, address);
            if (leaving.isEmpty()) {
                closing.add(connection);
                return closing;
            }
            remove(leaving.get());
            closing.add(leaving.get().connection);
            answer = places.take(address, most, local ? most : Shares.half(most));
        }
        members.put(connection, new Member<>(connection, address, nowNanos));
        return closing;
    }

    private Optional<Member<C>> leaving(Shares.Answer answer, String address) {
        Stream<Member<C>> quiet = members.values().stream().filter(m -> m.requests == 0);
        return answer == Shares.Answer.FULL
                ? Crowd.oldestOfTheMost(quiet, m -> m.address)
                : quiet.filter(m -> m.address.equals(address)).findFirst();
    }

    private void remove(Member<C> member) {
        members.remove(member.connection);
        places.free(member.address);
    }

    synchronized void closed(C connection) {
        Member<C> member = members.get(connection);
        if (member != null) {
            remove(member);
        }
    }

    /**
     * A request's head has come.
     *
     * @return false when the connection is not among them, or not any more
     */
    synchronized boolean begun(C connection) {
        Member<C> member = members.get(connection);
        if (member != null) {
            member.requests++;
        }
        return member != null;
    }

    /** A request has been answered. */
    synchronized void ended(C connection, long nowNanos) {
        Member<C> member = members.get(connection);
        if (member != null) {
            member.requests--;
            member.answered = true;
            member.quietSince = nowNanos;
        }
    }

    /**
     * Removes and returns those on which the next head is late, whether it trickles in or has not begun: one that comes now is not carried out. The
     * first has its own time; the others have that for which a connection may be idle, which a browser counts on.
     */
    synchronized List<C> takeLate(Duration idle, long nowNanos) {
        Duration first = limits.get().headTime();
        Duration next = idle.compareTo(first) < 0 ? first : idle;
        List<Member<C>> late = members.values().stream()
                .filter(m -> m.requests == 0 && nowNanos - m.quietSince > (m.answered ? next : first).toNanos()).toList();
        late.forEach(this::remove);
        return late.stream().map(m -> m.connection).toList();
    }

    synchronized int size() {
        return members.size();
    }
}
