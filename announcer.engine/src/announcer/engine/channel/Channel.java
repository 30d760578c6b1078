package announcer.engine.channel;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
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
import announcer.api.stream.Hearing;
import announcer.api.stream.PushStatus;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.background.Background;
import announcer.engine.background.Backgrounds;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputController;
import announcer.engine.playout.BackgroundTrack;
import announcer.engine.playout.FrameTaps;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.SynthesisContext;

/** One always-on live stream: its queue, its scheduler, its output. The control loop looks at it when it was woken, or when it asked to be. */
public final class Channel {
    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private final SynthesisContext context;
    private final Function<String, Optional<Hearing>> ear;
    private final ControlTask task;
    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final PlayoutScheduler scheduler;
    private final OutputController output;
    private final FrameTaps taps;
    private final Background background;
    private final ChannelChangeNotifier notifier;
    private volatile ChannelSettings settings;
    private volatile Optional<Instant> onAirSince = Optional.empty();
    private volatile boolean closed;
    private long looks;

    Channel(ChannelSettings settings, SynthesisContext shared, OutputController.Services services, ControlLoop loop,
            Backgrounds backgrounds, Function<String, Optional<Hearing>> ear) {
        this.settings = settings;
        this.ear = ear;
        this.task = loop.task("channel " + settings.id(), this::advance);
        this.context = shared.withWake(task::wake);
        this.scheduler = new PlayoutScheduler(context, queue, settings);
        this.taps = new FrameTaps(settings.id(), settings.format(), context.clock(), context.wall());
        this.output = new OutputController(services, work -> loop.execute(() -> thenLook(work)), context.wake(), settings, taps);
        this.background = backgrounds.of(settings);
        this.notifier = new ChannelChangeNotifier(context.listeners());
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

    public OutputController output() {
        return output;
    }

    /** Adds to the queue; false when it is full, or closed. Any thread. */
    public boolean offer(TrackedAnnouncement a) {
        return queue.offer(a, settings.queueCapacity());
    }

    /** Whether {@link #offer} would take it now. Any thread. */
    public boolean hasRoomFor(TrackedAnnouncement a) {
        return queue.hasRoomFor(a, settings.queueCapacity());
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
        return scheduler.isMakingSound();
    }

    // --- control thread

    public void settings(ChannelSettings next) {
        settings = next;
        scheduler.settings(next);
        output.settings(next);
        background.settings(next);
        taps.format(next.format());
        wake();
    }

    public void engineGoes(long serviceId) {
        scheduler.engineGoes(serviceId);
    }

    /** How many frames of its background lie ready; 0 without one. Control thread only. */
    public int backgroundReady() {
        BackgroundTrack track = background.track();
        return track == null ? 0 : track.ready();
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
        long wait = scheduler.advance(now, output);
        wait = Math.min(wait, output.advance(now));
        PlayoutLane lane = output.lane();
        if (lane != null) {
            // Each time, for it may be another one.
            lane.background(background.track());
        }
        boolean onAir = output.onAir();
        if (onAir != onAirSince.isPresent()) {
            onAirSince = onAir ? Optional.of(context.instant()) : Optional.empty();
            LOG.info("channel {} is {}", id(),
                    onAir ? "on the air" : "off the air" + output.pushStatus().flatMap(PushStatus::cause).map(c -> ": " + c).orElse(""));
        }
        notifier.look(this);
        return wait;
    }

    /**
     * Ends it: no more steps; every announcement gets an outcome, but for those that are spoken later.
     *
     * @param left who takes those that wait for the channel while the engine runs
     * @return whether its wiring may be closed now
     */
    boolean beginClosing(ChannelEnd why, Consumer<List<TrackedAnnouncement>> left) {
        if (!closed) {
            closed = true;
            taps.close();
            background.close();
            notifier.gone(this, why);
        }
        // What is durable outlives the engine's end; what ends with its channel does not.
        List<TrackedAnnouncement> kept = scheduler.endAll(a -> a.withdrawal().isEmpty()
                && (why == ChannelEnd.RESTING || why == ChannelEnd.STOPPED && a.isDurable()), why.cause());
        if (why == ChannelEnd.RESTING) {
            left.accept(kept);
        }
        return output.beginClosing();
    }

    /** What waited while it rested is spoken before what has come since. */
    void takeUp(List<TrackedAnnouncement> waited) {
        waited.forEach(a -> a.waiting(AnnouncementState.QUEUED, Optional.empty()));
        queue.takeUp(waited);
        wake();
    }

    // --- any thread

    public ChannelStatus status() {
        return status(ear);
    }

    /** Without what an ear hears of it, which calls no foreign code. */
    ChannelStatus ownStatus() {
        return status(id -> Optional.empty());
    }

    private ChannelStatus status(Function<String, Optional<Hearing>> heard) {
        ChannelSettings s = settings;
        TrackedAnnouncement speaking = scheduler.speaking();
        PlayoutLane lane = output.lane();
        Optional<Instant> since = onAirSince;
        double peak = since.isPresent() && lane != null ? lane.peakDbfs() : Double.NEGATIVE_INFINITY;
        return new ChannelStatus(s.id(), s.format(), since.isPresent(), since, s.paused(), peak,
                Optional.ofNullable(speaking).map(a -> a.status()),
                Optional.ofNullable(scheduler.beneath()).map(a -> a.status()),
                queued(speaking), s.queueCapacity(), s.voice(), pacing(lane), output.transport(),
                Optional.ofNullable(lane).map(l -> l.pipe().inputUrl()), output.playUrl(), output.pushStatus(),
                heard.apply(s.id()), background.status(), output.problem());
    }

    private List<AnnouncementStatus> queued(TrackedAnnouncement speaking) {
        return Stream.of(scheduler.ahead(), queue.list(), scheduler.resting()).flatMap(List::stream).filter(a -> a != speaking)
                .map(TrackedAnnouncement::status)
                .filter(a -> a.state() == AnnouncementState.QUEUED || a.state() == AnnouncementState.SYNTHESISING)
                .toList();
    }

    private PacingStatus pacing(PlayoutLane lane) {
        if (lane == null) {
            return new PacingStatus(0, 0, 0, 0, 0, 0, output.restartsForDebt());
        }
        long[] late = lane.lateness().percentiles();
        return new PacingStatus(lane.connected() ? lane.written() : 0, lane.driftNanos(context.clock().nanoTime()) / 1e6, late[0], late[1],
                late[2], lane.generation(), output.restartsForDebt());
    }
}
