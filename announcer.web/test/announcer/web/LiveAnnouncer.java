package announcer.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
import announcer.api.SentFrame;
import announcer.api.ZoneStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;

/** An engine whose channels are what the test says, to be watched and heard. */
public final class LiveAnnouncer implements Announcer {
    public static final PcmFormat FORMAT = new PcmFormat(24_000, 1);
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public volatile List<ChannelStatus> channels = List.of(channel("main", true, -18.23, List.of()));
    /** What the journal is said to be; empty: there is none. */
    public volatile Optional<JournalStatus> journal = Optional.empty();
    public volatile CacheStatus cache = new CacheStatus(3, 1, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);
    public volatile List<EngineStatus> engines = List.of(engine("freetts", 0));
    /** Engines are not listed before it is open. */
    public volatile CountDownLatch enginesAnswer = new CountDownLatch(0);
    public final List<FakeListening> listenings = new ArrayList<>();
    /** The questions for channels, oldest first: the channel's id, or "all". */
    public final Queue<String> looks = new ConcurrentLinkedQueue<>();
    public volatile IllegalStateException full;
    public volatile RejectedException refusal;
    public volatile PcmSource preview;

    public static ChannelStatus channel(String id, boolean onAir, double peakDbfs, List<AnnouncementStatus> queued) {
        return new ChannelStatus(id, FORMAT, onAir, Optional.of(NOON), false, peakDbfs, Optional.empty(), queued, 1000, "freetts/kevin16",
                new PacingStatus(500, 0.25, 200, 400, 4000, 2, 1), Optional.of("unix"), Optional.of("unix:/run/x/main"),
                Optional.of("rtsp://127.0.0.1:8554/" + id), Optional.of(push(Duration.ZERO)), Optional.empty());
    }

    /** The same channel a moment later: only what always changes has changed. */
    public static ChannelStatus later(ChannelStatus c) {
        PacingStatus p = c.pacing();
        return new ChannelStatus(c.id(), c.format(), c.onAir(), c.onAirSince(), c.paused(), c.peakDbfs(), c.speaking(), c.queued(),
                c.queueCapacity(), c.voice(),
                new PacingStatus(p.framesWritten() + 10, p.driftMillis(), p.latenessP50Micros() + 1, p.latenessP99Micros(),
                        p.latenessMaxMicros(), p.generation(), p.restartsForDebt()),
                c.transport(), c.inputUrl(), c.playUrl(), c.push().map(push -> push(push.mediaTime().plusMillis(200))), c.problem());
    }

    public static PushStatus push(Duration mediaTime) {
        return new PushStatus(PushState.PUSHING, NOON, Optional.empty(), 1, 0, mediaTime, Optional.empty(), OptionalLong.of(42),
                "rtsp://127.0.0.1:8554/main");
    }

    public static AnnouncementStatus announcement(String id, String channel, AnnouncementState state) {
        return new AnnouncementStatus(id, Request.of("Number " + id + ", please come to counter 4").withChannel(channel), state,
                Optional.empty(), Optional.of("freetts/kevin16"), NOON, Optional.empty(), Optional.empty(), 0);
    }

    public static EngineStatus engine(String name, int failures) {
        return new EngineStatus(name, "announcer.tts." + name + " 0.9.0", List.of(new Voice(name, "kevin16", Locale.US, FORMAT)),
                Optional.empty(), failures, Optional.empty(), Map.of());
    }

    @Override
    public List<AnnouncementStatus> search(HistoryQuery query) {
        List<AnnouncementStatus> all = recent(Integer.MAX_VALUE).stream().map(Announcement::status).toList();
        if (query.before().isPresent()) {
            all = all.stream().dropWhile(s -> !s.id().equals(query.before().get())).skip(1).toList();
        }
        return all.stream().filter(query::matches).limit(query.limit()).toList();
    }

    @Override
    public int cancel(CancelSelector selector, String cause) {
        return (int) recent(Integer.MAX_VALUE).stream().filter(a -> selector.matches(a.status().request())).filter(a -> a.cancel(cause))
                .count();
    }

    @Override
    public List<ChannelStatus> channels() {
        looks.add("all");
        return channels;
    }

    @Override
    public List<ZoneStatus> zones() {
        return List.of();
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        looks.add(id);
        return channels.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<EngineStatus> engines() {
        try {
            enginesAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return engines;
    }

    @Override
    public List<ChimeStatus> chimes() {
        return List.of();
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
    public synchronized Optional<Listening> listen(String channel) {
        if (full != null) {
            throw full;
        }
        return channel(channel).map(c -> {
            FakeListening listening = new FakeListening();
            listenings.add(listening);
            return listening;
        });
    }

    public synchronized List<FakeListening> listenings() {
        return List.copyOf(listenings);
    }

    @Override
    public PcmSource preview(Request request) throws RejectedException {
        if (refusal != null) {
            throw refusal;
        }
        return preview;
    }

    @Override
    public Announcement announce(Request request) {
        throw new UnsupportedOperationException("it is watched and heard only");
    }

    @Override
    public Optional<Announcement> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Announcement> recent(int limit) {
        return List.of();
    }

    @Override
    public boolean move(String id, int place) {
        return false;
    }

    @Override
    public List<String> pushOutput(String channel) {
        return List.of();
    }

    @Override
    public void restartPush(String channel, String reason) {
        throw new UnsupportedOperationException("it is watched and heard only");
    }

    @Override
    public void purgeCache() {
        throw new UnsupportedOperationException("it is watched and heard only");
    }

    /** Hears what the test sends. */
    public static final class FakeListening implements Listening {
        public final BlockingQueue<SentFrame> frames = new LinkedBlockingQueue<>();
        public final CountDownLatch closed = new CountDownLatch(1);
        public volatile boolean ended;

        @Override
        public PcmFormat format() {
            return FORMAT;
        }

        @Override
        public Optional<SentFrame> next(Duration timeout) throws InterruptedException {
            return Optional.ofNullable(frames.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public long missedFrames() {
            return 0;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void close() {
            ended = true;
            closed.countDown();
        }
    }
}
