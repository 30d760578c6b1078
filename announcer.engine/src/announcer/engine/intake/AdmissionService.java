package announcer.engine.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.CancelSelector;
import announcer.api.Chime;
import announcer.api.HistoryQuery;
import announcer.api.Markup;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.ZoneStatus;
import announcer.api.audio.PcmSource;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.api.speech.Voice;
import announcer.engine.announcement.Accepted;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.Recorder;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.synthesis.PreviewService;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.targets.TargetedAnnouncement;
import announcer.engine.targets.Zones;
import announcer.engine.text.MarkupException;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.VoiceCatalog;

/** Validates requests, accepts them, and remembers what was accepted. Any thread. */
public final class AdmissionService {
    /** Announcements with an outcome that are remembered. */
    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int SHOWN = 60;
    /** Three digits to base 36. */
    private static final int FIRST_RANDOM = 36 * 36;
    private static final int RANDOM = 35 * 36 * 36;

    private final SynthesisContext context;
    private final ChannelRegistry channels;
    private final Zones zones;
    private final VoiceRequestValidator voiceChecks;
    private final Recorder recorder;
    private final Restoration restoration;
    private final PreviewService previews;
    private final String idPrefix;
    private final long begunNanos;
    private final AtomicLong count = new AtomicLong();
    private final IdempotencyKeys<Announcement> submissions;
    private final AnnouncementHistory<Accepted> history;
    private volatile boolean closed;

    public AdmissionService(SynthesisContext context, ChannelRegistry channels, Zones zones, VoiceCatalog voices, Recorder recorder,
            PreviewService previews) {
        this.context = context;
        this.channels = channels;
        this.zones = zones;
        this.voiceChecks = new VoiceRequestValidator(voices);
        this.recorder = recorder;
        this.restoration = new Restoration(context, channels, recorder, again());
        this.previews = previews;
        this.submissions = new IdempotencyKeys<>(context.clock()::nanoTime, () -> context.limits().get().idempotencyWindow());
        this.history = new AnnouncementHistory<>(REMEMBERED, submissions::forget);
        // Unique over restarts, also when the clock has gone back meanwhile.
        this.idPrefix = Long.toString(context.instant().toEpochMilli(), Character.MAX_RADIX)
                + Integer.toString(FIRST_RANDOM + ThreadLocalRandom.current().nextInt(RANDOM), Character.MAX_RADIX) + "-";
        this.begunNanos = context.clock().nanoTime();
        recorder.begin(id -> id.startsWith(idPrefix), this::oldestFirst, restoration::entries, restoration::restore);
    }

    private List<Accepted> oldestFirst() {
        List<Accepted> all = history.latest(Integer.MAX_VALUE);
        Collections.reverse(all);
        return all;
    }

    /** Channels have come, gone or changed: some may be what those from before the start wait for. */
    public void channelsChanged() {
        restoration.lookSoon();
    }

    public Announcement announce(Request r) throws RejectedException {
        checkOpen();
        RequestValues.check(r);
        // Before all that may have changed since: who repeats a submission gets the first one's announcement also when its voice has gone.
        Optional<Announcement> before = fromJournal(r);
        return before.isPresent() ? before.get() : submissions.firstOr(r, () -> accept(r));
    }

    /** The announcement that was submitted with the request's key before the start, or so long ago that it is not remembered. */
    private Optional<Announcement> fromJournal(Request r) throws RejectedException {
        Optional<String> key = r.keys().idempotency();
        Optional<Journal> journal = recorder.present();
        if (key.isEmpty() || journal.isEmpty() || submissions.knows(key.get())) {
            return Optional.empty();
        }
        // What waits is known from then on, whether it has been taken up or not.
        recorder.awaitOrder();
        Instant since = context.instant().minus(context.limits().get().idempotencyWindow());
        Optional<AnnouncementStatus> found;
        try {
            found = journal.get().findByIdempotencyKey(key.get(), since).map(recorder::latest);
        } catch (JournalException e) {
            throw notDurable(e);
        }
        if (found.isPresent() && !found.get().request().equals(r)) {
            throw submissions.reused(key.get());
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<Announcement> here = findHere(found.get().id());
        // One of this start that has no outcome and is not here was refused, and the journal is about to forget it. One from before the
        // start waits until it can be taken up.
        boolean refused = !found.get().state().isFinal() && found.get().id().startsWith(idPrefix);
        return here.isPresent() || refused ? here : found.map(StoredAnnouncement::new);
    }

    private static RejectedException notDurable(JournalException e) {
        return new RejectedException(e.isFull() ? Reason.STORE_FULL : Reason.STORE_FAILED, "", "", e.getMessage());
    }

    private Announcement accept(Request r) throws RejectedException {
        SpeechDocument script = script(r);
        checkChimes(r.chime());
        return r.target() instanceof Target.Channel ? acceptForOne(r, script) : acceptForSeveral(r, script);
    }

    private Announcement acceptForOne(Request r, SpeechDocument script) throws RejectedException {
        Channel channel = channel(r.channel());
        TrackedAnnouncement a = admit(nextId(), r, voiceChecks.voices(r, script), script, channel, recorder);
        if (!channel.hasRoomFor(a)) {
            throw refusal(r, channel);
        }
        makeDurable(a);
        try {
            enter(a, channel);
            recorder.accepted(a);
            return a;
        } catch (RejectedException e) {
            // Others have taken the room while it was made durable.
            recorder.refused(a);
            throw e;
        }
    }

    /** One for several channels is refused only when none of them takes it: where one does not, that is the outcome of its part. */
    private Announcement acceptForSeveral(Request r, SpeechDocument script) throws RejectedException {
        List<String> ids = zones.channels(r.target(), channels.ids());
        Optional<Voice> asked = voiceChecks.voices(r, script);
        TargetedAnnouncement whole = new TargetedAnnouncement(nextId(), r, context.instant(), ids, recorder);
        List<Entry> entries = new ArrayList<>();
        List<RejectedException> refusals = new ArrayList<>();
        for (TargetedAnnouncement.Part part : whole.parts()) {
            try {
                Channel channel = channel(part.request().channel());
                Entry entry = new Entry(part, admit(part.id(), part.request(), asked, script, channel, part), channel);
                if (!channel.hasRoomFor(entry.announcement())) {
                    throw refusal(part.request(), channel);
                }
                part.heldBy(entry.announcement());
                whole.livesUntil(entry.announcement().expires());
                entries.add(entry);
            } catch (RejectedException e) {
                if (e.reason() == Reason.INVALID) {
                    throw e;
                }
                refusals.add(e);
                part.refuse(e.getMessage());
            }
        }
        // The engine's channels end one by one when it stops: those that are gone already are no failures.
        checkOpen();
        if (entries.isEmpty()) {
            throw refusedByAll(r, refusals);
        }
        makeDurable(whole);
        enter(whole, entries, refusals);
        recorder.accepted(whole);
        return whole;
    }

    /** A part on its way into its channel's queue. */
    private record Entry(TargetedAnnouncement.Part part, TrackedAnnouncement announcement, Channel channel) {}

    private void enter(TargetedAnnouncement whole, List<Entry> entries, List<RejectedException> refusals) throws RejectedException {
        List<AnnouncementStatus> before = whole.status().parts();
        history.add(whole);
        Map<Entry, RejectedException> late = new LinkedHashMap<>();
        for (Entry e : entries) {
            if (!e.channel().offer(e.announcement())) {
                // Others have taken the room while it was made durable.
                late.put(e, refusal(e.part().request(), e.channel()));
            }
        }
        if (late.size() == entries.size()) {
            history.remove(whole);
            recorder.refused(whole);
            refusals.addAll(late.values());
            throw refusedByAll(whole.status().request(), refusals);
        }
        before.forEach(context::ended);
        for (Entry e : entries) {
            RejectedException refusal = late.get(e);
            if (refusal == null) {
                restoration.superseded(e.announcement());
                e.announcement().accepted();
                e.channel().wake();
            } else if (refusal.reason() != Reason.STOPPING) {
                // What comes while the engine stops is durable, and spoken after the next start.
                e.announcement().end(AnnouncementState.FAILED, Optional.of(refusal.getMessage()), context.instant());
                context.ended(e.announcement().present());
            }
        }
    }

    /** What may pass is told, if there is any: the same request may succeed later then. */
    private static RejectedException refusedByAll(Request r, List<RejectedException> refusals) {
        RejectedException told = refusals.stream().filter(e -> e.reason() == Reason.QUEUE_FULL).findFirst().orElse(refusals.get(0));
        return refusals.size() == 1
                ? told
                : new RejectedException(told.reason(), told.field(), r.channel(),
                        "none of " + refusals.size() + " channels takes it; " + told.getMessage());
    }

    private void makeDurable(Accepted a) throws RejectedException {
        try {
            recorder.accept(a);
        } catch (JournalException e) {
            throw notDurable(e);
        }
    }

    private void enter(TrackedAnnouncement a, Channel channel) throws RejectedException {
        history.add(a);
        try {
            offer(a, channel);
        } catch (RejectedException e) {
            history.remove(a);
            throw e;
        }
    }

    private void offer(TrackedAnnouncement a, Channel channel) throws RejectedException {
        if (!channel.offer(a)) {
            throw refusal(a.request(), channel);
        }
        restoration.superseded(a);
        a.accepted();
        channel.wake();
    }

    private Restoration.Door again() {
        return new Restoration.Door() {
            @Override
            public TargetedAnnouncement remember(JournalEntry known) {
                TargetedAnnouncement whole = new TargetedAnnouncement(known.status(), known.expires(), recorder);
                history.add(whole);
                return whole;
            }

            @Override
            public TrackedAnnouncement admit(Restoration.Waiting w, Channel channel) throws RejectedException {
                return admitAgain(w, channel);
            }
        };
    }

    /** Admits one that was accepted before the start: what was checked then may have changed, its id and its times have not. */
    private TrackedAnnouncement admitAgain(Restoration.Waiting w, Channel channel) throws RejectedException {
        checkOpen();
        AnnouncementStatus s = w.entry().status();
        Request r = s.request();
        RequestValues.check(r);
        SpeechDocument script = script(r);
        Optional<Voice> asked = voiceChecks.voices(r, script);
        long now = context.clock().nanoTime();
        Instant wall = context.instant();
        Duration life = Duration.between(s.submitted(), expires(w, channel));
        // The wall clock may have been set back since: it is older than whatever came after the start.
        long submitted = Math.min(begunNanos - 1, now - Duration.between(s.submitted(), wall).toNanos());
        TrackedAnnouncement a = new TrackedAnnouncement(s.id(), r, asked, script, s.submitted(), submitted, submitted + life.toNanos(),
                w.events(), waking(channel));
        a.continues(s, now + w.left(life, wall).toNanos());
        a.durable();
        if (w.part().isPresent()) {
            w.part().get().heldBy(a);
            offer(a, channel);
        } else {
            enter(a, channel);
        }
        return a;
    }

    /** Of one for several channels the journal has the latest end of its parts; each has its own. */
    private static Instant expires(Restoration.Waiting w, Channel channel) {
        Instant latest = w.entry().expires();
        AnnouncementStatus s = w.entry().status();
        Instant own = s.submitted().plus(s.request().timeToLive().orElse(channel.settings().timeToLive()));
        return w.part().isPresent() && own.isBefore(latest) ? own : latest;
    }

    private RejectedException refusal(Request r, Channel channel) {
        if (channel.isClosed() && closed) {
            return stopping();
        }
        if (channel.isClosed()) {
            // It went between the question and the offer: nobody looks into its queue any more.
            return new RejectedException(Reason.UNKNOWN_CHANNEL, "channel", r.channel(),
                    "channel \"" + r.channel() + "\" has just been removed");
        }
        int capacity = channel.settings().queueCapacity();
        return new RejectedException(Reason.QUEUE_FULL, "channel", r.channel(), "channel \"" + r.channel() + "\" has " + capacity
                + (r.priority() == Priority.EMERGENCY ? " emergencies" : " announcements")
                + " waiting, which is all it takes; try again later");
    }

    /** The same door for one who only wants to hear it. */
    public PcmSource preview(Request r) throws RejectedException {
        checkOpen();
        RequestValues.check(r);
        SpeechDocument script = script(r);
        checkChimes(r.chime());
        // For several channels it is heard as on the first that is there.
        String first = r.target() instanceof Target.Channel
                ? r.channel()
                : zones.channels(r.target(), channels.ids()).stream().filter(id -> channels.find(id).isPresent()).findFirst()
                        .orElseThrow();
        Channel channel = channel(first);
        return previews.open(
                admit("preview", r.onChannel(first), voiceChecks.voices(r, script), script, channel, AnnouncementObserver.NOBODY),
                channel.settings());
    }

    /**
     * @param asked the voice that it names
     * @param channel looked up once for each request: the one that is woken must be the one that has it
     * @param events who hears of it
     */
    private TrackedAnnouncement admit(String id, Request r, Optional<Voice> asked, SpeechDocument script, Channel channel,
            AnnouncementObserver events) throws RejectedException {
        Duration ttl = r.timeToLive().orElse(channel.settings().timeToLive());
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(LONGEST_WAIT) > 0) {
            throw new RejectedException(Reason.INVALID, "timeToLive", String.valueOf(ttl.toSeconds()),
                    "the time-to-live is " + ttl.toSeconds() + " s; it must be from 1 s to " + LONGEST_WAIT.toSeconds() + " s");
        }
        long now = context.clock().nanoTime();
        return new TrackedAnnouncement(id, r, asked, script, context.instant(), now, now + ttl.toNanos(), events,
                events == AnnouncementObserver.NOBODY ? () -> {} : waking(channel));
    }

    /** Whatever has its id by then: its component may be disabled and enabled meanwhile. */
    private Runnable waking(Channel channel) {
        String id = channel.id();
        return () -> channels.wake(id);
    }

    private String nextId() {
        return idPrefix + count.incrementAndGet();
    }

    private Channel channel(String id) throws RejectedException {
        Optional<Channel> channel = channels.find(id);
        if (channel.isEmpty()) {
            // Before all others go: the channels do first when the engine stops.
            checkOpen();
        }
        return channel.orElseThrow(() -> new RejectedException(Reason.UNKNOWN_CHANNEL, "channel", id,
                "there is no channel \"" + shown(id) + "\"; there are: " + names(channels.ids())));
    }

    private void checkOpen() throws RejectedException {
        if (closed) {
            throw stopping();
        }
    }

    private static RejectedException stopping() {
        return new RejectedException(Reason.STOPPING, "", "", "Announcer is stopping; submit it again when it runs");
    }

    private SpeechDocument script(Request r) throws RejectedException {
        String text = r.text();
        if (text.isBlank() && r.chime().before().filter(id -> !id.equals(Chime.NONE)).isPresent()) {
            // The chime alone.
            return SpeechDocument.plain("");
        }
        if (text.isBlank()) {
            throw new RejectedException(Reason.INVALID, "text", text,
                    "the text is empty; say what is to be spoken, or name a chime to be heard before it");
        }
        int max = context.limits().get().maxTextLength();
        if (text.length() > max) {
            throw new RejectedException(Reason.TEXT_TOO_LONG, "text", shown(text),
                    "the text has " + text.length() + " characters; " + max + " are allowed (maxTextLength of announcer.engine)");
        }
        if (r.markup() == Markup.PLAIN) {
            SpeechDocument plain = SpeechDocument.plain(text);
            if (!plain.hasWords()) {
                throw new RejectedException(Reason.INVALID, "text", shown(text),
                        "the text \"" + shown(text) + "\" has nothing that could be spoken; say what is to be spoken");
            }
            return plain;
        }
        try {
            return SpeechDocument.ssml(text);
        } catch (MarkupException e) {
            throw new RejectedException(Reason.BAD_MARKUP, "text", shown(text),
                    "the SSML cannot be used: " + e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")", e.line(),
                    e.column());
        }
    }

    /** The chimes that it names must be there; reads no file, but a folder. */
    private void checkChimes(Chime c) throws RejectedException {
        checkChime("chime.before", c.before());
        checkChime("chime.after", c.after());
    }

    private void checkChime(String field, Optional<String> id) throws RejectedException {
        if (id.isEmpty() || id.get().equals(Chime.NONE)) {
            return;
        }
        List<String> ids = context.services().chimes().ids();
        if (!ids.contains(id.get())) {
            throw new RejectedException(Reason.UNKNOWN_CHIME, field, shown(id.get()),
                    "there is no chime \"" + shown(id.get()) + "\"; there are: none, " + names(ids));
        }
    }

    /**
     * The announcement with this id.
     *
     * @throws IOException when it is not remembered, and the journal cannot be read
     */
    public Optional<Announcement> find(String id) throws IOException {
        Optional<Announcement> here = findHere(id);
        return here.isPresent() ? here : findInJournal(id);
    }

    private Optional<Announcement> findHere(String id) {
        return history.find(id).<Announcement>map(a -> a).or(() -> restoration.find(id)).or(() -> findPart(id));
    }

    private Optional<Announcement> findPart(String id) {
        Optional<Accepted> whole = AnnouncementStatus.wholeId(id).flatMap(history::find);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        return whole.get() instanceof TargetedAnnouncement t && t.heldPart(id).isPresent()
                ? t.heldPart(id)
                : partOf(whole.get().status(), id).map(StoredAnnouncement::new);
    }

    private static Optional<AnnouncementStatus> partOf(AnnouncementStatus whole, String id) {
        return whole.parts().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    private Optional<Announcement> findInJournal(String id) throws IOException {
        Optional<Journal> journal = recorder.present();
        if (journal.isEmpty()) {
            return Optional.empty();
        }
        // What waits is here from then on.
        boolean inOrder = recorder.awaitOrder();
        Optional<Announcement> here = findHere(id);
        if (here.isPresent()) {
            return here;
        }
        Optional<String> whole = AnnouncementStatus.wholeId(id);
        Optional<AnnouncementStatus> found;
        try {
            found = journal.get().find(whole.orElse(id)).map(recorder::latest);
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!inOrder && found.filter(s -> !s.state().isFinal()).isPresent()) {
            // It may be spoken, and what is answered now could neither be withdrawn nor be followed.
            throw new IOException(
                    "announcement " + id + " waits in the journal, and has not been taken up yet; try again in a few seconds");
        }
        return (whole.isEmpty() ? found : found.flatMap(s -> partOf(s, id))).map(StoredAnnouncement::new);
    }

    /** Moves one that waits to another place in its channel's queue, or in all its channels' queues; false when it does not wait. */
    public boolean move(String id, int place) {
        Optional<Announcement> found = findHere(id);
        List<Announcement> all = found.isPresent() && found.get() instanceof TargetedAnnouncement t
                ? t.holders()
                : found.stream().toList();
        return all.stream().filter(a -> a instanceof TrackedAnnouncement t && moveOne(t, place)).count() > 0;
    }

    private boolean moveOne(TrackedAnnouncement a, int place) {
        return channels.find(a.request().channel()).filter(c -> c.move(a, place)).isPresent();
    }

    public List<Announcement> recent(int limit) {
        return List.copyOf(history.latest(limit));
    }

    /**
     * One page, newest first: of all in the journal, or without one of those that are remembered.
     *
     * @throws IOException when the journal cannot be read
     */
    public List<AnnouncementStatus> search(HistoryQuery query) throws IOException {
        Optional<Journal> journal = recorder.present();
        if (journal.isEmpty()) {
            return searchHere(query);
        }
        try {
            // The journal is told of changes a moment later.
            return journal.get().search(query).stream()
                    .map(s -> findHere(s.id()).map(Announcement::status).orElseGet(() -> recorder.latest(s))).toList();
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<AnnouncementStatus> searchHere(HistoryQuery query) {
        Stream<AnnouncementStatus> all = history.latest(Integer.MAX_VALUE).stream().map(Accepted::status);
        if (query.before().isPresent()) {
            all = all.dropWhile(s -> !s.id().equals(query.before().get())).skip(1);
        }
        return all.filter(query::matches).limit(query.limit()).toList();
    }

    /** Withdraws all that match and have no outcome; returns how many this call withdrew. */
    public int cancel(CancelSelector selector, String cause) {
        List<Announcement> all = new ArrayList<>(history.latest(Integer.MAX_VALUE));
        // Parts are withdrawn with the whole.
        restoration.all().stream().filter(w -> w.part().isEmpty()).forEach(all::add);
        return (int) all.stream().filter(a -> a instanceof TargetedAnnouncement t
                ? t.cancel(selector, cause)
                : selector.matches(a.status().request()) && a.cancel(cause)).count();
    }

    /** The zones, by id. */
    public List<ZoneStatus> zones() {
        return zones.status(id -> channels.find(id).isPresent());
    }

    /** Nothing is accepted any more. */
    public void close() {
        closed = true;
    }

    private static String names(List<String> all) {
        return all.isEmpty() ? "none" : String.join(", ", all.subList(0, Math.min(20, all.size()))) + (all.size() > 20 ? ", ..." : "");
    }

    private static String shown(String s) {
        return s.length() <= SHOWN ? s : s.substring(0, SHOWN) + "...";
    }
}
