package announcer.engine;

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
import announcer.engine.cache.PhraseCache;
import announcer.engine.audio.Level;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.audio.PcmBuilder;
import announcer.engine.text.Part;
import announcer.engine.text.Piece;

/**
 * A synth thread's work: one attempt at one sentence, with one engine. Choose the voice, look into the phrase cache, else level the voice,
 * call the engine, convert once. What came of it is read by the control thread.
 */
final class Synthesis implements Runnable {
    enum Outcome {
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
    record Task(Piece piece, Casting.Wish wish, Prosody prosody, PcmFormat to, LoudnessTarget loudness) {}

    private final Studio studio;
    private final Task task;
    private final EngineInvoker invoker;
    private final Runnable news;
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile String cause = "";
    private volatile Voices.Candidate using;
    private volatile Optional<String> instead = Optional.empty();
    private volatile byte[] sound;
    private volatile boolean engineGone;

    /** @param deadlines how long an engine may take for a text */
    Synthesis(Studio studio, Task task, Function<String, Duration> deadlines, MonotonicClock clock, Runnable news) {
        this.studio = studio;
        this.task = task;
        this.invoker = new EngineInvoker(deadlines, clock);
        this.news = news;
    }

    // --- synth thread

    @Override
    public void run() {
        Outcome end = Outcome.FAILED;
        try {
            invoker.begin();
            end = make();
        } catch (UnspeakableTextException e) {
            cause = e.getMessage();
            end = Outcome.UNSPEAKABLE;
        } catch (SpeechException e) {
            cause = e.getMessage();
        } catch (InterruptedException e) {
            cause = "it was interrupted";
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: what an engine throws whose bundle is being stopped.
            cause = "it failed unexpectedly: " + e;
        } finally {
            invoker.end();
            outcome = end != Outcome.DONE && hasGone() ? Outcome.GONE : end;
            news.run();
        }
    }

    /**
     * Whether the engine's service went away underneath. Not only when the control thread has come to say so: an engine that is being
     * stopped fails what it has at once, but its service has been withdrawn before.
     */
    private boolean hasGone() {
        Voices.Candidate c = using;
        return engineGone || c != null && !studio.engines().refs().contains(c.engine());
    }

    private Outcome make() throws SpeechException, InterruptedException {
        List<Part> silent = task.piece().parts(false, Locale.ROOT);
        if (silent.stream().noneMatch(p -> p instanceof Part.Speech)) {
            // A pause needs no voice.
            PcmBuilder out = new PcmBuilder(task.to());
            silent.forEach(p -> out.pause(((Part.Pause) p).duration()));
            sound = out.frames();
            return Outcome.DONE;
        }
        Casting.Choice choice = studio.casting().choose(task.wish());
        if (choice.awaited().isPresent()) {
            cause = choice.awaited().get();
            return Outcome.AWAITED;
        }
        if (choice.candidate().isEmpty()) {
            return Outcome.NO_VOICE;
        }
        Voices.Candidate c = choice.candidate().get();
        instead = choice.instead();
        using = c;
        Prosody prosody = studio.tastes().of(c.voice().id()).times(task.prosody());
        boolean ssml = Boolean.TRUE.equals(c.engine().getProperty(SpeechEngine.SSML));
        List<Part> parts = task.piece().parts(ssml, c.voice().locale());
        PhraseCache.Key key = new PhraseCache.Key(c.voice().engine(), LoudnessCalibrator.version(c), c.voice().id(), prosody,
                parts.toString(),
                task.to(), task.loudness().toString());
        Optional<byte[]> cached = studio.cache().get(key);
        if (cached.isPresent()) {
            sound = cached.get();
            studio.use().fromCache(c.voice().id());
            return Outcome.DONE;
        }
        Optional<Ranked.Lease<SpeechEngine>> lease = studio.engines().lease(c.engine());
        if (lease.isEmpty()) {
            cause = "its bundle failed to start it";
            return Outcome.FAILED;
        }
        try (Ranked.Lease<SpeechEngine> engine = lease.get()) {
            Level level = studio.calibrator().level(c, engine.service(), task.loudness(), invoker);
            sound = new Narration(c.voice(), engine.service(), invoker, task.to(), level, studio.filters()).speak(parts, prosody);
        }
        // What was made after the deadline is late for its announcement, but not wrong.
        studio.cache().put(key, sound);
        studio.use().made(c.voice().id());
        studio.health().spoke(c.serviceId());
        return Outcome.DONE;
    }

    // --- control thread

    /** The engine's service is going: whatever happens now is not its failure. */
    void engineGoes() {
        engineGone = true;
        invoker.cancel("its engine went away");
    }

    /** Nobody waits for it any more: what comes of it is nobody's failure. */
    void abandon() {
        invoker.cancel("nobody waits for it any more");
    }

    Outcome outcome() {
        return outcome;
    }

    /** Why it FAILED, without the engine's name; the voice that is AWAITED. */
    String cause() {
        return cause;
    }

    /** The voice it uses; null before one is chosen. */
    Voices.Candidate using() {
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

    /** What is said of one that took longer than it may. */
    static String late(Duration deadline) {
        return "it did not finish within " + deadline.toMillis() / 1000.0 + " s";
    }

    /** How long the present step may take when that is over; empty while it is in time. */
    Optional<Duration> overdue(long now) {
        return invoker.overdue(now);
    }
}
