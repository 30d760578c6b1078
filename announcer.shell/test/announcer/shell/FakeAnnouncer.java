package announcer.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

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
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;

/** A door whose announcements end when the test says so. */
final class FakeAnnouncer implements Announcer {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final List<FakeAnnouncement> accepted = new CopyOnWriteArrayList<>();
    final List<String> restarts = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    /** What every announcement becomes as soon as it is accepted. */
    AnnouncementState fate = AnnouncementState.QUEUED;
    RejectedException refusal;
    RuntimeException fault;
    CacheStatus cache = new CacheStatus(3, 4, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);

    @Override
    public Announcement announce(Request request) throws RejectedException {
        if (fault != null) {
            throw fault;
        }
        if (refusal != null) {
            throw refusal;
        }
        FakeAnnouncement announcement = new FakeAnnouncement("a" + (accepted.size() + 1), request);
        announcement.become(fate);
        accepted.add(announcement);
        return announcement;
    }

    @Override
    public Optional<Announcement> find(String id) {
        return accepted.stream().filter(a -> a.id().equals(id)).map(Announcement.class::cast).findFirst();
    }

    @Override
    public List<Announcement> recent(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ChannelStatus> channels() {
        return List.of(channel("hand", Optional.empty(), List.of()), channel("main", Optional.of(push()),
                accepted.stream().map(FakeAnnouncement::status).filter(s -> s.state() == AnnouncementState.QUEUED).toList()));
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return channels().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<EngineStatus> engines() {
        Voice kevin = new Voice("freetts", "kevin16", Locale.US, new PcmFormat(16_000, 1));
        return List.of(
                new EngineStatus("freetts", "announcer.tts.freetts 0.9.0", List.of(kevin), Optional.empty(), 0, Optional.empty(), Map.of()),
                new EngineStatus("mary", "announcer.tts.mary 0.9.0", List.of(), Optional.of("its service\nis null"), 3,
                        Optional.of(NOON.plusSeconds(300)), Map.of()));
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
        return List.of("line 1", "line 2");
    }

    @Override
    public void restartPush(String channel, String reason) {
        restarts.add(channel + ": " + reason);
    }

    FakeAnnouncement latest() {
        return accepted.get(accepted.size() - 1);
    }

    private static PushStatus push() {
        return new PushStatus(PushState.BACKING_OFF, NOON, Optional.of("rtsp://user:secret@host/main refused"), 3, 2,
                Duration.ofMillis(1500),
                Optional.of(NOON.plusSeconds(4)), OptionalLong.empty(), "rtsp://user:secret@host/main");
    }

    private static ChannelStatus channel(String id, Optional<PushStatus> push, List<AnnouncementStatus> queued) {
        return new ChannelStatus(id, new PcmFormat(24_000, 1), push.isEmpty(), push.isEmpty() ? Optional.of(NOON) : Optional.empty(), false,
                Double.NEGATIVE_INFINITY, Optional.empty(), queued, 100, "", new PacingStatus(500, -3.25, 210, 420, 4300, 2, 1),
                Optional.of("unix"),
                Optional.of("unix:/run/x/" + id), Optional.of("rtsp://127.0.0.1:8554/" + id), push,
                push.map(p -> "the push is backing off"));
    }

    /** One that stays as it is until it is told to change. */
    static final class FakeAnnouncement implements Announcement {
        private final String id;
        private final Request request;
        private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
        private AnnouncementStatus status;

        FakeAnnouncement(String id, Request request) {
            this.id = id;
            this.request = request;
        }

        void become(AnnouncementState state) {
            Optional<String> cause = state == AnnouncementState.FAILED ? Optional.of("the engine hung") : Optional.empty();
            status = new AnnouncementStatus(id, request, state, cause, request.voice(), NOON, Optional.empty(), Optional.empty(), 0);
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
        public boolean cancel(String cause) {
            boolean cancelled = !status.state().isFinal();
            if (cancelled) {
                become(AnnouncementState.CANCELLED);
            }
            return cancelled;
        }

        @Override
        public CompletionStage<AnnouncementStatus> done() {
            return done;
        }
    }
}
