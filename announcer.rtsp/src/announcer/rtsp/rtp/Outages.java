package announcer.rtsp.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The latest outages of one player that are over, oldest first. Written by one thread, and only when something is wrong; read by any. */
public final class Outages {
    /** More are put together: what lay between them counts as lost rather than being forgotten. */
    private static final int MOST = 16;
    /** Packet after packet that is lost is one outage. */
    private static final long TOGETHER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile List<Outage> past = List.of();

    /** Notes one of a moment. */
    public void at(long nanos) {
        add(nanos, nanos);
    }

    /** Notes one that is over; none may begin before those that were noted earlier. */
    public void add(long sinceNanos, long untilNanos) {
        List<Outage> next = new ArrayList<>(past);
        next.add(new Outage(sinceNanos, OptionalLong.of(untilNanos)));
        int last = next.size() - 1;
        if (last > 0 && sinceNanos - next.get(last - 1).untilNanos().getAsLong() <= TOGETHER_NANOS) {
            join(next, last - 1);
        } else if (next.size() > MOST) {
            join(next, 0);
        }
        past = List.copyOf(next);
    }

    private static void join(List<Outage> all, int first) {
        Outage next = all.remove(first + 1);
        Outage former = all.get(first);
        long since = former.sinceNanos() - next.sinceNanos() <= 0 ? former.sinceNanos() : next.sinceNanos();
        long one = former.untilNanos().getAsLong();
        long other = next.untilNanos().getAsLong();
        all.set(first, new Outage(since, OptionalLong.of(one - other >= 0 ? one : other)));
    }

    /** Those that are over. */
    public List<Outage> past() {
        return past;
    }
}
