package announcer.engine.synthesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.Deadline;
import announcer.engine.config.ChannelSettings;
import announcer.engine.text.Segment;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceSelector;

/**
 * Has the phrases of the channels' configurations made before somebody asks for them, one at a time, and again whenever voices, their
 * settings or the channels' have changed; what the phrase cache has already costs nothing. Control thread, but for {@link #changed}.
 */
public final class PhrasePrefetcher {
    private static final long LOOK_NANOS = 200_000_000;
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(PhrasePrefetcher.class);

    private record Phrase(ChannelSettings channel, Segment piece, int attempts) {}

    private final SynthesisContext context;
    private final Supplier<List<ChannelSettings>> channels;
    private final BooleanSupplier busy;
    private final Deque<Phrase> waiting = new ArrayDeque<>();
    /** How often something has changed that the sound of phrases depends on. */
    private final AtomicLong changes = new AtomicLong();
    /** The number of changes that {@link #waiting} knows of. */
    private long known;
    private Phrase present;
    private Deadline notBefore = Deadline.PASSED;
    private SegmentTask synthesis;

    /**
     * @param context its {@code wake} has this looked at
     * @param channels the settings of all channels
     * @param busy whether announcements' sound is being made, which goes before phrases
     */
    public PhrasePrefetcher(SynthesisContext context, Supplier<List<ChannelSettings>> channels, BooleanSupplier busy) {
        this.context = context;
        this.channels = channels;
        this.busy = busy;
    }

    /** Does what is to be done now; returns after how many nanoseconds to call it again, {@link Long#MAX_VALUE}: when something has changed. */
    public long advance(long now) {
        lookAround();
        if (synthesis != null) {
            follow(now);
        }
        if (synthesis == null && !waiting.isEmpty() && notBefore.hasPassed(now) && !busy.getAsBoolean()) {
            begin(waiting.removeFirst());
        }
        return synthesis == null && waiting.isEmpty() ? Long.MAX_VALUE : LOOK_NANOS;
    }

    /** Engines, their ranking, the settings of voices or those of channels have changed; it is to be called soon. Any thread. */
    public void changed() {
        changes.incrementAndGet();
    }

    private void lookAround() {
        long present = changes.get();
        if (present == known) {
            return;
        }
        known = present;
        waiting.clear();
        if (context.services().engines().refs().isEmpty()) {
            return;
        }
        for (ChannelSettings s : channels.get()) {
            for (String text : s.phrases()) {
                SpeechDocument.plain(text).pieces(Locale.ROOT).forEach(p -> waiting.add(new Phrase(s, p, 1)));
            }
        }
    }

    private void begin(Phrase p) {
        present = p;
        ChannelSettings s = p.channel();
        VoiceSelector.Wish wish = new VoiceSelector.Wish(s.voice().isEmpty() ? List.of() : List.of(s.voice()), Optional.empty(),
                s.fallbackVoices(),
                Set.of());
        synthesis = context.synthesis(new SegmentTask.Task(p.piece(), wish, s.prosody(), s.format(), s.loudness()));
        context.pool().submit(synthesis);
    }

    private void follow(long now) {
        String failure = switch (synthesis.outcome()) {
            case RUNNING -> null;
            case DONE -> {
                synthesis = null;
                yield null;
            }
            case AWAITED -> {
                // Within some seconds it is there again, or another one takes its place.
                waiting.addFirst(present);
                synthesis = null;
                notBefore = Deadline.at(now + LOOK_NANOS);
                yield null;
            }
            case GONE, NO_VOICE -> "no voice was there";
            case FAILED, UNSPEAKABLE -> synthesis.cause();
        };
        if (failure == null) {
            return;
        }
        VoiceCatalog.Candidate used = synthesis.using();
        if (synthesis.outcome() == SegmentTask.Outcome.FAILED && used != null) {
            context.services().health().failed(used.serviceId(), used.voice().engine(), failure);
        }
        synthesis = null;
        notBefore = Deadline.at(now + LOOK_NANOS);
        if (present.attempts() < ATTEMPTS) {
            waiting.addLast(new Phrase(present.channel(), present.piece(), present.attempts() + 1));
        } else {
            LOG.warn("channel {}: a phrase cannot be made ahead of time: {}", present.channel().id(), failure);
        }
    }
}
