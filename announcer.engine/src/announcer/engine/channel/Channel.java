package announcer.engine.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.Listening;
import announcer.api.PacingStatus;
import announcer.api.stream.PushStatus;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputController;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.SynthesisContext;

/** One always-on live stream: its queue, its speaker, its wiring. The control loop looks at it when it was woken, or when it asked to be. */
public final class Channel {
    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private final SynthesisContext around;
    private final ControlTask task;
    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final PlayoutScheduler speaker;
    private final OutputController wiring;
    private final FrameTaps taps;
    private final ChannelChangeNotifier news;
    private volatile ChannelSettings settings;
    private volatile Optional<Instant> onAirSince = Optional.empty();
    private volatile boolean closed;
    private long looks;

    Channel(ChannelSettings settings, SynthesisContext shared, OutputController.Services services, ControlLoop loop) {
        this.settings = settings;
        this.task = loop.task("channel " + settings.id(), this::advance);
        this.around = shared.withNews(task::wake);
        this.speaker = new PlayoutScheduler(around, queue, settings);
        this.taps = new FrameTaps(settings.id(), settings.format(), around.clock(), around.wall());
        this.wiring = new OutputController(services, work -> loop.execute(() -> thenLook(work)), around.news(), settings, taps);
        this.news = new ChannelChangeNotifier(around.listeners());
    }

    private void thenLook(Runnable work) {
        try {
            work.run();
        } finally {
            wake();
        }
    }

    /** Has it looked at soon: something has changed for it. Any thread; must be called after the change. */
    public void wake() {
        task.wake();
    }

    public String id() {
        return settings.id();
    }

    public ChannelSettings settings() {
        return settings;
    }

    public OutputController wiring() {
        return wiring;
    }

    /** Adds to the queue; false when it is full, or closed. Any thread. */
    public boolean offer(TrackedAnnouncement a) {
        return queue.offer(a, settings.queueCapacity());
    }

    /** Whether it takes nothing any more. Any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Moves one that waits in the queue; false when it does not. Any thread. */
    public boolean move(TrackedAnnouncement a, int place) {
        boolean moved = queue.move(a, place);
        wake();
        return moved;
    }

    /** Somebody listens to what is sent; see {@link FrameTaps#listen}. Any thread. */
    public Listening listen() {
        return taps.listen();
    }

    /** Whether somebody takes its sound now, and passes it on. Any thread. */
    public boolean isOnAir() {
        return onAirSince.isPresent();
    }

    /** Whether an announcement's sound is being made. Any thread. */
    public boolean isMakingSound() {
        return speaker.isMakingSound();
    }

    // --- control thread

    public void settings(ChannelSettings next) {
        settings = next;
        speaker.settings(next);
        wiring.settings(next);
        taps.format(next.format());
        wake();
    }

    public void engineGoes(long serviceId) {
        speaker.engineGoes(serviceId);
    }

    /** How often it was looked at. Control thread only. */
    long looks() {
        return looks;
    }

    /** Does what is to be done now; see {@link ControlTask.Look}. */
    private long advance(long now) {
        looks++;
        if (closed) {
            return Long.MAX_VALUE;
        }
        // The speaker first: it must see the end of a generation with that generation's run still known.
        long wait = speaker.advance(now, wiring);
        wait = Math.min(wait, wiring.advance(now));
        boolean onAir = wiring.onAir();
        if (onAir != onAirSince.isPresent()) {
            onAirSince = onAir ? Optional.of(around.instant()) : Optional.empty();
            LOG.info("channel {} is {}", id(),
                    onAir ? "on the air" : "off the air" + wiring.pushStatus().flatMap(PushStatus::cause).map(c -> ": " + c).orElse(""));
        }
        news.look(this);
        return wait;
    }

    /** Ends it: no more steps, every announcement gets an outcome. Returns whether its wiring may be closed now. */
    boolean beginClosing(ChannelEnd why) {
        if (!closed) {
            closed = true;
            taps.close();
            news.gone(this, why);
        }
        speaker.endAll(AnnouncementState.CANCELLED, why.cause());
        return wiring.beginClosing();
    }

    // --- any thread

    public ChannelStatus status() {
        ChannelSettings s = settings;
        TrackedAnnouncement speaking = speaker.speaking();
        PlayoutLane lane = wiring.lane();
        Optional<Instant> since = onAirSince;
        double peak = since.isPresent() && lane != null ? lane.peakDbfs() : Double.NEGATIVE_INFINITY;
        return new ChannelStatus(s.id(), s.format(), since.isPresent(), since, s.paused(), peak,
                Optional.ofNullable(speaking).map(a -> a.status()),
                queued(speaking), s.queueCapacity(), s.voice(), pacing(lane), wiring.transport(),
                Optional.ofNullable(lane).map(l -> l.pipe().inputUrl()), wiring.playUrl(), wiring.pushStatus(),
                wiring.problem());
    }

    private List<AnnouncementStatus> queued(TrackedAnnouncement speaking) {
        return Stream.concat(speaker.ahead().stream(), queue.list().stream()).filter(a -> a != speaking)
                .map(TrackedAnnouncement::status)
                .filter(a -> a.state() == AnnouncementState.QUEUED || a.state() == AnnouncementState.SYNTHESISING)
                .toList();
    }

    private PacingStatus pacing(PlayoutLane lane) {
        if (lane == null) {
            return new PacingStatus(0, 0, 0, 0, 0, 0, wiring.restartsForDebt());
        }
        long[] late = lane.lateness().percentiles();
        return new PacingStatus(lane.connected() ? lane.written() : 0, lane.driftNanos(around.clock().nanoTime()) / 1e6, late[0], late[1],
                late[2], lane.generation(), wiring.restartsForDebt());
    }
}
