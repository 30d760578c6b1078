package announcer.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSource;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.engine.cache.PhraseCache;
import announcer.engine.sound.ConverterSettings;
import announcer.engine.sound.Level;
import announcer.engine.sound.SpeechConverter;
import announcer.engine.text.Part;
import announcer.engine.text.Piece;

/**
 * A synth thread's work: one attempt at one sentence, with one engine. Choose the voice, look into the phrase cache, else level the voice,
 * call the engine, convert once. What came of it is read by the control thread.
 */
final class Synthesis implements Runnable, Leveller.Calls {
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
    record Task(Piece piece, Casting.Wish wish, Prosody prosody, PcmFormat to, Leveller.Loudness loudness) {}

    private static final int READ_BYTES = 8192;

    private final Studio studio;
    private final Task task;
    private final Function<String, Duration> deadlines;
    private final Clock clock;
    private final Runnable news;
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile String cause = "";
    private volatile Voices.Candidate using;
    private volatile Optional<String> instead = Optional.empty();
    private volatile byte[] sound;
    private volatile boolean engineGone;
    private volatile boolean abandoned;
    private volatile PcmSource source;
    // The step that is going on: when it began, how long it may take. 0: nothing that has a deadline.
    private volatile long stepNanos;
    private volatile Duration stepDeadline = Duration.ZERO;

    /** @param deadlines how long an engine may take for a text */
    Synthesis(Studio studio, Task task, Function<String, Duration> deadlines, Clock clock, Runnable news) {
        this.studio = studio;
        this.task = task;
        this.deadlines = deadlines;
        this.clock = clock;
        this.news = news;
    }

    // --- synth thread

    @Override
    public void run() {
        Outcome end = Outcome.FAILED;
        try {
            step(deadlines.apply(""));
            end = make();
        } catch (UnspeakableTextException e) {
            cause = e.getMessage();
            end = Outcome.UNSPEAKABLE;
        } catch (SpeechException e) {
            cause = e.getMessage();
        } catch (IOException e) {
            cause = "it failed underway: " + e.getMessage();
        } catch (InterruptedException e) {
            cause = "it was interrupted";
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: what an engine throws whose bundle is being stopped.
            cause = "it failed unexpectedly: " + e;
        } finally {
            source = null;
            stepNanos = 0;
            outcome = engineGone && end != Outcome.DONE ? Outcome.GONE : end;
            news.run();
        }
    }

    private Outcome make() throws SpeechException, IOException, InterruptedException {
        List<Part> silent = task.piece().parts(false, Locale.ROOT);
        if (silent.stream().noneMatch(p -> p instanceof Part.Speech)) {
            // A pause needs no voice.
            SentenceSound out = new SentenceSound(task.to());
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
        PhraseCache.Key key = new PhraseCache.Key(c.voice().engine(), Calibration.version(c), c.voice().id(), prosody, parts.toString(),
                task.to(), task.loudness().toString());
        Optional<byte[]> cached = studio.cache().get(key);
        if (cached.isPresent()) {
            sound = cached.get();
            return Outcome.DONE;
        }
        Optional<Ranked.Lease<SpeechEngine>> lease = studio.engines().lease(c.engine());
        if (lease.isEmpty()) {
            cause = "its bundle failed to start it";
            return Outcome.FAILED;
        }
        try (Ranked.Lease<SpeechEngine> engine = lease.get()) {
            Level level = studio.leveller().level(c, engine.service(), task.loudness(), this);
            sound = speak(parts, prosody, c, engine.service(), level);
        }
        // What was made after the deadline is late for its announcement, but not wrong.
        studio.cache().put(key, sound);
        studio.health().spoke(c.serviceId());
        return Outcome.DONE;
    }

    private byte[] speak(List<Part> parts, Prosody prosody, Voices.Candidate c, SpeechEngine engine, Level level)
            throws SpeechException, IOException, InterruptedException {
        SentenceSound out = new SentenceSound(task.to());
        boolean heard = false;
        UnspeakableTextException unspeakable = null;
        for (Part part : parts) {
            if (part instanceof Part.Pause pause) {
                out.pause(pause.duration());
            } else if (part instanceof Part.Speech speech) {
                try {
                    convert(speech, prosody, c, engine, level, out);
                    heard = true;
                } catch (UnspeakableTextException e) {
                    // A dash between two words is no reason to refuse the words.
                    if (hasWords(speech.text())) {
                        throw e;
                    }
                    unspeakable = e;
                }
            }
        }
        if (!heard && unspeakable != null) {
            throw unspeakable;
        }
        return out.frames();
    }

    private void convert(Part.Speech speech, Prosody prosody, Voices.Candidate c, SpeechEngine engine, Level level, SentenceSound out)
            throws SpeechException, IOException, InterruptedException {
        Prosody wanted = prosody.times(speech.prosody());
        // Below -60 dB there is nothing that 16 bits could tell from silence; none at all is made so below.
        // BS.1770 adds up the power of the channels: one voice in two of them is twice as much.
        double channelsDb = 10 * Math.log10((double) c.voice().format().channels() / task.to().channels());
        double gainDb = Math.max(-60, level.gainDb() + channelsDb + 20 * Math.log10(Math.max(1e-3, wanted.volume())));
        Level loud = new Level(gainDb, level.ceilingDbtp());
        SpeechConverter converter = new SpeechConverter(c.voice().format(), task.to(), ConverterSettings.defaults(), studio.filters(),
                loud);
        int begin = out.length();
        SpeechRequest request = new SpeechRequest(c.voice(), speech.text(), speech.ssml(), wanted.withVolume(1),
                deadlines.apply(speech.text()));
        call(engine, request, pcm -> converter.write(pcm, out::add));
        converter.end(out::add);
        if (!converter.heardSound()) {
            if (hasWords(speech.text())) {
                throw new SpeechException("it made no sound of this text");
            }
            throw new UnspeakableTextException("it has nothing to say for this text");
        }
        if (wanted.volume() == 0) {
            out.mute(begin);
        }
        out.cutTo(begin + Math.toIntExact(converter.groupsOut()) * task.to().bytesPerSampleGroup());
    }

    @Override
    public void speak(SpeechEngine engine, Voice voice, String text, Leveller.PcmSink sink)
            throws SpeechException, IOException, InterruptedException {
        call(engine, new SpeechRequest(voice, text, deadlines.apply(text)), sink);
    }

    private void call(SpeechEngine engine, SpeechRequest request, Leveller.PcmSink sink)
            throws SpeechException, IOException, InterruptedException {
        step(request.deadline());
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try (PcmSource pcm = engine.synthesize(request)) {
            source = pcm;
            while (!abandoned && !engineGone && pcm.read(buffer) >= 0) {
                buffer.flip();
                sink.write(buffer);
                buffer.clear();
            }
        } finally {
            source = null;
        }
        if (engineGone || abandoned) {
            // What looks like the end may be our own closing of it in mid-sentence.
            throw new IOException(engineGone ? "its engine went away" : "nobody waits for it any more");
        }
        step(deadlines.apply(""));
    }

    private void step(Duration deadline) {
        stepDeadline = deadline;
        stepNanos = clock.nanoTime();
    }

    private static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    // --- control thread

    /** The engine's service is going: whatever happens now is not its failure. */
    void engineGoes() {
        engineGone = true;
        close();
    }

    /** Nobody waits for it any more: what comes of it is nobody's failure. */
    void abandon() {
        abandoned = true;
        close();
    }

    private void close() {
        PcmSource s = source;
        if (s != null) {
            try {
                s.close();
            } catch (RuntimeException | LinkageError e) {
                cause = "it failed while it was being stopped: " + e;
            }
        }
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

    /** How long the present step may take when that is over; empty while it is in time. */
    Optional<Duration> overdue(long now) {
        long since = stepNanos;
        Duration deadline = stepDeadline;
        return since != 0 && now - since > deadline.toNanos() ? Optional.of(deadline) : Optional.empty();
    }
}
