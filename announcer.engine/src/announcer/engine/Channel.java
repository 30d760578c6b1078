package announcer.engine;

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

/** One always-on live stream: its queue, its speaker, its wiring. The control loop looks at it when it was woken, or when it asked to be. */
final class Channel {
    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private final Surroundings around;
    private final ControlTask task;
    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final Speaker speaker;
    private final Wiring wiring;
    private final Taps taps;
    private final ChannelNews news;
    private volatile ChannelSettings settings;
    private volatile Optional<Instant> onAirSince = Optional.empty();
    private volatile boolean closed;
    private long looks;

    Channel(ChannelSettings settings, Surroundings shared, Wiring.Services services, Control loop) {
        this.settings = settings;
        this.task = loop.task("channel " + settings.id(), this::advance);
        this.around = shared.withNews(task::wake);
        this.speaker = new Speaker(around, queue, settings);
        this.taps = new Taps(settings.id(), settings.format(), around.clock(), around.wall());
        this.wiring = new Wiring(services, work -> loop.execute(() -> thenLook(work)), around, settings, taps);
        this.news = new ChannelNews(around.listeners());
    }

    private void thenLook(Runnable work) {
        try {
            work.run();
        } finally {
            wake();
        }
    }

    /** Has it looked at soon: something has changed for it. Any thread; must be called after the change. */
    void wake() {
        task.wake();
    }

    String id() {
        return settings.id();
    }

    ChannelSettings settings() {
        return settings;
    }

    Wiring wiring() {
        return wiring;
    }

    /** Adds to the queue; false when it is full, or closed. Any thread. */
    boolean offer(AnnouncementRecord a) {
        return queue.offer(a, settings.queueCapacity());
    }

    /** Whether it takes nothing any more. Any thread. */
    boolean isClosed() {
        return closed;
    }

    /** Moves one that waits in the queue; false when it does not. Any thread. */
    boolean move(AnnouncementRecord a, int place) {
        boolean moved = queue.move(a, place);
        wake();
        return moved;
    }

    /** Somebody listens to what is sent; see {@link Taps#listen}. Any thread. */
    Listening listen() {
        return taps.listen();
    }

    /** Whether somebody takes its sound now, and passes it on. Any thread. */
    boolean isOnAir() {
        return onAirSince.isPresent();
    }

    /** Whether an announcement's sound is being made. Any thread. */
    boolean isMakingSound() {
        return speaker.isMakingSound();
    }

    // --- control thread

    void settings(ChannelSettings next) {
        settings = next;
        speaker.settings(next);
        wiring.settings(next);
        taps.format(next.format());
        wake();
    }

    void engineGoes(long serviceId) {
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

    ChannelStatus status() {
        ChannelSettings s = settings;
        AnnouncementRecord speaking = speaker.speaking();
        Lane lane = wiring.lane();
        Optional<Instant> since = onAirSince;
        double peak = since.isPresent() && lane != null ? lane.peakDbfs() : Double.NEGATIVE_INFINITY;
        return new ChannelStatus(s.id(), s.format(), since.isPresent(), since, s.paused(), peak,
                Optional.ofNullable(speaking).map(a -> a.status()),
                queued(speaking), s.queueCapacity(), s.voice(), pacing(lane), wiring.transport(),
                Optional.ofNullable(lane).map(l -> l.pipe().inputUrl()), wiring.playUrl(), wiring.pushStatus(),
                wiring.problem());
    }

    private List<AnnouncementStatus> queued(AnnouncementRecord speaking) {
        return Stream.concat(speaker.ahead().stream(), queue.list().stream()).filter(a -> a != speaking)
                .map(AnnouncementRecord::status)
                .filter(a -> a.state() == AnnouncementState.QUEUED || a.state() == AnnouncementState.SYNTHESISING)
                .toList();
    }

    private PacingStatus pacing(Lane lane) {
        if (lane == null) {
            return new PacingStatus(0, 0, 0, 0, 0, 0, wiring.restartsForDebt());
        }
        long[] late = lane.lateness().percentiles();
        return new PacingStatus(lane.connected() ? lane.written() : 0, lane.driftNanos(around.clock().nanoTime()) / 1e6, late[0], late[1],
                late[2], lane.generation(), wiring.restartsForDebt());
    }
}
