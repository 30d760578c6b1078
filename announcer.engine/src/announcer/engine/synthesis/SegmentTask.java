package announcer.engine.synthesis;

import announcer.lib.time.MonotonicClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.UnspeakableTextException;
import announcer.engine.audio.Level;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.audio.PcmBuilder;
import announcer.engine.cache.PhraseCache;
import announcer.engine.text.RenderedPart;
import announcer.engine.text.Segment;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.EngineInvoker;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceSelector;

/**
 * A synth thread's work: one attempt at one sentence, with one engine. Choose the voice, look into the phrase cache, else level the voice,
 * call the engine, convert once. What came of it is read by the control thread; it is settled once, by the end of the work or by the
 * watchdog, whichever comes first.
 */
public final class SegmentTask implements SynthesisExecutor.Task {
    public enum Outcome {
        /** Waiting for a thread, or at work. */
        RUNNING,
        /** The sound is there. */
        DONE,
        /** The engine failed; another may not. */
        FAILED,
        /** The engine is well, but its voice cannot speak this. */
        UNSPEAKABLE,
        /** The engine's service went away underneath; it may come back. */
        GONE,
        /** The voice that is wished for has just gone and may come back. */
        AWAITED,
        /** No voice is left to try. */
        NO_VOICE
    }

    /**
     * What is to be made.
     *
     * @param piece the sentence
     * @param wish who should speak it
     * @param prosody the channel's and the announcement's
     * @param to format of the sound
     * @param loudness of the channel
     */
    record Task(Segment piece, VoiceSelector.Wish wish, Prosody prosody, PcmFormat to, LoudnessTarget loudness) {}

    private final SynthesisServices services;
    private final Task task;
    private final EngineInvoker invoker;
    private final Runnable wake;
    // Guarded by this until it is published by the outcome.
    private String cause = "";
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile VoiceCatalog.Candidate using;
    private volatile Optional<String> instead = Optional.empty();
    private volatile byte[] sound;
    private volatile boolean engineGone;
    private volatile boolean abandoned;

    /** What came of the work. */
    private record Attempt(Outcome outcome, String cause) {}

    /** @param deadlines how long an engine may take for a text */
    SegmentTask(SynthesisServices services, Task task, Function<String, Duration> deadlines, MonotonicClock clock, Runnable wake) {
        this.services = services;
        this.task = task;
        this.invoker = new EngineInvoker(deadlines, clock);
        this.wake = wake;
    }

    // --- synth thread

    @Override
    public void run() {
        Outcome end = Outcome.FAILED;
        String why = "";
        try {
            invoker.begin();
            Attempt attempt = make();
            end = attempt.outcome();
            why = attempt.cause();
        } catch (UnspeakableTextException e) {
            why = e.getMessage();
            end = Outcome.UNSPEAKABLE;
        } catch (SpeechException e) {
            why = e.getMessage();
        } catch (InterruptedException e) {
            why = "it was interrupted";
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: what an engine throws whose bundle is being stopped.
            why = "it failed unexpectedly: " + e;
        } finally {
            invoker.end();
            settle(end != Outcome.DONE && hasGone() ? Outcome.GONE : end, why);
        }
    }

    /** Says what came of it; the first word counts. Returns whether this was the first. */
    private boolean settle(Outcome end, String why) {
        synchronized (this) {
            if (outcome != Outcome.RUNNING) {
                return false;
            }
            cause = why;
            outcome = end;
        }
        wake.run();
        return true;
    }

    /**
     * Whether the engine's service went away underneath. Not only when the control thread has come to say so: an engine that is being
     * stopped fails what it has at once, but its service has been withdrawn before.
     */
    private boolean hasGone() {
        VoiceCatalog.Candidate c = using;
        return engineGone || c != null && !services.engines().refs().contains(c.engine());
    }

    private Attempt make() throws SpeechException, InterruptedException {
        List<RenderedPart> silent = task.piece().parts(false, Locale.ROOT);
        if (silent.stream().noneMatch(p -> p instanceof RenderedPart.Speech)) {
            // A pause needs no voice.
            PcmBuilder out = new PcmBuilder(task.to());
            silent.forEach(p -> out.pause(((RenderedPart.Pause) p).duration()));
            return done(out.frames());
        }
        VoiceSelector.Choice choice = services.selector().choose(task.wish());
        if (choice.awaited().isPresent()) {
            return new Attempt(Outcome.AWAITED, choice.awaited().get());
        }
        if (choice.candidate().isEmpty()) {
            return new Attempt(Outcome.NO_VOICE, "");
        }
        VoiceCatalog.Candidate c = choice.candidate().get();
        instead = choice.instead();
        using = c;
        Prosody prosody = services.overrides().of(c.voice().id()).times(task.prosody());
        List<RenderedPart> parts = task.piece().parts(c.markup(), c.voice().locale(), services.lexicon().of(c));
        PhraseCache.Key key = new PhraseCache.Key(c.voice().engine(), LoudnessCalibrator.version(c), c.voice().id(), prosody,
                parts.toString(),
                task.to(), task.loudness().toString());
        Optional<byte[]> cached = services.cache().get(key);
        if (cached.isPresent()) {
            services.use().fromCache(c.voice().id());
            return done(cached.get());
        }
        Optional<RankedServices.Lease<SpeechEngine>> lease = services.engines().lease(c.engine());
        if (lease.isEmpty()) {
            return new Attempt(Outcome.FAILED, "its bundle failed to start it");
        }
        byte[] made;
        try (RankedServices.Lease<SpeechEngine> engine = lease.get()) {
            Level level = services.calibrator().level(c, engine.service(), task.loudness(), invoker);
            made = new SegmentRenderer(c.voice(), engine.service(), invoker, task.to(), level, services.filters()).speak(parts, prosody);
        }
        // What was made after the deadline is late for its announcement, but not wrong.
        services.cache().put(key, made);
        services.use().made(c.voice().id());
        services.health().spoke(c.serviceId());
        return done(made);
    }

    private Attempt done(byte[] frames) {
        sound = frames;
        return new Attempt(Outcome.DONE, "");
    }

    // --- control thread; nothing here waits for an engine

    /** The engine's service is going: whatever happens now is not its failure. */
    void engineGoes() {
        engineGone = true;
        invoker.cancel("its engine went away");
    }

    /** Nobody waits for it any more: what comes of it is nobody's failure, unless it never ends. */
    @Override
    public void cancel() {
        abandoned = true;
        invoker.cancel("nobody waits for it any more");
    }

    @Override
    public long nanosLeft(long now) {
        return invoker.nanosLeft(now);
    }

    @Override
    public void giveUp() {
        String late = "it did not finish within " + invoker.deadline().toMillis() / 1000.0 + " s";
        VoiceCatalog.Candidate c = using;
        boolean gone = hasGone();
        // Before the interrupt, or what comes of that would be taken for the cause.
        boolean first = settle(gone ? Outcome.GONE : Outcome.FAILED, late);
        invoker.cancel("it took too long");
        if (first && !gone && abandoned && c != null) {
            // Nobody looks at the outcome.
            services.health().failed(c.serviceId(), c.voice().engine(), late);
        }
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Why it FAILED, without the engine's name; the voice that is AWAITED. */
    synchronized String cause() {
        return cause;
    }

    /** The voice it uses; null before one is chosen. */
    VoiceCatalog.Candidate using() {
        return using;
    }

    /** Why it does not use the voice that was wished for most; empty when it does. */
    Optional<String> instead() {
        return instead;
    }

    /** The sentence's sound: whole frames of the task's format. Once DONE; shared, never changed. */
    byte[] sound() {
        return sound;
    }
}
