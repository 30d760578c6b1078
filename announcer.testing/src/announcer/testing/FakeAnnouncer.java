package announcer.testing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.CancelSelector;
import announcer.api.ChannelStatus;
import announcer.api.ChimeStatus;
import announcer.api.EngineStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.Listening;
import announcer.api.PacingStatus;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.VoiceFigures;
import announcer.api.ZoneStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;

/**
 * An announcer that accepts every request and speaks none: its announcements end when a test says so. It has two channels, "hand" and "main",
 * and three engines, unless a test gives others. Safe for use by several threads.
 */
public final class FakeAnnouncer implements Announcer {
    /** The time of everything that happens here. */
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** The accepted announcements, oldest first. */
    public final ConcurrentLinkedDeque<FakeAnnouncement> accepted = new ConcurrentLinkedDeque<>();
    /** The calls of {@link #restartPush}, oldest first, as {@code main: reason}. */
    public final List<String> restarts = new CopyOnWriteArrayList<>();
    /** The calls of {@link #move}, oldest first, as {@code a2 -> 0}. */
    public final List<String> moves = new CopyOnWriteArrayList<>();
    /** The state of every announcement as soon as it is accepted. */
    public volatile AnnouncementState fate = AnnouncementState.QUEUED;
    /** Thrown for every request, unless null. */
    public volatile RejectedException refusal;
    /** Thrown for every request, unless null. */
    public volatile RuntimeException fault;
    /** Whether a submission whose idempotency key was used gets the first one's announcement, as the engine has it. */
    public volatile boolean remembersKeys;
    /** What the journal is said to be; empty: there is none. */
    public volatile Optional<JournalStatus> journal = Optional.empty();
    /** Told of each search before it is answered. */
    public volatile Consumer<HistoryQuery> searched = query -> {};
    /** Thrown for every look-up of what is not among the accepted, unless null. */
    public volatile IOException unreadable;
    /** Ids that the journal does not know. */
    public final Set<String> unwritten = ConcurrentHashMap.newKeySet();
    /** What has become, since they were found, of announcements with these ids. */
    public final Map<String, AnnouncementStatus> changed = new ConcurrentHashMap<>();
    /** The state of the phrase cache. */
    public volatile CacheStatus cache = new CacheStatus(3, 1, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);
    /** Makes the answer of {@link #channels()}. */
    public volatile Supplier<List<ChannelStatus>> channels = () -> List.of(channel("hand", Optional.empty()),
            channel("main", Optional.of(push())));
    /** Makes the answer of {@link #engines()}. */
    public volatile Supplier<List<EngineStatus>> engines = FakeAnnouncer::threeEngines;
    /** The answer of {@link #pushOutput}, for every channel. */
    public volatile List<String> pushOutput = List.of("line 1", "to rtsp://user:secret@host/main");
    /** The zones. */
    public volatile List<ZoneStatus> zones = List.of();
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public synchronized Announcement announce(Request request) throws RejectedException {
        if (fault != null) {
            throw fault;
        }
        if (refusal != null) {
            throw refusal;
        }
        Optional<FakeAnnouncement> same = accepted.stream().filter(a -> remembersKeys)
                .filter(a -> request.keys().idempotency().isPresent()
                        && request.keys().idempotency().equals(a.status().request().keys().idempotency()))
                .findFirst();
        if (same.isPresent()) {
            if (!same.get().status().request().equals(request)) {
                throw new RejectedException(RejectedException.Reason.KEY_REUSED, "idempotencyKey", "",
                        "the key was used for another request");
            }
            return same.get();
        }
        FakeAnnouncement announcement = new FakeAnnouncement("a" + ids.incrementAndGet(), request);
        announcement.become(fate);
        accepted.add(announcement);
        return announcement;
    }

    @Override
    public Optional<Announcement> find(String id) throws IOException {
        Optional<Announcement> found = here(id);
        if (found.isEmpty() && unreadable != null) {
            throw unreadable;
        }
        return found;
    }

    private Optional<Announcement> here(String id) {
        return accepted.stream().filter(a -> a.id().equals(id)).map(Announcement.class::cast).findFirst();
    }

    @Override
    public List<Announcement> recent(int limit) {
        List<Announcement> newestFirst = new ArrayList<>();
        accepted.descendingIterator().forEachRemaining(newestFirst::add);
        return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
    }

    @Override
    public List<AnnouncementStatus> search(HistoryQuery query) {
        searched.accept(query);
        List<AnnouncementStatus> all = recent(Integer.MAX_VALUE).stream().map(Announcement::status).toList();
        if (query.before().filter(unwritten::contains).isPresent()) {
            return List.of();
        }
        if (query.before().isPresent()) {
            all = all.stream().dropWhile(s -> !s.id().equals(query.before().get())).skip(1).toList();
        }
        return all.stream().filter(query::matches).filter(s -> !unwritten.contains(s.id())).limit(query.limit())
                .map(s -> changed.getOrDefault(s.id(), s)).toList();
    }

    @Override
    public int cancel(CancelSelector selector, String cause) {
        return (int) recent(Integer.MAX_VALUE).stream().filter(a -> selector.matches(a.status().request())).filter(a -> a.cancel(cause))
                .count();
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels.get();
    }

    @Override
    public List<ZoneStatus> zones() {
        return zones;
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return channels().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<EngineStatus> engines() {
        return engines.get();
    }

    @Override
    public List<ChimeStatus> chimes() {
        return List.of(new ChimeStatus("ding-dong", "built-in", Optional.of(Duration.ofSeconds(2)), Optional.empty()),
                new ChimeStatus("ours", "sounds/ours.wav", Optional.empty(), Optional.of("it is not a WAV file")));
    }

    @Override
    public Optional<JournalStatus> journal() {
        return journal;
    }

    @Override
    public CacheStatus cache() {
        return cache;
    }

    @Override
    public void purgeCache() {
        cache = new CacheStatus(cache.hits(), cache.misses(), 0, 0, cache.memoryLimitBytes(), 0, 0, cache.diskLimitBytes());
    }

    @Override
    public boolean move(String id, int place) {
        moves.add(id + " -> " + place);
        return here(id).filter(a -> a.status().state() == AnnouncementState.QUEUED).isPresent();
    }

    @Override
    public PcmSource preview(Request request) throws RejectedException {
        throw new UnsupportedOperationException("this fake has no sound");
    }

    @Override
    public Optional<Listening> listen(String channel) {
        return Optional.empty();
    }

    @Override
    public List<String> pushOutput(String channel) {
        return pushOutput;
    }

    @Override
    public void restartPush(String channel, String reason) {
        restarts.add(channel + ": " + reason);
    }

    /** Returns the announcement that was accepted last. */
    public FakeAnnouncement latest() {
        return accepted.getLast();
    }

    /** Returns the accepted announcements of a channel that are in a state, oldest first. */
    public Stream<AnnouncementStatus> inState(String channel, AnnouncementState state) {
        return accepted.stream().map(FakeAnnouncement::status).filter(s -> s.request().channel().equals(channel))
                .filter(s -> s.state() == state);
    }

    /** Returns the status of a push that waits for its next attempt, with credentials in what it says. */
    public static PushStatus push() {
        return new PushStatus(PushState.BACKING_OFF, NOON, Optional.of("rtsp://user:secret@host/main refused"), 3, 2,
                Duration.ofMillis(1500),
                Optional.of(NOON.plusSeconds(4)), OptionalLong.of(42), "rtsp://user:secret@host/main",
                Optional.of(new PushSupervision(1, 2, Optional.of("rtsp://user:secret@host/main refused"), Optional.of(NOON),
                        OptionalLong.of(40_000_000), OptionalDouble.of(0.02))));
    }

    private ChannelStatus channel(String id, Optional<PushStatus> push) {
        return new ChannelStatus(id, new PcmFormat(24_000, 1), push.isEmpty(), Optional.of(NOON), false, -18.5,
                inState(id, AnnouncementState.SPEAKING).findFirst(), inState(id, AnnouncementState.QUEUED).toList(), 100,
                "freetts/kevin16",
                new PacingStatus(500, Double.NaN, 200, 400, 4000, 2, 1), Optional.of("unix"), Optional.of("unix:/run/x/main"),
                Optional.of("rtsp://127.0.0.1:8554/main"), push, push.map(p -> "backing off"));
    }

    private static List<EngineStatus> threeEngines() {
        Voice kevin = new Voice("freetts", "kevin16", Locale.US, new PcmFormat(16_000, 1));
        List<Voice> german = List.of(new Voice("system", "de", Locale.GERMANY, new PcmFormat(22_050, 1)),
                new Voice("system", "at", Locale.forLanguageTag("de-AT"), new PcmFormat(22_050, 1)));
        return List.of(
                new EngineStatus("freetts", "announcer.tts.freetts 0.9.0", List.of(kevin), Optional.empty(), 0, Optional.empty(),
                        Map.of("freetts/kevin16", new VoiceFigures(OptionalDouble.of(-21.5), 7, 3))),
                new EngineStatus("mary", "announcer.tts.mary 0.9.0", List.of(), Optional.of("its service is null"), 3,
                        Optional.of(NOON.plusSeconds(60)), Map.of()),
                new EngineStatus("system", "announcer.tts.system 0.9.0", german, Optional.empty(), 1, Optional.empty(), Map.of(),
                        List.of("ipa")));
    }
}
