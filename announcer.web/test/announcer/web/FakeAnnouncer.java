package announcer.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.PacingStatus;
import announcer.api.Listening;
import announcer.api.RejectedException;
import announcer.api.VoiceFigures;
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;

/** A door whose announcements end when the test says so. */
final class FakeAnnouncer implements Announcer {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final ConcurrentLinkedDeque<FakeAnnouncement> accepted = new ConcurrentLinkedDeque<>();
    final List<String> restarts = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    volatile RejectedException refusal;
    volatile RuntimeException fault;
    volatile CacheStatus cache = new CacheStatus(3, 1, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);
    private final Map<String, FakeAnnouncement> byId = new ConcurrentSkipListMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public Announcement announce(Request request) throws RejectedException {
        if (fault != null) {
            throw fault;
        }
        if (refusal != null) {
            throw refusal;
        }
        FakeAnnouncement announcement = new FakeAnnouncement("a" + ids.incrementAndGet(), request);
        byId.put(announcement.id(), announcement);
        accepted.add(announcement);
        return announcement;
    }

    @Override
    public Optional<Announcement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Announcement> recent(int limit) {
        List<Announcement> newestFirst = new ArrayList<>();
        accepted.descendingIterator().forEachRemaining(newestFirst::add);
        return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
    }

    @Override
    public List<ChannelStatus> channels() {
        return List.of(channel("hand", Optional.empty()), channel("main", Optional.of(push())));
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return channels().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<EngineStatus> engines() {
        Voice kevin = new Voice("freetts", "kevin16", Locale.US, new PcmFormat(16_000, 1));
        List<Voice> german = List.of(new Voice("system", "de", Locale.GERMANY, new PcmFormat(22_050, 1)),
                new Voice("system", "at", Locale.forLanguageTag("de-AT"), new PcmFormat(22_050, 1)));
        return List.of(
                new EngineStatus("freetts", "announcer.tts.freetts 0.9.0", List.of(kevin), Optional.empty(), 0, Optional.empty(),
                        Map.of("freetts/kevin16", new VoiceFigures(OptionalDouble.of(-21.5), 7, 3))),
                new EngineStatus("mary", "announcer.tts.mary 0.9.0", List.of(), Optional.of("its service is null"), 3,
                        Optional.of(NOON.plusSeconds(60)), Map.of()),
                new EngineStatus("system", "announcer.tts.system 0.9.0", german, Optional.empty(), 1, Optional.empty(), Map.of()));
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
        return find(id).filter(a -> a.status().state() == AnnouncementState.QUEUED).isPresent();
    }

    @Override
    public PcmSource preview(Request request) throws RejectedException {
        throw new UnsupportedOperationException("no test asks this fake for sound");
    }

    @Override
    public Optional<Listening> listen(String channel) {
        return Optional.empty();
    }

    @Override
    public List<String> pushOutput(String channel) {
        return List.of("line 1", "to rtsp://user:secret@host/main");
    }

    @Override
    public void restartPush(String channel, String reason) {
        restarts.add(channel + ": " + reason);
    }

    FakeAnnouncement latest() {
        return accepted.getLast();
    }

    private static PushStatus push() {
        return new PushStatus(PushState.BACKING_OFF, NOON, Optional.of("rtsp://user:secret@host/main refused"), 3, 2,
                Duration.ofMillis(1500),
                Optional.of(NOON.plusSeconds(4)), OptionalLong.of(42), "rtsp://user:secret@host/main");
    }

    private ChannelStatus channel(String id, Optional<PushStatus> push) {
        List<AnnouncementStatus> queued = accepted.stream().map(FakeAnnouncement::status).filter(s -> s.request().channel().equals(id))
                .filter(s -> s.state() == AnnouncementState.QUEUED).toList();
        Optional<AnnouncementStatus> speaking = accepted.stream().map(FakeAnnouncement::status)
                .filter(s -> s.request().channel().equals(id))
                .filter(s -> s.state() == AnnouncementState.SPEAKING).findFirst();
        return new ChannelStatus(id, new PcmFormat(24_000, 1), push.isEmpty(), Optional.of(NOON), false, -18.5, speaking, queued, 100,
                "freetts/kevin16",
                new PacingStatus(500, Double.NaN, 200, 400, 4000, 2, 1), Optional.of("unix"), Optional.of("unix:/run/x/main"),
                Optional.of("rtsp://127.0.0.1:8554/main"), push, push.map(p -> "backing off"));
    }

    /** One that stays as it is until it is told to change. */
    static final class FakeAnnouncement implements Announcement {
        private final String id;
        private final Request request;
        private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
        final AtomicInteger followed = new AtomicInteger();
        private volatile AnnouncementStatus status;

        FakeAnnouncement(String id, Request request) {
            this.id = id;
            this.request = request;
            become(AnnouncementState.QUEUED, Optional.empty());
        }

        /** Changes its state, as the engine does: first what is known of it, then the news. */
        void become(AnnouncementState state, Optional<String> cause) {
            Optional<Instant> ended = state.isFinal() ? Optional.of(NOON.plusSeconds(2)) : Optional.empty();
            status = new AnnouncementStatus(id, request, state, cause, request.voice(), NOON, Optional.empty(), ended, 0);
            if (state.isFinal()) {
                done.complete(status);
            }
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public AnnouncementStatus status() {
            return status;
        }

        @Override
        public synchronized boolean cancel(String cause) {
            if (status.state().isFinal()) {
                return false;
            }
            become(AnnouncementState.CANCELLED, Optional.of(cause));
            return true;
        }

        @Override
        public CompletionStage<AnnouncementStatus> done() {
            followed.incrementAndGet();
            return done;
        }
    }
}
