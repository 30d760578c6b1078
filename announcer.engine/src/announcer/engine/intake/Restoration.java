package announcer.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.journal.JournalEntry;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.Recorder;
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
        void admit(Waiting a, Channel channel) throws RejectedException;
    }

    /** One that waits to be taken up, or a part of one. */
    final class Waiting implements Announcement {
        private final JournalEntry entry;
        private final AnnouncementObserver events;
        private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
        private volatile AnnouncementStatus status;

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
            return status;
        }

        @Override
        public boolean cancel(String cause) {
            return take(this) && end(this, AnnouncementState.CANCELLED, cause);
        }

        @Override
        public CompletionStage<AnnouncementStatus> done() {
            return done.minimalCompletionStage();
        }
    }

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final SynthesisContext context;
    private final ChannelRegistry channels;
    private final Recorder recorder;
    private final Door door;
    /** Guarded by this. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** Whether a look is due; guarded by this. */
    private boolean scheduled;

    Restoration(SynthesisContext context, ChannelRegistry channels, Recorder recorder, Door door) {
        this.context = context;
        this.channels = channels;
        this.recorder = recorder;
        this.door = door;
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
        synchronized (this) {
            if (waiting.isEmpty() || scheduled && !delay.isZero()) {
                return;
            }
            scheduled = true;
        }
        recorder.later(this::look, delay);
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
        synchronized (this) {
            scheduled = false;
        }
        all().forEach(this::look);
        schedule(AGAIN);
    }

    private void look(Waiting w) {
        Instant now = context.instant();
        if (!now.isBefore(w.entry.expires())) {
            if (take(w)) {
                end(w, AnnouncementState.EXPIRED, w.status.cause().orElse("its time-to-live ran out while Announcer was not running"));
            }
            return;
        }
        Optional<Channel> channel = channels.find(w.status.request().channel());
        if (channel.isEmpty()) {
            waitsFor(w, "there is no channel \"" + w.status.request().channel() + "\"");
            return;
        }
        if (w.status.started().isPresent() && channel.get().settings().afterRestart() == AfterRestart.DROP) {
            if (take(w)) {
                end(w, AnnouncementState.FAILED,
                        "it was being spoken when Announcer ended, and its channel does not repeat such (afterRestart)");
            }
            return;
        }
        if (!take(w)) {
            return;
        }
        try {
            door.admit(w, channel.get());
        } catch (RejectedException e) {
            if (mayPass(e.reason())) {
                putBack(w);
                waitsFor(w, e.getMessage());
            } else {
                end(w, AnnouncementState.FAILED, "it cannot be spoken after the restart: " + e.getMessage());
            }
        }
    }

    private synchronized void putBack(Waiting w) {
        waiting.put(w.id(), w);
        w.part().ifPresent(p -> p.heldBy(w));
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
        w.status = new AnnouncementStatus(s.id(), s.request(), AnnouncementState.QUEUED, Optional.of(cause), s.voice(), s.submitted(),
                s.started(),
                Optional.empty(), s.sendings(), s.proof());
    }

    private boolean end(Waiting w, AnnouncementState outcome, String cause) {
        AnnouncementStatus s = w.status;
        AnnouncementStatus ended = new AnnouncementStatus(s.id(), s.request(), outcome, Optional.of(cause), s.voice(), s.submitted(),
                s.started(), Optional.of(context.instant()), s.sendings(), s.proof());
        context.ended(ended);
        w.events.ended(ended, w.entry.expires(), () -> {
            w.status = ended;
            w.events.changed(ended);
            w.events.run(() -> w.done.complete(ended));
        });
        return true;
    }
}
