package announcer.engine.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import announcer.api.AnnouncementState;
import announcer.api.Priority;
import announcer.api.stream.Audience;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.Interruption;
import announcer.engine.config.InterruptionRules;
import announcer.engine.output.OutputController;
import announcer.engine.playout.Playout;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.AnnouncementSynthesizer;
import announcer.engine.synthesis.SynthesisContext;
import announcer.lib.time.Deadline;

/**
 * The announcements of one channel between its queue and their outcomes: has their sound made, puts them on the lane in order, follows
 * them until they are spoken, and begins again what a lost reader did not hear. Control thread only, but for {@link #speaking()}.
 */
final class PlayoutScheduler {
    /** Announcements whose sound is made ahead, the one being spoken included. */
    private static final int AHEAD = 2;
    /** The pacer makes room for the next sentence of a long text and tells nobody: far less than the 60 s that are kept. */
    private static final long LATER_NANOS = 200_000_000;
    /** How long an outcome waits to be told until the server has told who received it. */
    private static final long PATIENCE_NANOS = 1_000_000_000;
    /** The same when it is to be spoken again if nobody did. */
    private static final long LONG_PATIENCE_NANOS = 10_000_000_000L;
    private static final String LOST = "its reader was lost; it will be spoken again from its start";

    private final SynthesisContext context;
    private final AnnouncementQueue queue;
    private final List<QueuedPlayout> playouts = new ArrayList<>();
    /** What is known of announcements that have begun and wait in the queue again. */
    private final Map<TrackedAnnouncement, QueuedPlayout> setAside = new HashMap<>();
    private final AnnouncementSynthesizer synthesizer;
    private final UnheardAnnouncements unheard = new UnheardAnnouncements();
    private ChannelSettings settings;
    private PlayoutLane lane;
    private volatile TrackedAnnouncement speaking;
    private volatile TrackedAnnouncement beneath;
    private volatile boolean makingSound;
    private volatile List<TrackedAnnouncement> ahead = List.of();
    private volatile List<TrackedAnnouncement> resting = List.of();

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

    /** What goes on, quieter, beneath that; null when nothing does. Any thread. */
    TrackedAnnouncement beneath() {
        return beneath;
    }

    /** Whether the sound of an announcement is not complete yet. Any thread. */
    boolean isMakingSound() {
        return makingSound;
    }

    /** Those that have been taken from the queue and have no outcome, in order. Any thread. */
    List<TrackedAnnouncement> ahead() {
        return ahead;
    }

    /** Those that were spoken and wait to be spoken again, since no player received them. Any thread. */
    List<TrackedAnnouncement> resting() {
        return resting;
    }

    /** New settings; a new format makes all sound anew. */
    void settings(ChannelSettings next) {
        boolean newFormat = !next.format().equals(settings.format());
        settings = next;
        synthesizer.settings(next);
        if (newFormat) {
            settle();
            Stream.concat(playouts.stream(), setAside.values().stream()).forEach(j -> {
                j.sound().forgetKept();
                makeAnew(j);
            });
        }
    }

    /** An engine's service goes: syntheses that use it are retried on the next match. */
    void engineGoes(long serviceId) {
        playouts.forEach(j -> j.sound().engineGoes(serviceId));
    }

    /**
     * Lets go of everything that has no outcome yet.
     *
     * @param keeps which are spoken later, and have no outcome now; the others are CANCELLED
     * @return those that are kept, in order
     */
    List<TrackedAnnouncement> endAll(Predicate<TrackedAnnouncement> keeps, String cause) {
        settle();
        playouts.forEach(this::letGo);
        List<TrackedAnnouncement> all = Stream
                .of(playouts.stream().map(QueuedPlayout::announcement).toList(), queue.close(), unheard.takeAll())
                .flatMap(List::stream).toList();
        playouts.clear();
        speaking = null;
        beneath = null;
        Map<Boolean, List<TrackedAnnouncement>> kept = all.stream().collect(Collectors.partitioningBy(keeps));
        kept.get(false).forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal().or(() -> Optional.of(cause))));
        return kept.get(true);
    }

    /** What a reader has passed on was spoken, though nobody has told yet who received it. */
    private void settle() {
        playouts.forEach(j -> j.confirmation().ifPresent(c -> spoken(j, c, context.clock().nanoTime())));
        playouts.removeIf(QueuedPlayout::hasOutcome);
    }

    /** Does what is to be done now; returns after how many nanoseconds to call it again, {@link Long#MAX_VALUE}: when something has happened. */
    long advance(long now, OutputController output) {
        takeUp(output, now);
        follow(output, now);
        putBackInterrupted(now);
        withdraw(now);
        unheard.putBackDue(queue, now);
        countTimeAgain(now);
        makeWay();
        fill();
        makeSound(now);
        playouts.forEach(this::noteMade);
        offer();
        interrupt();
        boolean roomForMore = playouts.removeIf(QueuedPlayout::hasOutcome);
        makingSound = playouts.stream().anyMatch(j -> !j.sound().soundIsMade());
        List<TrackedAnnouncement> spoken = playouts.stream().filter(j -> j.isTold() && !j.isIn(Playout.State.WRITTEN))
                .map(QueuedPlayout::announcement).toList();
        // Where there are two, the upper one has begun last.
        speaking = spoken.isEmpty() ? null : spoken.get(spoken.size() - 1);
        beneath = spoken.size() > 1 ? spoken.get(0) : null;
        ahead = playouts.stream().map(QueuedPlayout::announcement).toList();
        resting = unheard.list();
        return roomForMore && queue.size() > 0 ? 0 : nanosToNextLook(output, now);
    }

    /**
     * After how many nanoseconds something is due that nobody wakes the channel for: an end of a time-to-live, a voice to be looked for
     * again, a reader by hand that has drained its pipe, room for the next sentence of a long text. All else wakes it: the lane, the threads
     * that make sound, the push.
     */
    private long nanosToNextLook(OutputController output, long now) {
        long wait = Math.min(queue.nanosToExpiry(now), unheard.nanosToNext(now));
        for (QueuedPlayout j : playouts) {
            if (j.isIn(Playout.State.WRITTEN)) {
                wait = Math.min(wait, j.confirmation().map(c -> c.patience().nanosLeft(now))
                        .orElseGet(() -> output.nanosToConfirm(j.playout(), now)));
            } else if (!j.isIn(Playout.State.PLAYING)) {
                wait = Math.min(wait, j.announcement().nanosToExpiry(now));
            }
        }
        for (QueuedPlayout j : inMaking()) {
            wait = Math.min(wait, j.sound().nanosToNextStep(now, j.isIn(Playout.State.PLAYING) ? LATER_NANOS : Long.MAX_VALUE));
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
                    if (!confirmed(j, output, now) && !sameReader) {
                        again(j, LOST);
                    }
                }
                case PLAYING -> {
                    if (!sameReader) {
                        again(j, other ? "its transport was changed; it will be spoken again from its start" : LOST);
                    }
                }
                case LOST -> again(j, LOST);
                case WITHDRAWN, CUT, ABANDONED -> {
                    // Seen to below.
                }
            }
        }
        playouts.removeIf(QueuedPlayout::hasOutcome);
        Stream.concat(playouts.stream(), setAside.values().stream()).filter(QueuedPlayout::goesOnAfterUnheard).forEach(this::makeAnew);
        if (lane != null) {
            lane.release();
        }
        lane = present;
    }

    private void again(QueuedPlayout j, String why) {
        if (!j.sound().isReplayable() || !j.sound().isFromStart()) {
            makeAnew(j);
        } else {
            j.again();
        }
        // After that: who is told that it waits may cancel it.
        if (j.announcement().present().started().isPresent()) {
            j.announcement().waiting(AnnouncementState.QUEUED, Optional.of(why));
        }
    }

    private void follow(OutputController output, long now) {
        for (QueuedPlayout j : playouts) {
            if (j.isToBeTold()) {
                tell(j, now);
            }
            if (j.isIn(Playout.State.WRITTEN)) {
                j.announcement().allSaid(true);
                confirmed(j, output, now);
            } else if (j.isIn(Playout.State.CUT) && !j.isInterrupted()) {
                end(j.announcement(), AnnouncementState.CANCELLED, j.announcement().cancelCause());
            }
        }
    }

    /** Whether the reader has passed on all of one that is WRITTEN. Its outcome follows as soon as it is known who received it. */
    private boolean confirmed(QueuedPlayout j, OutputController output, long now) {
        if (j.confirmation().isEmpty() && output.confirmed(j.playout(), now)) {
            long patience = j.announcement().request().untilHeard().times() > 0 ? LONG_PATIENCE_NANOS : PATIENCE_NANOS;
            j.confirm(output.audience(j.playout(), now), context.instant(), Deadline.at(now + patience));
        }
        j.confirmation().filter(c -> c.isSettled(now)).ifPresent(c -> spoken(j, c, now));
        return j.confirmation().isPresent();
    }

    /** Those that were cut short for others wait in the queue again, first of their rank; or are ended, if they were cancelled as well. */
    private void putBackInterrupted(long now) {
        for (int i = playouts.size() - 1; i >= 0; i--) {
            QueuedPlayout j = playouts.get(i);
            if (!j.isIn(Playout.State.CUT) || !j.isInterrupted()) {
                continue;
            }
            TrackedAnnouncement a = j.announcement();
            boolean begun = j.playout().hasStarted();
            if (begun && !j.isTold()) {
                tell(j, now);
            }
            letGo(j);
            String why = j.afterInterruption();
            a.interrupted(begun || a.isInterrupted());
            setAside(i, begun ? Optional.of(why) : Optional.empty());
        }
    }

    /** The one with this index waits in the queue again. */
    private void setAside(int index, Optional<String> why) {
        QueuedPlayout j = playouts.remove(index);
        TrackedAnnouncement a = j.announcement();
        if (a.present().sendings() > 0) {
            setAside.put(a, j);
        }
        a.waiting(AnnouncementState.QUEUED, why);
        queue.putBack(a);
    }

    private void withdraw(long now) {
        unheard.takeWithdrawn().forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal()));
        queue.takeWithdrawn().forEach(a -> end(a, AnnouncementState.CANCELLED, a.withdrawal()));
        queue.takeExpired(now).forEach(a -> expire(a, now));
        for (QueuedPlayout j : playouts) {
            TrackedAnnouncement a = j.announcement();
            Optional<String> withdrawal = a.withdrawal();
            if (withdrawal.isEmpty() && !a.isExpired(now)) {
                continue;
            }
            if (j.withdraw()) {
                letGo(j);
                if (withdrawal.isPresent()) {
                    end(a, AnnouncementState.CANCELLED, withdrawal);
                } else {
                    expire(a, now);
                }
            } else if (a.cancelCause().isPresent()) {
                // One that was only superseded has begun and goes on.
                j.playout().cut();
            }
        }
        playouts.removeIf(QueuedPlayout::hasOutcome);
    }

    /** One that was spoken, and was to be spoken again for want of players, was spoken all the same. */
    private void expire(TrackedAnnouncement a, long now) {
        boolean spoken = a.wasSpokenUnheard();
        end(a, spoken ? AnnouncementState.SPOKEN : AnnouncementState.EXPIRED,
                Optional.of((spoken ? "no player received it, and before it could be spoken again " : "") + whyExpired(a, now)));
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

    /**
     * The time-to-live of one that was cut short does not count while those are spoken that were let before it; then it begins anew. So it is
     * not lost to them, nor is it spoken the next morning.
     */
    private void countTimeAgain(long now) {
        Stream.concat(setAside.keySet().stream(),
                playouts.stream().filter(j -> !j.isIn(Playout.State.PLAYING)).map(QueuedPlayout::announcement))
                .filter(a -> a.isInterrupted() && !queue.hasAbove(a.rank()))
                .filter(a -> playouts.stream().noneMatch(j -> j.announcement().rank().compareTo(a.rank()) > 0))
                .forEach(a -> queue.beginsAnew(a, now));
    }

    /** Those that have not begun go back to the queue when one waits, there or behind them, that goes before them. */
    private void makeWay() {
        Optional<Priority> highest = queue.highestEntitled();
        for (int i = playouts.size() - 1; i >= 0; i--) {
            QueuedPlayout j = playouts.get(i);
            TrackedAnnouncement a = j.announcement();
            if (highest.isPresent() && goesBefore(highest.get(), a) && j.withdraw()) {
                letGo(j);
                j.again();
                setAside(i, a.present().sendings() > 0 ? a.present().cause() : Optional.empty());
            } else if (a.isEntitled() && highest.filter(h -> h.compareTo(a.rank()) >= 0).isEmpty()) {
                highest = Optional.of(a.rank());
            }
        }
    }

    /** Whether one of a rank goes before another one that does not sound. One whose reader was lost counts as one that is being spoken. */
    private boolean goesBefore(Priority rank, TrackedAnnouncement a) {
        return rank.compareTo(a.rank()) > 0
                && (a.present().sendings() == 0 || a.isInterrupted() || a.timesUnheard() > 0 || rules().cuts(rank, a.rank()));
    }

    private InterruptionRules rules() {
        return context.limits().get().interruptions();
    }

    private void fill() {
        while (playouts.stream().filter(j -> !j.isIn(Playout.State.WRITTEN) && !isDucked(j)).count() < AHEAD) {
            TrackedAnnouncement a = queue.poll();
            if (a == null) {
                return;
            }
            QueuedPlayout known = setAside.remove(a);
            playouts.add(known == null ? new QueuedPlayout(a) : known);
        }
    }

    private void makeSound(long now) {
        for (QueuedPlayout j : inMaking()) {
            Optional<String> failure = synthesizer.advance(j.sound(), now);
            if (failure.isPresent()) {
                letGo(j);
                end(j.announcement(), AnnouncementState.FAILED, failure);
                // The next one takes its place.
                makeSound(now);
                return;
            }
        }
    }

    /** Those whose sound is made now: the first that is not complete, and one that will interrupt what is being spoken. */
    private List<QueuedPlayout> inMaking() {
        List<QueuedPlayout> all = new ArrayList<>(AHEAD);
        for (QueuedPlayout j : playouts) {
            boolean wanted = all.isEmpty() || interrupts(j);
            if (wanted && !j.hasOutcome() && !j.sound().soundIsMade()) {
                all.add(j);
            }
        }
        return all;
    }

    /** Whether one is being spoken beneath another one. */
    private boolean isDucked(QueuedPlayout j) {
        return j.isIn(Playout.State.PLAYING)
                && playouts.stream().anyMatch(k -> k.isIn(Playout.State.PLAYING) && k.playout().isOver(j.playout()));
    }

    /** Whether others are being spoken, and none of them makes it wait. */
    private boolean interrupts(QueuedPlayout j) {
        List<QueuedPlayout> spoken = playouts.stream().filter(k -> k != j && k.isIn(Playout.State.PLAYING)).toList();
        return !spoken.isEmpty() && j.announcement().isEntitled()
                && spoken.stream().allMatch(s -> mayInterrupt(j.announcement().rank(), s));
    }

    private boolean mayInterrupt(Priority rank, QueuedPlayout spoken) {
        Interruption how = rules().of(rank, spoken.announcement().rank());
        return rules().interrupts(rank, spoken.announcement().rank())
                && (rank == Priority.EMERGENCY || how == Interruption.DUCK || !spoken.wasCutOftenEnough());
    }

    /**
     * Has one be heard over what is being spoken, or in its place, when it may do so and has its first sentence: there is no silence to wait in.
     * Of two that are being spoken one at most goes on beneath it: three together nobody understands.
     */
    private void interrupt() {
        List<QueuedPlayout> spoken = playouts.stream().filter(j -> j.isIn(Playout.State.PLAYING)).toList();
        if (settings.paused() || spoken.isEmpty() || spoken.stream().anyMatch(QueuedPlayout::isInterrupted)) {
            return;
        }
        playouts.stream().filter(j -> j.isReady() && interrupts(j)).findFirst().ifPresent(j -> {
            boolean taken = false;
            // The upper one first.
            for (int i = spoken.size() - 1; i >= 0; i--) {
                QueuedPlayout s = spoken.get(i);
                Interruption how = rules().of(j.announcement().rank(), s.announcement().rank());
                if (how == Interruption.DUCK && !taken) {
                    taken = true;
                    j.playout().over(s.playout());
                } else {
                    s.interrupt(j.announcement(), how == Interruption.DUCK ? Interruption.CUT_AND_RESUME : how);
                }
            }
        });
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
        j.anew(0);
    }

    private void letGo(QueuedPlayout j) {
        j.letGo(context.pool());
    }

    private void tell(QueuedPlayout j, long now) {
        Playout s = j.playout();
        j.told();
        j.announcement().interrupted(false);
        // One without a single frame never started.
        j.announcement().speaking(at(s.hasStarted() ? s.startedNanos() : s.writtenNanos(), now));
    }

    private void noteMade(QueuedPlayout j) {
        if (j.sound().soundIsMade() && j.announcement().present().proof().made().isEmpty()) {
            j.announcement().proved(p -> p.withMade(context.instant()));
        }
    }

    private void spoken(QueuedPlayout j, QueuedPlayout.Confirmation confirmation, long now) {
        if (!j.isTold()) {
            tell(j, now);
        }
        TrackedAnnouncement a = j.announcement();
        String whyUnknown = confirmation.whyUnknown();
        Optional<Audience> players = confirmation.players();
        Instant lastFrame = at(j.playout().writtenNanos(), now);
        a.proved(p -> p.withPlayed(lastFrame, confirmation.at(), players));
        if (unheard.take(a, players, now)) {
            letGo(j);
            j.leave();
            return;
        }
        if (a.cancelCause().isPresent() && a.request().untilHeard().times() > 0 && players.filter(p -> p.received() > 0).isEmpty()) {
            // It would have been spoken again.
            end(a, AnnouncementState.CANCELLED, a.cancelCause());
            return;
        }
        // What happened to the voices and chimes that were wished for is part of the outcome.
        List<String> causes = new ArrayList<>(j.sound().remarks().stream().toList());
        UnheardAnnouncements.remark(a, players, whyUnknown).ifPresent(causes::add);
        Optional<String> why = causes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", causes));
        end(j.announcement(), AnnouncementState.SPOKEN, why);
    }

    /** The one place where an announcement of this channel gets its outcome. */
    private void end(TrackedAnnouncement a, AnnouncementState outcome, Optional<String> cause) {
        setAside.remove(a);
        a.end(outcome, cause, context.instant());
        context.ended(a.present());
    }

    private Instant at(long nanos, long now) {
        return context.instant().minusNanos(now - nanos);
    }
}
