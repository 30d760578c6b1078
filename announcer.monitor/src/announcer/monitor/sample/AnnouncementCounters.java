package announcer.monitor.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;

/** Counters of the outcomes of announcements, by channel. {@link #changed} is called by one thread, all else by any. */
public final class AnnouncementCounters {
    /** The most announcements that may be between their first sound and their outcome; and parts that are counted before the last has its own. */
    private static final int MOST_SPEAKING = 10_000;

    /** The counters of one channel. */
    public static final class OfChannel {
        private final Map<AnnouncementState, Long> outcomes = Collections.synchronizedMap(new EnumMap<>(AnnouncementState.class));
        private final Histogram firstSound = new Histogram();

        public long outcomes(AnnouncementState state) {
            return outcomes.getOrDefault(state, 0L);
        }

        /** Returns the times from the submission of an announcement to its first frame on the pipe. */
        public Histogram firstSound() {
            return firstSound;
        }
    }

    private final Instant since;
    private final Map<String, OfChannel> channels = new ConcurrentHashMap<>();
    // A reader that is lost lets an announcement begin again, and news of one that speaks may come more than once.
    private final Set<String> speaking = few();
    // Of an announcement for several channels there is news as long as one of its parts has no outcome.
    private final Set<String> partsCounted = few();

    /** @param since when it begins to count: a part of an announcement from before the start may have had its outcome then */
    AnnouncementCounters(Instant since) {
        this.since = since;
    }

    private static Set<String> few() {
        return Collections.newSetFromMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MOST_SPEAKING;
            }
        });
    }

    void changed(AnnouncementStatus a) {
        if (a.parts().isEmpty()) {
            count(a);
            return;
        }
        for (AnnouncementStatus part : a.parts()) {
            boolean before = part.ended().filter(t -> t.isBefore(since)).isPresent();
            if (!before && (!part.state().isFinal() || partsCounted.add(part.id()))) {
                count(part);
            }
        }
        if (a.state().isFinal()) {
            a.parts().forEach(part -> partsCounted.remove(part.id()));
        }
    }

    private void count(AnnouncementStatus a) {
        OfChannel counts = channels.computeIfAbsent(a.request().channel(), id -> new OfChannel());
        if (a.state().isFinal()) {
            counts.outcomes.merge(a.state(), 1L, Long::sum);
            speaking.remove(a.id());
        } else if (a.started().isPresent() && a.sendings() == 1 && speaking.add(a.id())) {
            counts.firstSound.add(Duration.between(a.submitted(), a.started().get()).toNanos() / 1e9);
        }
    }

    /** Forgets a channel. */
    void forget(String channel) {
        channels.remove(channel);
    }

    /** Forgets all channels but these: series of channels that are gone would fill the memory of the metrics' store. */
    void keep(Set<String> ids) {
        channels.keySet().retainAll(ids);
    }

    public Map<String, OfChannel> channels() {
        return new TreeMap<>(channels);
    }
}
