package announcer.engine.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Priority;
import announcer.api.Proof;
import announcer.api.Request;
import announcer.api.speech.Voice;
import announcer.engine.text.Segment;
import announcer.engine.text.SpeechDocument;

/**
 * The state of an accepted announcement: its status, and who waits for its outcome. One writer for each: the control thread writes the
 * status (of a preview: the thread that reads it), the first who cancels it the cause of that, its queue the rank and what has superseded
 * it. Any thread reads. Changes are told in their order, one at a time, and without a lock. {@link #end} is the one way to an outcome.
 */
public final class TrackedAnnouncement implements Accepted {
    private final String id;
    private final Optional<Voice> asked;
    private final SpeechDocument script;
    private final List<Segment> pieces;
    private final long submittedNanos;
    private volatile long deadlineNanos;
    private final long lifeNanos;
    private final AnnouncementObserver events;
    private final Runnable onCancel;
    private final CompletableFuture<AnnouncementStatus> done = new CompletableFuture<>();
    /** How it is for the engine, and how others are told that it is: an outcome is told when it is durable. */
    private volatile AnnouncementStatus status;
    private volatile AnnouncementStatus told;
    private final TellingOrder telling = new TellingOrder();
    private volatile Priority rank;
    private volatile AnnouncementQueue queue;
    private volatile Optional<String> cancelCause = Optional.empty();
    private volatile Optional<String> supersededBy = Optional.empty();
    private volatile boolean interrupted;
    private volatile boolean allSaid;
    private int timesUnheard;
    private boolean spokenUnheard;
    private volatile boolean durable;

    /**
     * @param asked the voice that the request names, as it was when it was accepted
     * @param script what it says
     * @param submitted when it was accepted, for people
     * @param submittedNanos the same on the engine's clock, which no step of the wall clock moves
     * @param deadlineNanos when its time-to-live is over, on the engine's clock
     * @param onCancel called after {@link #cancel(String)} has been noted
     */
    public TrackedAnnouncement(String id, Request request, Optional<Voice> asked, SpeechDocument script, Instant submitted,
            long submittedNanos, long deadlineNanos,
            AnnouncementObserver events, Runnable onCancel) {
        this.id = id;
        this.asked = asked;
        this.script = script;
        this.submittedNanos = submittedNanos;
        this.deadlineNanos = deadlineNanos;
        this.lifeNanos = deadlineNanos - submittedNanos;
        this.events = events;
        this.onCancel = onCancel;
        this.status = new AnnouncementStatus(id, request, AnnouncementState.QUEUED, Optional.empty(), Optional.empty(), submitted,
                Optional.empty(), Optional.empty(), 0);
        this.told = status;
        this.rank = request.priority();
        this.pieces = script.pieces(language().orElse(Locale.ROOT));
    }

    @Override
    public String id() {
        return id;
    }

    /** How others are told that it is. Its outcome is there once it is durable. */
    @Override
    public AnnouncementStatus status() {
        return told;
    }

    @Override
    public AnnouncementStatus present() {
        return status;
    }

    /**
     * Continues one from before the start where it was, before anybody sees it: how often it was spoken, by which voice, and what is proved of
     * that. Those that were spoken and not received count as such.
     *
     * @param deadline when its present time-to-live is over, on the engine's clock
     */
    public void continues(AnnouncementStatus stored, long deadline) {
        status = new AnnouncementStatus(id, stored.request(), AnnouncementState.QUEUED, Optional.empty(), stored.voice(),
                stored.submitted(),
                stored.started(), Optional.empty(), stored.sendings(), stored.proof());
        told = status;
        deadlineNanos = deadline;
        // Of the latest sending it is known whether all of it was spoken; those before it are taken for that.
        spokenUnheard = waitsToBeHeard(stored);
        timesUnheard = Math.min(stored.request().untilHeard().times(), Math.max(0, stored.sendings() - (spokenUnheard ? 0 : 1)));
    }

    /** Whether one from before the start waits to be spoken again since all of it was spoken, and no player received it. */
    public static boolean waitsToBeHeard(AnnouncementStatus stored) {
        return stored.request().untilHeard().times() > 0 && stored.state() != AnnouncementState.SPEAKING
                && stored.proof().confirmed().isPresent();
    }

    @Override
    public void durable() {
        durable = true;
    }

    /** Whether the journal knows it, so that it outlives the engine. */
    public boolean isDurable() {
        return durable;
    }

    @Override
    public Instant expires() {
        return status.submitted().plusNanos(lifeNanos);
    }

    @Override
    public CompletionStage<AnnouncementStatus> done() {
        return done.minimalCompletionStage();
    }

    @Override
    public boolean cancel(String cause) {
        synchronized (this) {
            if (status.state().isFinal() || allSaid || cancelCause.isPresent()) {
                return false;
            }
            cancelCause = Optional.of(cause);
        }
        AnnouncementQueue q = queue;
        if (q != null) {
            q.withdraw(this);
        }
        onCancel.run();
        return true;
    }

    /** Why somebody withdrew it, whether it has begun or not; empty when nobody did. */
    public Optional<String> cancelCause() {
        return cancelCause;
    }

    /** Why it is not to be begun (any more); empty when it is. */
    public Optional<String> withdrawal() {
        return cancelCause.or(() -> supersededBy.map(id -> "announcement " + id + " with the same supersede key replaced it"));
    }

    /** A later one with its supersede key has come. Its queue alone calls this. */
    void supersededBy(String laterId) {
        supersededBy = Optional.of(laterId);
    }

    /**
     * Whether the last of it is on its way to players, so that nothing of it can be held back any more. Not so any more when it is to be spoken
     * again. Control thread only.
     */
    public void allSaid(boolean yes) {
        allSaid = yes && request().untilHeard().times() == 0;
    }

    /** Another one was let before it when it had begun; its time-to-live does not count until it begins again. Control thread only. */
    public void interrupted(boolean yes) {
        interrupted = yes;
    }

    /** Whether it waits because another one was let before it when it had begun. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** It was spoken, and no player received it. Control thread only. */
    public void unheard() {
        timesUnheard++;
        spokenUnheard = true;
    }

    /** It is to be spoken again, so that its time-to-live begins anew. While it waits its queue alone calls this. @param now on the engine's clock */
    public void beginsAnew(long now) {
        interrupted = false;
        deadlineNanos = now + lifeNanos;
    }

    /** Whether that was so for certain: what was spoken once is not told as never spoken, nor the other way round. Control thread only. */
    public boolean wasSpokenUnheard() {
        return spokenUnheard;
    }

    /** How often that was so; of one from before the start, at most. Control thread only. */
    public int timesUnheard() {
        return timesUnheard;
    }

    /** Whether its time-to-live is over and counts. @param now on the engine's clock */
    public boolean isExpired(long now) {
        return !interrupted && now - deadlineNanos >= 0;
    }

    /** Nanoseconds until {@link #isExpired} is so; {@link Long#MAX_VALUE}: it does not count. @param now on the engine's clock */
    public long nanosToExpiry(long now) {
        return interrupted ? Long.MAX_VALUE : Math.max(0, deadlineNanos - now);
    }

    public Optional<Voice> asked() {
        return asked;
    }

    /** The language it is to be spoken in; empty: the channel's. */
    public Optional<Locale> language() {
        return asked.map(Voice::locale).or(() -> status.request().locale()).or(script::language);
    }

    /** Its sentences. */
    public List<Segment> pieces() {
        return pieces;
    }

    /** Its rank in the queue: its priority, unless it was moved; see {@link AnnouncementQueue}, which alone changes it. */
    public Priority rank() {
        return rank;
    }

    /** Whether its own priority gives it its rank, or more. */
    public boolean isEntitled() {
        return request().priority().compareTo(rank) >= 0;
    }

    void rank(Priority of) {
        rank = of;
    }

    /** The queue that is to be told when it is cancelled. */
    void waitsIn(AnnouncementQueue its) {
        queue = its;
    }

    /** Whether it was accepted after another one. */
    boolean isYoungerThan(TrackedAnnouncement other) {
        return submittedNanos - other.submittedNanos > 0;
    }

    /** How long ago it was accepted. @param now on the engine's clock */
    public Duration waited(long now) {
        return Duration.ofNanos(now - submittedNanos);
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    public Request request() {
        return status.request();
    }

    /** Its sound is being made, or is wanted again. */
    public void waiting(AnnouncementState state, Optional<String> cause) {
        change(s -> new AnnouncementStatus(id, s.request(), state, cause, s.voice(), s.submitted(), s.started(), s.ended(), s.sendings(),
                s.proof()));
    }

    /** Another voice speaks it, or a part of it. */
    public void voice(String voice) {
        change(s -> new AnnouncementStatus(id, s.request(), s.state(), s.cause(), Optional.of(with(s.voice(), voice)), s.submitted(),
                s.started(), s.ended(), s.sendings(), s.proof()));
    }

    private static String with(Optional<String> voices, String another) {
        return voices.isEmpty() || List.of(voices.get().split(", ")).contains(another)
                ? voices.orElse(another)
                : voices.get() + ", " + another;
    }

    public void speaking(Instant at) {
        change(s -> new AnnouncementStatus(id, s.request(), AnnouncementState.SPEAKING, Optional.empty(), s.voice(), s.submitted(),
                Optional.of(at), s.ended(), s.sendings() + 1, s.proof().sentAgain()));
    }

    /** Notes what is proved of it. Nobody is told of that alone: it is part of what is told next. */
    public synchronized void proved(UnaryOperator<Proof> more) {
        AnnouncementStatus s = status;
        if (!s.state().isFinal()) {
            status = new AnnouncementStatus(id, s.request(), s.state(), s.cause(), s.voice(), s.submitted(), s.started(), s.ended(),
                    s.sendings(), more.apply(s.proof()));
            told = status;
        }
    }

    /** Gives it its outcome; without effect when it has one. */
    public void end(AnnouncementState outcome, Optional<String> cause, Instant at) {
        change(s -> new AnnouncementStatus(id, s.request(), outcome, cause, s.voice(), s.submitted(), s.started(), Optional.of(at),
                s.sendings(), s.proof()));
        AnnouncementQueue q = queue;
        if (q != null) {
            q.ended(this);
        }
    }

    /** Tells others of it, unless it is past that already: what comes after must not be told before. */
    public void accepted() {
        synchronized (this) {
            if (status.state() == AnnouncementState.QUEUED) {
                AnnouncementStatus first = status;
                telling.add(() -> tell(first));
            }
        }
        telling.run();
    }

    private void change(UnaryOperator<AnnouncementStatus> to) {
        synchronized (this) {
            AnnouncementStatus before = status;
            if (before.state().isFinal()) {
                return;
            }
            AnnouncementStatus after = to.apply(before);
            if (after.equals(before)) {
                return;
            }
            status = after;
            if (!after.state().isFinal()) {
                told = after;
            }
            // Under the lock, so that changes are told in their order.
            telling.add(() -> tell(after));
        }
        telling.run();
    }

    @Override
    public void inOrder(Runnable r) {
        telling.add(r);
        telling.run();
    }

    private void tell(AnnouncementStatus s) {
        if (s.state().isFinal()) {
            events.ended(s, expires(), () -> visible(s));
        } else {
            events.changed(s);
        }
    }

    private void visible(AnnouncementStatus outcome) {
        told = outcome;
        events.changed(outcome);
        events.run(() -> done.complete(outcome));
    }
}
