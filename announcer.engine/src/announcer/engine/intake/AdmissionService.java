package announcer.engine.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.CancelSelector;
import announcer.api.Chime;
import announcer.api.HistoryQuery;
import announcer.api.Markup;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.api.audio.PcmSource;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.api.speech.Voice;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.Recorder;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.synthesis.PreviewService;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.text.MarkupException;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.VoiceCatalog;

/** Validates requests, accepts them, and remembers what was accepted. Any thread. */
public final class AdmissionService {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionService.class);
    /** Announcements with an outcome that are remembered. */
    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int SHOWN = 60;
    /** Three digits to base 36. */
    private static final int FIRST_RANDOM = 36 * 36;
    private static final int RANDOM = 35 * 36 * 36;

    private final SynthesisContext context;
    private final ChannelRegistry channels;
    private final VoiceRequestValidator voiceChecks;
    private final Recorder recorder;
    private final Restoration restoration;
    private final PreviewService previews;
    private final String idPrefix;
    private final AtomicLong count = new AtomicLong();
    private final IdempotencyKeys<Announcement> submissions;
    private final AnnouncementHistory<TrackedAnnouncement> history;
    private volatile boolean closed;

    public AdmissionService(SynthesisContext context, ChannelRegistry channels, VoiceCatalog voices, Recorder recorder,
            PreviewService previews) {
        this.context = context;
        this.channels = channels;
        this.voiceChecks = new VoiceRequestValidator(voices);
        this.recorder = recorder;
        this.restoration = new Restoration(context, channels, recorder, this::admitAgain);
        this.previews = previews;
        this.submissions = new IdempotencyKeys<>(context.clock()::nanoTime, () -> context.limits().get().idempotencyWindow());
        this.history = new AnnouncementHistory<>(REMEMBERED, submissions::forget);
        // Unique over restarts, also when the clock has gone back meanwhile.
        this.idPrefix = Long.toString(context.instant().toEpochMilli(), Character.MAX_RADIX)
                + Integer.toString(FIRST_RANDOM + ThreadLocalRandom.current().nextInt(RANDOM), Character.MAX_RADIX) + "-";
        recorder.begin(this::oldestFirst, restoration::restore);
    }

    private List<TrackedAnnouncement> oldestFirst() {
        List<TrackedAnnouncement> all = history.latest(Integer.MAX_VALUE);
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
        Instant since = context.instant().minus(context.limits().get().idempotencyWindow());
        Optional<AnnouncementStatus> found;
        try {
            found = journal.get().findByIdempotencyKey(key.get(), since);
        } catch (JournalException e) {
            throw notDurable(e);
        }
        if (found.isPresent() && !found.get().request().equals(r)) {
            throw submissions.reused(key.get(), Optional.of(found.get().id()));
        }
        return found.map(s -> findHere(s.id()).orElseGet(() -> new StoredAnnouncement(s)));
    }

    private static RejectedException notDurable(JournalException e) {
        return new RejectedException(e.isFull() ? Reason.STORE_FULL : Reason.STORE_FAILED, "", "", e.getMessage());
    }

    private TrackedAnnouncement accept(Request r) throws RejectedException {
        SpeechDocument script = script(r);
        checkChimes(r.chime());
        Channel channel = channel(r);
        TrackedAnnouncement a = admit(r, script, channel, true);
        if (!channel.hasRoomFor(a)) {
            throw refusal(r, channel);
        }
        try {
            recorder.accept(a);
        } catch (JournalException e) {
            throw notDurable(e);
        }
        try {
            enter(a, channel);
            return a;
        } catch (RejectedException e) {
            // Others have taken the room while it was made durable.
            recorder.refused(a);
            throw e;
        }
    }

    private void enter(TrackedAnnouncement a, Channel channel) throws RejectedException {
        history.add(a);
        if (!channel.offer(a)) {
            history.remove(a);
            throw refusal(a.request(), channel);
        }
        a.accepted();
        channel.wake();
    }

    /** Admits one that was accepted before the start: what was checked then may have changed, its id and its times have not. */
    private void admitAgain(JournalEntry e, Channel channel) throws RejectedException {
        checkOpen();
        AnnouncementStatus s = e.status();
        Request r = s.request();
        RequestValues.check(r);
        SpeechDocument script = script(r);
        Optional<Voice> asked = voiceChecks.voices(r, script);
        long now = context.clock().nanoTime();
        Instant wall = context.instant();
        TrackedAnnouncement a = new TrackedAnnouncement(s.id(), r, asked, script, s.submitted(),
                now - Duration.between(s.submitted(), wall).toNanos(), now + Duration.between(wall, e.expires()).toNanos(), recorder,
                channel::wake);
        a.durable();
        enter(a, channel);
    }

    private static RejectedException refusal(Request r, Channel channel) {
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
        Channel channel = channel(r);
        return previews.open(admit(r, script, channel, false), channel.settings());
    }

    /**
     * @param channel looked up once for each request: the one that is woken must be the one that has it
     * @param told whether others hear of it, and it is counted
     */
    private TrackedAnnouncement admit(Request r, SpeechDocument script, Channel channel, boolean told) throws RejectedException {
        Optional<Voice> asked = voiceChecks.voices(r, script);
        Duration ttl = r.timeToLive().orElse(channel.settings().timeToLive());
        if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(LONGEST_WAIT) > 0) {
            throw new RejectedException(Reason.INVALID, "timeToLive", String.valueOf(ttl.toSeconds()),
                    "the time-to-live is " + ttl.toSeconds() + " s; it must be from 1 s to " + LONGEST_WAIT.toSeconds() + " s");
        }
        long now = context.clock().nanoTime();
        return new TrackedAnnouncement(told ? idPrefix + count.incrementAndGet() : "preview", r, asked, script, context.instant(), now,
                now + ttl.toNanos(), told ? recorder : AnnouncementObserver.NOBODY,
                told ? channel::wake : () -> {});
    }

    private Channel channel(Request r) throws RejectedException {
        return channels.find(r.channel()).orElseThrow(() -> new RejectedException(Reason.UNKNOWN_CHANNEL, "channel",
                r.channel(), "there is no channel \"" + shown(r.channel()) + "\"; there are: "
                        + names(channels.all().stream().map(Channel::id).toList())));
    }

    private void checkOpen() throws RejectedException {
        if (closed) {
            throw new RejectedException(Reason.STOPPING, "", "", "Announcer is stopping; submit it again when it runs");
        }
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

    public Optional<Announcement> find(String id) {
        return findHere(id).or(() -> findInJournal(id));
    }

    private Optional<Announcement> findHere(String id) {
        return history.find(id).<Announcement>map(a -> a).or(() -> restoration.find(id));
    }

    private Optional<Announcement> findInJournal(String id) {
        try {
            Optional<Journal> journal = recorder.present();
            return journal.isEmpty() ? Optional.empty() : journal.get().find(id).map(StoredAnnouncement::new);
        } catch (JournalException e) {
            LOG.warn("announcement {} may be in the journal, which cannot be read: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** Moves one that waits to another place in its channel's queue; false when it does not wait. */
    public boolean move(String id, int place) {
        return history.find(id).filter(a -> channels.find(a.request().channel()).filter(c -> c.move(a, place)).isPresent()).isPresent();
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
            return journal.get().search(query).stream().map(s -> findHere(s.id()).map(Announcement::status).orElse(s)).toList();
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<AnnouncementStatus> searchHere(HistoryQuery query) {
        Stream<AnnouncementStatus> all = history.latest(Integer.MAX_VALUE).stream().map(TrackedAnnouncement::status);
        if (query.before().isPresent()) {
            all = all.dropWhile(s -> !s.id().equals(query.before().get())).skip(1);
        }
        return all.filter(query::matches).limit(query.limit()).toList();
    }

    /** Withdraws all that match and have no outcome; returns how many this call withdrew. */
    public int cancel(CancelSelector selector, String cause) {
        List<Announcement> all = new ArrayList<>(history.latest(Integer.MAX_VALUE));
        all.addAll(restoration.all());
        return (int) all.stream().filter(a -> selector.matches(a.status().request())).filter(a -> a.cancel(cause)).count();
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
