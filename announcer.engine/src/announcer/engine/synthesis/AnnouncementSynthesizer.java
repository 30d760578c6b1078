package announcer.engine.synthesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import announcer.api.AnnouncementState;
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.lib.time.Deadline;
import announcer.engine.audio.AnnouncementAudio;
import announcer.engine.audio.PcmBuilder;
import announcer.engine.config.ChannelSettings;
import announcer.engine.text.RenderedPart;
import announcer.engine.text.Segment;
import announcer.engine.voice.VoiceSelector;

/**
 * Has the sound of announcements made, sentence by sentence: asks one voice after the other, and adds to the utterance what is whole.
 * Control thread only.
 */
public final class AnnouncementSynthesizer {
    /** In place of a sentence that is left out, and its pause with it. */
    private static final byte[] NOTHING = {};
    private static final long LOOK_AGAIN_NANOS = 200_000_000;
    /** An engine's service is withdrawn a moment before it is known that its voices may come back. */
    private static final long GONE_NANOS = 20_000_000;

    private final SynthesisContext context;
    private ChannelSettings settings;

    public AnnouncementSynthesizer(SynthesisContext context, ChannelSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    public void settings(ChannelSettings next) {
        settings = next;
    }

    /**
     * Goes on with an announcement. Returns why it FAILED; empty while it may still be spoken.
     */
    public Optional<String> advance(SynthesisProgress j, long now) {
        if (j.synthesis == null) {
            next(j, now);
            // A chime alone that cannot be had; what has words is spoken without it.
            return j.isChimeThatIsMissing() ? j.remarks() : Optional.empty();
        }
        boolean speechIsThere = j.synthesis.outcome() == SegmentTask.Outcome.DONE;
        if (!chimesAreReady(j, speechIsThere, now) && speechIsThere) {
            return Optional.empty();
        }
        return look(j, j.synthesis, now);
    }

    private void next(SynthesisProgress j, long now) {
        if (j.utterance == null) {
            j.utterance = new AnnouncementAudio(settings.format().bytesPerFrame(), context.keptFrames());
        }
        if (!j.chimesAreReady && !chimesAndSpeech(j, now)) {
            return;
        }
        addKept(j);
        if (j.made == j.steps()) {
            close(j);
        } else if (j.utterance.hasRoom() && j.lookAgain.hasPassed(now)) {
            begin(j);
        }
    }

    /**
     * Has the first sentence and the chimes made, beside each other: neither waits for a thread behind the other. Returns whether the sound can be
     * put together.
     */
    private boolean chimesAndSpeech(SynthesisProgress j, long now) {
        Request r = j.announcement.request();
        ChimeTask.Wanted wanted = new ChimeTask.Wanted(settings.chimes().before(r.chime(), r.priority()),
                settings.chimes().after(r.chime(), r.priority()), settings.format(), settings.loudness(),
                settings.prosody().times(r.prosody()).volume());
        if (j.chimes == null && wanted.isNothing()) {
            chimesAreReady(j);
            return true;
        }
        boolean speechIsThere = j.hasPieces() && j.made < j.steps() && j.keptSound() != null;
        if (!speechIsThere && j.hasPieces() && j.made < j.steps() && j.lookAgain.hasPassed(now)) {
            begin(j);
        }
        if (j.chimes == null) {
            j.chimes = context.chimes(wanted);
            context.pool().submit(j.chimes);
        }
        return chimesAreReady(j, speechIsThere, now) && j.synthesis == null;
    }

    /** Whether the chimes are there, or given up, or not wanted. @param speechIsThere whether it is they alone that are waited for */
    private boolean chimesAreReady(SynthesisProgress j, boolean speechIsThere, long now) {
        if (j.chimesAreReady) {
            return true;
        }
        if (speechIsThere) {
            j.chimes.speechWaits(now);
            if (j.chimes.nanosToSpeech(now) == 0) {
                j.chimes.giveUp();
                context.pool().forget(j.chimes);
            }
        }
        if (j.chimes.isRunning()) {
            return false;
        }
        chimesAreReady(j);
        return true;
    }

    /** Has the chime before it lead to its words; without words, it is what is repeated. */
    private void chimesAreReady(SynthesisProgress j) {
        j.chimesAreReady = true;
        Optional<PcmBuilder> before = j.chimes == null ? Optional.empty() : j.chimes.before().map(chime -> {
            PcmBuilder sound = new PcmBuilder(settings.format());
            sound.add(chime);
            return sound;
        });
        if (j.hasPieces()) {
            before.ifPresent(sound -> {
                sound.pause(settings.chimes().pause());
                j.opening = sound;
            });
        } else if (before.isPresent()) {
            j.chimeAlone = before.get().frames();
        } else {
            j.made = j.steps();
        }
    }

    /** Adds sound: the chime before it only with what it leads to, to the sample, so that there is nothing to wait for in between. */
    private void put(SynthesisProgress j, byte[] sound, boolean words) {
        if (j.opening == null) {
            j.utterance.add(sound);
            return;
        }
        j.opening.add(sound);
        // Pauses without end are no reason to hold all of them.
        if (words || j.opening.bytes() > (long) context.keptFrames() * settings.format().bytesPerFrame()) {
            open(j);
        }
    }

    private static void open(SynthesisProgress j) {
        if (j.opening != null) {
            j.utterance.add(j.opening.frames());
            j.opening = null;
        }
    }

    /** All sentences are there: adds the chime after them. */
    private void close(SynthesisProgress j) {
        if (!j.utterance.isComplete()) {
            if (j.hasSteps()) {
                open(j);
            }
            Optional<byte[]> after = j.chimes == null ? Optional.empty() : j.chimes.after();
            after.ifPresent(chime -> {
                PcmBuilder end = new PcmBuilder(settings.format());
                end.pause(settings.chimes().pause());
                end.add(chime);
                j.utterance.add(end.frames());
            });
        }
        j.utterance.complete();
    }

    /** Adds what need not be made: the pause before a repetition, and sentences that were made before. */
    private void addKept(SynthesisProgress j) {
        while (j.made < j.steps() && j.utterance.hasRoom()) {
            if (j.pauseLeft > 0) {
                int frames = Math.min(j.pauseLeft, PcmFormat.FRAMES_PER_SECOND);
                put(j, silence(frames), false);
                j.pauseLeft -= frames;
            } else if (j.keptSound() != null) {
                add(j, j.keptSound());
            } else {
                return;
            }
        }
    }

    private byte[] silence(int frames) {
        return new byte[frames * settings.format().bytesPerFrame()];
    }

    /** Adds the sound of the next step, and the silence that belongs to it. */
    private void add(SynthesisProgress j, byte[] sound) {
        Duration after = j.hasPieces() ? j.next().pauseAfter() : Duration.ZERO;
        put(j, sound, j.opening != null && hasWords(j.next()));
        j.added(ChannelSettings.frames(j.announcement.request().repeat().pause()));
        if (sound != NOTHING) {
            put(j, silence(ChannelSettings.frames(after)), false);
        }
    }

    private void addNew(SynthesisProgress j, byte[] sound) {
        j.keep(sound, (long) context.keptFrames() * settings.format().bytesPerFrame());
        add(j, sound);
    }

    private void begin(SynthesisProgress j) {
        if (j.announcement.present().sendings() == 0) {
            j.announcement.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        }
        Segment piece = j.next();
        Request r = j.announcement.request();
        j.synthesis = context
                .synthesis(new SegmentTask.Task(piece, wish(j, piece), settings.prosody().times(r.prosody()), settings.format(),
                        settings.loudness()));
        context.pool().submit(j.synthesis);
    }

    private VoiceSelector.Wish wish(SynthesisProgress j, Segment piece) {
        List<String> named = new ArrayList<>();
        piece.voice().ifPresent(named::add);
        Optional<Locale> language = piece.language();
        if (piece.voice().isEmpty() && language.isEmpty()) {
            if (!j.voice.isEmpty()) {
                named.add(j.voice);
            }
            j.announcement.asked().ifPresent(v -> named.add(v.id()));
            language = j.announcement.language();
        }
        List<String> fallback = new ArrayList<>();
        if (!settings.voice().isEmpty()) {
            // Where a language is asked for, the channel's voice is only one that may speak it.
            (language.isEmpty() ? named : fallback).add(settings.voice());
        }
        fallback.addAll(settings.fallbackVoices());
        return new VoiceSelector.Wish(named, language, fallback, j.tried);
    }

    private Optional<String> look(SynthesisProgress j, SegmentTask s, long now) {
        return switch (s.outcome()) {
            case RUNNING -> Optional.empty();
            case DONE -> {
                done(j, s);
                // The next sentence at once, so that it is there when this one has been spoken.
                next(j, now);
                yield Optional.empty();
            }
            case FAILED, UNSPEAKABLE -> failed(j, s, s.cause(), s.outcome() == SegmentTask.Outcome.FAILED);
            case GONE -> {
                j.synthesis = null;
                j.lookAgain = Deadline.at(now + GONE_NANOS);
                yield Optional.empty();
            }
            case AWAITED -> {
                waitFor(j, now, "waiting for voice " + s.cause() + ", which has just gone, to come back");
                yield Optional.empty();
            }
            case NO_VOICE -> noVoice(j, now);
        };
    }

    private void done(SynthesisProgress j, SegmentTask s) {
        Segment piece = j.next();
        addNew(j, s.sound());
        j.synthesis = null;
        j.noVoiceSince = OptionalLong.empty();
        if (s.using() != null) {
            s.instead().ifPresent(j::cause);
            if (piece.voice().isEmpty() && piece.language().isEmpty()) {
                j.voice = s.using().voice().id();
            }
            j.announcement.voice(s.using().voice().id());
        }
    }

    private Optional<String> failed(SynthesisProgress j, SegmentTask s, String cause, boolean engineFailed) {
        j.synthesis = null;
        if (s.using() == null) {
            // It hung or threw while voices were being asked for: there is nothing else to try.
            return Optional.of("no voice could be chosen: " + cause);
        }
        s.instead().ifPresent(j::cause);
        if (engineFailed) {
            context.services().health().failed(s.using().serviceId(), s.using().voice().engine(), cause);
        } else if (!hasWords(j.next()) && j.pieces().stream().anyMatch(AnnouncementSynthesizer::hasWords)) {
            // A smiley of its own in a text of words: nothing is lost with it.
            addNew(j, NOTHING);
            return Optional.empty();
        }
        j.tried.add(s.using().serviceId());
        j.voice = "";
        j.cause(s.using().voice().id() + ": " + cause);
        return Optional.empty();
    }

    private static boolean hasWords(Segment piece) {
        return piece.parts(false, Locale.ROOT).stream()
                .anyMatch(p -> p instanceof RenderedPart.Speech s && SegmentRenderer.hasWords(s.text()));
    }

    private void waitFor(SynthesisProgress j, long now, String why) {
        j.synthesis = null;
        j.lookAgain = Deadline.at(now + LOOK_AGAIN_NANOS);
        if (j.announcement.present().sendings() == 0) {
            j.announcement.waiting(AnnouncementState.QUEUED, Optional.of(why));
        }
    }

    private Optional<String> noVoice(SynthesisProgress j, long now) {
        if (!j.causes.isEmpty()) {
            return Optional.of(String.join("; ", j.causes));
        }
        if (j.noVoiceSince.isEmpty()) {
            j.noVoiceSince = OptionalLong.of(now);
        }
        Optional<Locale> language = j.announcement.language();
        String who = language.isPresent() ? "no voice for " + language.get().toLanguageTag() : "no speech engine";
        waitFor(j, now, "waiting for a voice: " + who + " is there");
        if (now - j.noVoiceSince.getAsLong() >= context.voiceWait().toNanos()) {
            return Optional.of(who + " was there for " + context.voiceWait().toSeconds()
                    + " s; install or start one (announcer.tts.freetts, ...)");
        }
        return Optional.empty();
    }
}
