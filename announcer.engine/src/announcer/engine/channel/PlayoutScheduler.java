package announcer.engine.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import announcer.api.AnnouncementState;
import announcer.api.Priority;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.ChannelSettings;
import announcer.engine.output.OutputController;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.AnnouncementSynthesizer;
import announcer.engine.synthesis.SynthesisContext;

/**
 * The announcements of one channel between its queue and their outcomes: has their sound made, puts them on the lane in order, follows
 * them until they are spoken, and begins again what a lost reader did not hear. Control thread only, but for {@link #speaking()}.
 */
final class PlayoutScheduler {
    /** Announcements whose sound is made ahead, the one being spoken included. */
    private static final int AHEAD = 2;
    /** The pacer makes room for the next sentence of a long text and tells nobody: far less than the 60 s that are kept. */
    private static final long LATER_NANOS = 200_000_000;
    private static final String LOST = "its reader was lost; it will be spoken again from its start";

    private final SynthesisContext context;
    private final AnnouncementQueue queue;
    private final List<QueuedPlayout> playouts = new ArrayList<>();
    private final AnnouncementSynthesizer synthesizer;
    private ChannelSettings settings;
    private PlayoutLane lane;
    private volatile TrackedAnnouncement speaking;
    private volatile boolean makingSound;
    private volatile List<TrackedAnnouncement> ahead = List.of();

    PlayoutScheduler(SynthesisContext context, AnnouncementQueue queue, ChannelSettings settings) {
        this.context = context;
        this.queue = queue;
        this.settings = settings;
        this.synthesizer = new AnnouncementSynthesizer(context, settings);
    }

    /** What is being spoken now; null when nothing is. Any thread. */
    TrackedAnnouncement speaking() {
        return speaking;
    }

    /** Whether the sound of an announcement is not complete yet. Any thread. */
    boolean isMakingSound() {
        return makingSound;
    }

    /** Those that have been taken from the queue and have no outcome, in order. Any thread. */
    List<TrackedAnnouncement> ahead() {
        return ahead;
    }

    /** New settings; a new format makes all sound anew. */
    void settings(ChannelSettings next) {
        boolean newFormat = !next.format().equals(settings.format());
        settings = next;
        synthesizer.settings(next);
        if (newFormat) {
            playouts.forEach(this::makeAnew);
        }
    }

    /** An engine's service goes: syntheses that use it are retried on the next match. */
    void engineGoes(long serviceId) {
        playouts.forEach(j -> j.sound().engineGoes(serviceId));
    }

    /**
     * Lets go of everything that has no outcome yet.
     *
     * @param keeps which go on after the next start, and have none now; the others are CANCELLED
     */
    void endAll(Predicate<TrackedAnnouncement> keeps, String cause) {
        playouts.forEach(this::letGo);
        playouts.stream().map(QueuedPlayout::announcement).filter(a -> !keeps.test(a))
                .forEach(a -> end(a, AnnouncementState.CANCELLED, Optional.of(cause)));
        playouts.clear();
        queue.close().stream().filter(a -> !keeps.test(a)).forEach(a -> end(a, AnnouncementState.CANCELLED, Optional.of(cause)));
        speaking = null;
    }

    /** Does what is to be done now; returns after how many nanoseconds to call it again, {@link Long#MAX_VALUE}: when something has happened. */
    long advance(long now, OutputController output) {
        takeUp(output, now);
        follow(output, now);
        withdraw(now);
        queue.highestEntitled().ifPresent(this::makeWay);
        fill();
        makeSound(now);
        offer();
        boolean roomForMore = playouts.removeIf(QueuedPlayout::hasOutcome);
        makingSound = playouts.stream().anyMatch(j -> !j.sound().soundIsMade());
        speaking = playouts.stream().filter(j -> j.isTold() && !j.isIn(Playout.State.WRITTEN)).map(QueuedPlayout::announcement).findFirst()
                .orElse(null);
        ahead = playouts.stream().map(QueuedPlayout::announcement).toList();
        return roomForMore && queue.size() > 0 ? 0 : nanosToNextLook(output, now);
    }

    /**
     * After how many nanoseconds something is due that nobody wakes the channel for: an end of a time-to-live, a voice to be looked for
     * again, a reader by hand that has drained its pipe, room for the next sentence of a long text. All else wakes it: the lane, the threads
     * that make sound, the push.
     */
    private long nanosToNextLook(OutputController output, long now) {
        long wait = queue.nanosToExpiry(now);
        boolean first = true;
        for (QueuedPlayout j : playouts) {
            if (j.isIn(Playout.State.WRITTEN)) {
                wait = Math.min(wait, output.nanosToConfirm(j.playout(), now));
            } else if (!j.isIn(Playout.State.PLAYING)) {
                wait = Math.min(wait, j.announcement().nanosToExpiry(now));
            }
            // The sound of the next ones is not made before it.
            if (first && !j.sound().soundIsMade()) {
                first = false;
                wait = Math.min(wait, j.sound().nanosToNextStep(now, j.isIn(Playout.State.PLAYING) ? LATER_NANOS : Long.MAX_VALUE));
            }
        }
        return wait;
    }

    /** Another lane, or a lost reader: what was not heard is put in order again. */
    private void takeUp(OutputController output, long now) {
        PlayoutLane present = output.lane();
        boolean other = present != lane;
        if (!other && (lane == null || !lane.held())) {
            return;
        }
        for (QueuedPlayout j : playouts) {
            Playout s = j.playout();
            if (s == null) {
                continue;
            }
            boolean sameReader = !other && lane.connected() && s.generation() == lane.generation();
            switch (sameReader ? s.state() : s.takeBack()) {
                case WAITING -> j.again();
                case WRITTEN -> {
                    if (output.confirmed(s, now)) {
                        spoken(j, now);
                    } else if (!sameReader) {
                        again(j, LOST);
                    }
                }
                case PLAYING -> {
                    if (!sameReader) {
                        again(j, other ? "its transport was changed; it will be spoken again from its start" : LOST);
                    }
                }
                case LOST -> again(j, LOST);
                case WITHDRAWN, CANCELLED, ABANDONED -> {
                    // Seen to below.
                }
            }
        }
        playouts.removeIf(QueuedPlayout::hasOutcome);
        if (lane != null) {
            lane.release();
        }
        lane = present;
    }

    private void again(QueuedPlayout j, String why) {
        if (j.announcement().present().started().isPresent()) {
            j.announcement().waiting(AnnouncementState.QUEUED, Optional.of(why));
        }
        if (!j.sound().isReplayable()) {
            makeAnew(j);
        } else {
            j.again();
        }
    }

    private void follow(OutputController output, long now) {
        for (QueuedPlayout j : playouts) {
            if (j.isToBeTold()) {
                tell(j, now);
            }
            if (j.isIn(Playout.State.WRITTEN) && output.confirmed(j.playout(), now)) {
                spoken(j, now);
            } else if (j.isIn(Playout.State.CANCELLED)) {
                end(j.announcement(), AnnouncementState.CANCELLED, j.announcement().cancelCause());
            }
        }
    }

    private void withdraw(long now) {
        queue.takeWithdrawn().forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal()));
        queue.takeExpired(now).forEach(a -> end(a, AnnouncementState.EXPIRED, Optional.of(whyExpired(a, now))));
        for (QueuedPlayout j : playouts) {
            TrackedAnnouncement a = j.announcement();
            Optional<String> withdrawal = a.withdrawal();
            if (withdrawal.isEmpty() && !a.isExpired(now)) {
                continue;
            }
            if (j.withdraw()) {
                letGo(j);
                end(a, withdrawal.isPresent() ? AnnouncementState.CANCELLED : AnnouncementState.EXPIRED,
                        withdrawal.or(() -> Optional.of(whyExpired(a, now))));
            } else if (a.cancelCause().isPresent()) {
                // One that was only superseded has begun and goes on.
                j.playout().cancel();
            }
        }
        playouts.removeIf(QueuedPlayout::hasOutcome);
    }

    private String whyExpired(TrackedAnnouncement a, long now) {
        String time = "its time-to-live ran out after " + a.waited(now).toSeconds() + " s: ";
        if (lane == null || !lane.connected()) {
            return time + "channel " + settings.id() + " had no reader";
        }
        if (settings.paused()) {
            return time + "channel " + settings.id() + " is paused";
        }
        return time + a.present().cause().orElse("others were before it");
    }

    /** One waits that is entitled to a rank: those of lower ranks that have not begun go back to the queue. */
    private void makeWay(Priority rank) {
        for (int i = playouts.size() - 1; i >= 0; i--) {
            QueuedPlayout j = playouts.get(i);
            TrackedAnnouncement a = j.announcement();
            if (a.rank().compareTo(rank) < 0 && a.present().sendings() == 0 && j.withdraw()) {
                letGo(j);
                playouts.remove(i);
                a.waiting(AnnouncementState.QUEUED, Optional.empty());
                queue.putBack(a);
            }
        }
    }

    private void fill() {
        while (playouts.stream().filter(j -> !j.isIn(Playout.State.WRITTEN)).count() < AHEAD) {
            TrackedAnnouncement a = queue.poll();
            if (a == null) {
                return;
            }
            playouts.add(new QueuedPlayout(a));
        }
    }

    /** Of the first that is not complete: the next ones are not made before it. */
    private void makeSound(long now) {
        for (QueuedPlayout j : playouts) {
            if (j.sound().soundIsMade()) {
                continue;
            }
            Optional<String> failure = synthesizer.advance(j.sound(), now);
            if (failure.isEmpty()) {
                return;
            }
            letGo(j);
            end(j.announcement(), AnnouncementState.FAILED, failure);
        }
    }

    /** Puts playouts on the lane, strictly in order. */
    private void offer() {
        for (QueuedPlayout j : playouts) {
            // A lane of the former format takes nothing more: it is about to be replaced.
            if (lane == null || !lane.format().equals(settings.format()) || !j.offerTo(lane)) {
                return;
            }
        }
    }

    /** Throws the sound away that there is: it is of the wrong format, or its beginning is gone. */
    private void makeAnew(QueuedPlayout j) {
        letGo(j);
        j.anew();
    }

    private void letGo(QueuedPlayout j) {
        j.letGo(context.pool());
    }

    private void tell(QueuedPlayout j, long now) {
        Playout s = j.playout();
        j.told();
        // One without a single frame never started.
        j.announcement().speaking(at(s.hasStarted() ? s.startedNanos() : s.writtenNanos(), now));
    }

    private void spoken(QueuedPlayout j, long now) {
        if (!j.isTold()) {
            tell(j, now);
        }
        // What happened to the voices that were wished for is part of the outcome.
        List<String> causes = j.sound().causes;
        Optional<String> why = causes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", causes));
        end(j.announcement(), AnnouncementState.SPOKEN, why);
    }

    /** The one place where an announcement of this channel gets its outcome. */
    private void end(TrackedAnnouncement a, AnnouncementState outcome, Optional<String> cause) {
        a.end(outcome, cause, context.instant());
        context.ended(a.present());
    }

    private Instant at(long nanos, long now) {
        return context.instant().minusNanos(now - nanos);
    }
}
