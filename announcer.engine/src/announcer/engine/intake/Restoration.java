package announcer.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.journal.JournalEntry;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.Recorder;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.config.ChannelSettings.AfterRestart;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.targets.TargetedAnnouncement;

/**
 * Takes up what the journal knows as accepted and not ended, in the order of acceptance. Channels and voices may come later than the
 * journal: until its time is over an announcement waits for them. Looks on announcer-recorder; any thread asks.
 */
final class Restoration {
    /** Takes up what the journal knows. */
    interface Door {
        /** Remembers one for several channels. */
        TargetedAnnouncement remember(JournalEntry whole);

        /** @throws RejectedException when it cannot be admitted (now) */
        TrackedAnnouncement admit(Waiting a, Channel channel) throws RejectedException;
    }

    /** One that waits to be taken up, or a part of one; afterwards it is what it was taken up as. */
    final class Waiting implements Announcement {
        private final JournalEntry entry;
        private final AnnouncementObserver events;
        private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
        private volatile AnnouncementStatus status;
        /** What kept it from being taken up. For the thread that looks. */
        private Optional<String> waitsFor = Optional.empty();
        /** Null: not yet. */
        private volatile TrackedAnnouncement admitted;
        /** Whether it is being admitted; guarded by the restoration. */
        private boolean admitting;
        /** Why it is to be cancelled as soon as it has been admitted; guarded by the restoration. */
        private Optional<String> withdrawal = Optional.empty();

        Waiting(JournalEntry entry, AnnouncementObserver events) {
            this.entry = entry;
            this.events = events;
            this.status = entry.status();
        }

        JournalEntry entry() {
            return entry;
        }

        /** Who is told of what becomes of it. */
        AnnouncementObserver events() {
            return events;
        }

        /** The part that it is, if it is one. */
        Optional<TargetedAnnouncement.Part> part() {
            return events instanceof TargetedAnnouncement.Part p ? Optional.of(p) : Optional.empty();
        }

        @Override
        public String id() {
            return entry.status().id();
        }

        @Override
        public AnnouncementStatus status() {
            TrackedAnnouncement a = admitted;
            return a == null ? status : a.status();
        }

        @Override
        public boolean cancel(String cause) {
            TrackedAnnouncement a = admitted;
            if (a != null) {
                return a.cancel(cause);
            }
            synchronized (Restoration.this) {
                if (admitting) {
                    boolean first = withdrawal.isEmpty();
                    withdrawal = withdrawal.or(() -> Optional.of(cause));
                    return first;
                }
            }
            if (take(this)) {
                end(this, AnnouncementState.CANCELLED, cause);
                return true;
            }
            TrackedAnnouncement now = admitted;
            return now != null && now.cancel(cause);
        }

        @Override
        public CompletionStage<AnnouncementStatus> done() {
            return done.minimalCompletionStage();
        }

        private boolean hasSupersedeKeyOf(TrackedAnnouncement a) {
            Request r = entry.status().request();
            return r.channel().equals(a.request().channel()) && r.keys().supersede().isPresent()
                    && r.keys().supersede().equals(a.request().keys().supersede());
        }

        private boolean waitsToBeHeard() {
            return TrackedAnnouncement.waitsToBeHeard(entry.status());
        }

        /**
         * What is left of its present time-to-live. That begins anew with the end of its pause for one that waits to be heard. For one that has
         * begun it does so when those have been spoken that cut it short, which the journal does not know: it counts from its latest begin, so
         * that an update on the air does not end what began in time, and it is not spoken the next morning either. When the wall clock was set
         * back, no more is left than there was.
         *
         * @param life its whole length
         * @param now on the wall clock
         */
        Duration left(Duration life, Instant now) {
            AnnouncementStatus s = entry.status();
            boolean rests = waitsToBeHeard();
            Instant known = rests ? s.proof().confirmed().orElseThrow() : s.started().orElse(s.submitted());
            Duration then = rests ? life.plus(s.request().untilHeard().pause()) : life;
            Duration left = then.minus(Duration.between(known, now));
            return left.compareTo(then) <= 0 ? left : then;
        }

        private boolean isOver(Instant now) {
            Duration left = left(Duration.between(entry.status().submitted(), entry.expires()), now);
            return left.isNegative() || left.isZero();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final SynthesisContext context;
    private final ChannelRegistry channels;
    private final Recorder recorder;
    private final Door door;
    /** Guarded by this. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** The number of the look that is due: an earlier one does nothing. Guarded by this. */
    private long due;

    Restoration(SynthesisContext context, ChannelRegistry channels, Recorder recorder, Door door) {
        this.context = context;
        this.channels = channels;
        this.recorder = recorder;
        this.door = door;
    }

    /** Those that have not been taken up, as the journal is to know them. Parts are known by their whole, which is remembered. */
    List<JournalEntry> entries() {
        return all().stream().filter(w -> w.part().isEmpty()).map(w -> w.entry).toList();
    }

    /** Takes up these. */
    void restore(List<JournalEntry> unfinished) {
        unfinished.forEach(e -> {
            if (e.status().parts().isEmpty()) {
                add(new Waiting(e, recorder));
            } else {
                addParts(e);
            }
        });
        look();
    }

    private void addParts(JournalEntry whole) {
        List<TargetedAnnouncement.Part> parts = door.remember(whole).parts();
        for (int i = 0; i < parts.size(); i++) {
            AnnouncementStatus known = whole.status().parts().get(i);
            if (!known.state().isFinal()) {
                Waiting w = new Waiting(new JournalEntry(known, whole.expires()), parts.get(i));
                parts.get(i).heldBy(w);
                add(w);
            }
        }
    }

    private synchronized void add(Waiting w) {
        waiting.putIfAbsent(w.id(), w);
    }

    /** Looks again soon: a channel has come, or changed. */
    void lookSoon() {
        schedule(Duration.ZERO);
    }

    private void schedule(Duration delay) {
        long number;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            number = ++due;
        }
        recorder.later(() -> {
            if (isDue(number)) {
                look();
            }
        }, delay);
    }

    private synchronized boolean isDue(long number) {
        return due == number;
    }

    /** Another with the same supersede key has been accepted, or taken up: those before it are not spoken any more. */
    void superseded(TrackedAnnouncement by) {
        if (by.request().keys().supersede().isEmpty()) {
            return;
        }
        for (Waiting w : all()) {
            if (w.id().equals(by.id())) {
                return;
            }
            if (w.hasSupersedeKeyOf(by)) {
                w.cancel("announcement " + by.id() + " with the same supersede key replaced it");
            }
        }
    }

    /** One that waits to be taken up. */
    synchronized Optional<Waiting> find(String id) {
        return Optional.ofNullable(waiting.get(id));
    }

    /** Those that wait to be taken up, in order. */
    synchronized List<Waiting> all() {
        return new ArrayList<>(waiting.values());
    }

    private synchronized boolean take(Waiting w) {
        return waiting.remove(w.id(), w);
    }

    private void look() {
        try {
            Set<String> full = new HashSet<>();
            for (Waiting w : all()) {
                try {
                    look(w, full);
                } catch (RuntimeException e) {
                    LOG.error("announcement {} from before the start cannot be taken up", w.id(), e);
                    // Not by what it was to be taken up as.
                    w.part().ifPresent(p -> p.heldBy(w));
                    if (take(w)) {
                        end(w, AnnouncementState.FAILED, "it cannot be spoken after the restart (" + e + "); the log has more");
                    }
                }
            }
        } finally {
            schedule(AGAIN);
        }
    }

    /** @param full channels that take no more for now: what comes after waits behind what came before */
    private void look(Waiting w, Set<String> full) {
        Instant now = context.instant();
        if (w.isOver(now)) {
            if (take(w)) {
                expire(w);
            }
            return;
        }
        String id = w.status.request().channel();
        Optional<Channel> channel = channels.find(id);
        if (channel.isEmpty()) {
            waitsFor(w, "there is no channel \"" + id + "\"");
            return;
        }
        if (w.entry.status().state() == AnnouncementState.SPEAKING && channel.get().settings().afterRestart() == AfterRestart.DROP) {
            if (take(w)) {
                end(w, AnnouncementState.FAILED,
                        "it was being spoken when Announcer ended, and its channel does not repeat such (afterRestart)");
            }
            return;
        }
        if (!full.contains(id) && !admit(w, channel.get())) {
            full.add(id);
        }
    }

    private void expire(Waiting w) {
        String time = "its time-to-live ran out";
        if (w.waitsFor.isPresent()) {
            time += ": " + w.waitsFor.get();
        } else if (w.waitsToBeHeard() || w.entry.status().started().isEmpty()) {
            time += " while Announcer was not running";
        } else {
            // Perhaps it was over before: what is being spoken goes on then.
            time += " before it could be spoken again";
        }
        if (w.waitsToBeHeard()) {
            end(w, AnnouncementState.SPOKEN, "no player received it, and " + time);
        } else {
            end(w, AnnouncementState.EXPIRED, time);
        }
    }

    /** Returns false when the channel has no room. */
    private boolean admit(Waiting w, Channel channel) {
        if (!begin(w)) {
            return true;
        }
        try {
            w.admitted = door.admit(w, channel);
            take(w);
            w.admitted.done().whenComplete((outcome, e) -> w.done.complete(outcome));
            withdrawal(w).ifPresent(w.admitted::cancel);
            return true;
        } catch (RejectedException e) {
            w.part().ifPresent(p -> p.heldBy(w));
            Optional<String> withdrawn = withdrawal(w);
            if (withdrawn.isPresent()) {
                take(w);
                end(w, AnnouncementState.CANCELLED, withdrawn.get());
            } else if (mayPass(e.reason())) {
                waitsFor(w, e.getMessage());
            } else if (take(w)) {
                end(w, AnnouncementState.FAILED, "it cannot be spoken after the restart: " + e.getMessage());
            }
            return e.reason() != Reason.QUEUE_FULL;
        } finally {
            synchronized (this) {
                w.admitting = false;
            }
        }
    }

    /** From now on who cancels it must wait until it has been admitted; false when it is not here any more. */
    private synchronized boolean begin(Waiting w) {
        w.admitting = waiting.get(w.id()) == w;
        return w.admitting;
    }

    /** Why it was cancelled while it was being admitted; from now on it is cancelled as usual. */
    private synchronized Optional<String> withdrawal(Waiting w) {
        w.admitting = false;
        return w.withdrawal;
    }

    /** Whether there is hope that it is admitted later: engines come one by one after a start. */
    private static boolean mayPass(Reason reason) {
        return switch (reason) {
            case UNKNOWN_CHANNEL, UNKNOWN_VOICE, UNKNOWN_LANGUAGE, QUEUE_FULL, STOPPING -> true;
            default -> false;
        };
    }

    private static void waitsFor(Waiting w, String cause) {
        AnnouncementStatus s = w.status;
        w.waitsFor = Optional.of(cause);
        w.status = new AnnouncementStatus(s.id(), s.request(), AnnouncementState.QUEUED, Optional.of(cause), s.voice(), s.submitted(),
                s.started(),
                Optional.empty(), s.sendings(), s.proof());
    }

    private void end(Waiting w, AnnouncementState outcome, String cause) {
        AnnouncementStatus s = w.status;
        AnnouncementStatus ended = new AnnouncementStatus(s.id(), s.request(), outcome, Optional.of(cause), s.voice(), s.submitted(),
                s.started(), Optional.of(context.instant()), s.sendings(), s.proof());
        context.ended(ended);
        w.events.ended(ended, w.entry.expires(), () -> {
            w.status = ended;
            w.events.changed(ended);
            w.events.run(() -> w.done.complete(ended));
        });
    }
}
