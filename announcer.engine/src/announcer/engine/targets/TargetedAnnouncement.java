package announcer.engine.targets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.CancelSelector;
import announcer.api.Request;
import announcer.engine.announcement.Accepted;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.PartsSummary;
import announcer.engine.announcement.Recorder;
import announcer.engine.announcement.TellingOrder;

/**
 * One announcement for several channels. Each channel has its part, which waits, speaks and ends as any announcement of that channel does; this one is
 * what its parts are, and the one of which the journal and the listeners know. What becomes of the parts is taken in one order, without a lock:
 * the outcome of a part is told when the whole, with that outcome in it, is durable. Any thread.
 */
public final class TargetedAnnouncement implements Accepted {
    /** What there is on one channel. It is told of what becomes of that. */
    public final class Part implements AnnouncementObserver {
        private volatile AnnouncementStatus present;
        private volatile AnnouncementStatus told;
        /** Who has it; null: nobody, it has its outcome. */
        private volatile Announcement holder;

        private Part(AnnouncementStatus status) {
            present = status;
            told = status;
        }

        /** Its id. */
        public String id() {
            return present.id();
        }

        /** Its request, which is for its channel alone. */
        public Request request() {
            return present.request();
        }

        /** From now on this one is it. */
        public void heldBy(Announcement its) {
            holder = its;
        }

        /** It cannot even begin. Before anybody knows of it. */
        public void refuse(String cause) {
            told = new AnnouncementStatus(id(), request(), AnnouncementState.FAILED, Optional.of(cause), Optional.empty(), submitted,
                    Optional.empty(), Optional.of(submitted), 0);
            present = told;
        }

        private AnnouncementStatus status() {
            Announcement its = holder;
            return its == null ? told : its.status();
        }

        private boolean cancel(String cause) {
            Announcement its = holder;
            return its != null && its.cancel(cause);
        }

        @Override
        public void changed(AnnouncementStatus status) {
            inOrder(() -> {
                told = status;
                if (!status.state().isFinal()) {
                    present = status;
                }
                tell();
            });
        }

        @Override
        public void ended(AnnouncementStatus outcome, Instant partExpires, Runnable visible) {
            inOrder(() -> {
                present = outcome;
                AnnouncementStatus whole = present();
                if (whole.state().isFinal()) {
                    recorder.ended(whole, expires, visible);
                } else {
                    recorder.partEnded(TargetedAnnouncement.this, visible);
                }
            });
        }

        @Override
        public void run(Runnable r) {
            recorder.run(r);
        }
    }

    private final String id;
    private final Request request;
    private final Instant submitted;
    private final Recorder recorder;
    private final List<Part> parts;
    private final TellingOrder order = new TellingOrder();
    private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
    private volatile Instant expires;
    /** What others were told last; null: nothing yet. Written in the order of what is told. */
    private volatile AnnouncementStatus latest;

    /** A new one. @param channels ids of its channels, each once */
    public TargetedAnnouncement(String id, Request request, Instant submitted, List<String> channels, Recorder recorder) {
        this(id, request, submitted, submitted, recorder,
                channels.stream().map(c -> new AnnouncementStatus(AnnouncementStatus.partId(id, c), request.onChannel(c),
                        AnnouncementState.QUEUED, Optional.empty(), Optional.empty(), submitted, Optional.empty(), Optional.empty(), 0))
                        .toList());
    }

    /** One from before the start. @param known its latest state that is durable */
    public TargetedAnnouncement(AnnouncementStatus known, Instant expires, Recorder recorder) {
        this(known.id(), known.request(), known.submitted(), expires, recorder, known.parts());
    }

    private TargetedAnnouncement(String id, Request request, Instant submitted, Instant expires, Recorder recorder,
            List<AnnouncementStatus> parts) {
        this.id = id;
        this.request = request;
        this.submitted = submitted;
        this.expires = expires;
        this.recorder = recorder;
        this.parts = parts.stream().map(Part::new).toList();
    }

    /** Its parts, in the order of its channels. */
    public List<Part> parts() {
        return parts;
    }

    /** One of its parts may live as long as this. Before anybody knows of it. */
    public void livesUntil(Instant partExpires) {
        expires = partExpires.isAfter(expires) ? partExpires : expires;
    }

    /** The part with this id, if somebody has it. */
    public Optional<Announcement> heldPart(String partId) {
        return parts.stream().filter(p -> p.id().equals(partId)).findFirst().map(p -> p.holder);
    }

    /** Those who have its parts. */
    public List<Announcement> holders() {
        return parts.stream().flatMap(p -> Optional.ofNullable(p.holder).stream()).toList();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public AnnouncementStatus status() {
        AnnouncementStatus told = latest;
        return told != null && told.state().isFinal() ? told : whole(Part::status);
    }

    @Override
    public AnnouncementStatus present() {
        return whole(p -> p.present);
    }

    private AnnouncementStatus whole(Function<Part, AnnouncementStatus> of) {
        return PartsSummary.of(id, request, submitted, parts.stream().map(of).toList());
    }

    @Override
    public Instant expires() {
        return expires;
    }

    @Override
    public void durable() {
        for (Announcement its : holders()) {
            if (its instanceof Accepted a) {
                a.durable();
            }
        }
    }

    @Override
    public boolean cancel(String cause) {
        return cancel(new CancelSelector(Optional.empty(), Optional.empty(), Optional.empty()), cause);
    }

    /** Withdraws the parts that match. Returns whether this call withdrew one. */
    public boolean cancel(CancelSelector selector, String cause) {
        return parts.stream().filter(p -> selector.matches(p.request())).filter(p -> p.cancel(cause)).count() > 0;
    }

    @Override
    public CompletionStage<AnnouncementStatus> done() {
        return done.minimalCompletionStage();
    }

    @Override
    public void inOrder(Runnable r) {
        order.add(r);
        order.run();
    }

    /** Tells others how it is, when that is another thing than before, and nothing any more after its outcome. */
    private void tell() {
        AnnouncementStatus now = whole(p -> p.told);
        if (now.equals(latest) || latest != null && latest.state().isFinal()) {
            return;
        }
        latest = now;
        recorder.changed(now, present());
        if (now.state().isFinal()) {
            recorder.run(() -> done.complete(now));
        }
    }
}
