package announcer.engine.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import announcer.api.AnnouncementState;
import announcer.api.Request;
import announcer.lib.time.Deadline;
import announcer.engine.audio.AnnouncementAudio;
import announcer.engine.config.ChannelSettings;
import announcer.engine.text.RenderedPart;
import announcer.engine.text.Segment;
import announcer.engine.voice.VoiceSelector;

/**
 * Has the sound of announcements made, sentence by sentence: asks one voice after the other, and adds to the utterance what is whole.
 * Control thread only.
 */
public final class AnnouncementSynthesizer {
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
            return Optional.empty();
        }
        return look(j, j.synthesis, now);
    }

    private void next(SynthesisProgress j, long now) {
        if (j.utterance == null) {
            j.utterance = new AnnouncementAudio(settings.format().bytesPerFrame(), context.keptFrames());
        }
        if (j.made == j.pieces().size()) {
            j.utterance.complete();
        } else if (j.utterance.hasRoom() && j.lookAgain.hasPassed(now)) {
            begin(j);
        }
    }

    private void begin(SynthesisProgress j) {
        if (j.announcement.present().sendings() == 0) {
            j.announcement.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        }
        Segment piece = j.pieces().get(j.made);
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
        Segment piece = j.pieces().get(j.made);
        j.utterance.add(s.sound());
        j.utterance.add(new byte[ChannelSettings.frames(piece.pauseAfter()) * settings.format().bytesPerFrame()]);
        j.synthesis = null;
        j.made++;
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
        } else if (!hasWords(j.pieces().get(j.made)) && j.pieces().stream().anyMatch(AnnouncementSynthesizer::hasWords)) {
            // A smiley of its own in a text of words: nothing is lost with it.
            j.made++;
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
