package announcer.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.PcmSource;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.engine.sound.ConverterSettings;
import announcer.engine.sound.FilterBank;
import announcer.engine.sound.FrameSink;
import announcer.engine.sound.SpeechConverter;

/**
 * A synth thread's work on one announcement, with one engine: choose the voice, call the engine, convert once, fill the utterance. What
 * came of it is read by the control thread.
 */
final class Synthesis implements Runnable {
    enum Outcome {
        /** Waiting for a thread, or at work. */
        RUNNING,
        /** The utterance is complete. */
        DONE,
        /** This engine could not; another may. */
        FAILED,
        /** The engine's service went away underneath; it may come back. */
        GONE,
        /** No voice is left to try. */
        NO_VOICE,
        /** Another voice than the one that made the first frames must go on: it has to start over. */
        OTHER_VOICE
    }

    private static final int READ_BYTES = 8192;

    private final Voices voices;
    private final Ranked<SpeechEngine> engines;
    private final Voices.Wish wish;
    private final Set<Long> tried;
    private final String text;
    private final Duration deadline;
    private final PcmFormat to;
    private final Utterance utterance;
    private final FilterBank filters;
    private final Clock clock;
    private final Runnable news;
    private volatile Outcome outcome = Outcome.RUNNING;
    private volatile String cause = "";
    private volatile Voices.Candidate using;
    private volatile long startedNanos;
    private volatile boolean started;
    private volatile boolean engineGone;
    private volatile PcmSource source;

    Synthesis(Voices voices, Ranked<SpeechEngine> engines, Voices.Wish wish, Set<Long> tried, String text, Duration deadline, PcmFormat to,
            Utterance utterance, FilterBank filters, Clock clock, Runnable news) {
        this.voices = voices;
        this.engines = engines;
        this.wish = wish;
        this.tried = Set.copyOf(tried);
        this.text = text;
        this.deadline = deadline;
        this.to = to;
        this.utterance = utterance;
        this.filters = filters;
        this.clock = clock;
        this.news = news;
    }

    @Override
    public void run() {
        startedNanos = clock.nanoTime();
        started = true;
        Outcome end = Outcome.FAILED;
        try {
            end = speak();
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
            outcome = engineGone && end != Outcome.DONE ? Outcome.GONE : end;
            news.run();
        }
    }

    private Outcome speak() throws SpeechException, IOException, InterruptedException {
        Optional<Voices.Candidate> chosen = voices.choose(wish, tried);
        if (chosen.isEmpty()) {
            return Outcome.NO_VOICE;
        }
        Voices.Candidate c = chosen.get();
        using = c;
        long skip = utterance.frames();
        if (skip > 0 && !utterance.voice().equals(c.voice().id())) {
            return Outcome.OTHER_VOICE;
        }
        utterance.voice(c.voice().id());
        Optional<Ranked.Lease<SpeechEngine>> lease = engines.lease(c.engine());
        if (lease.isEmpty()) {
            cause = "its bundle failed to start it";
            return Outcome.FAILED;
        }
        try (Ranked.Lease<SpeechEngine> engine = lease.get();
                PcmSource pcm = engine.service().synthesize(new SpeechRequest(c.voice(), text, deadline))) {
            source = pcm;
            convert(pcm, skip);
        }
        return Outcome.DONE;
    }

    /** @param skip frames that an interrupted synthesis by the same voice has delivered already */
    private void convert(PcmSource pcm, long skip) throws SpeechException, IOException, InterruptedException {
        SpeechConverter converter = new SpeechConverter(pcm.format(), to, ConverterSettings.defaults(), filters);
        long[] toSkip = {skip};
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        boolean[] wanted = {true};
        FrameSink sink = frame -> {
            if (toSkip[0] > 0) {
                toSkip[0]--;
            } else if (wanted[0]) {
                wanted[0] = utterance.append(frame);
            }
        };
        while (wanted[0] && pcm.read(buffer) >= 0) {
            buffer.flip();
            converter.write(buffer, sink);
            buffer.clear();
        }
        if (engineGone) {
            // What looks like the end may be our own closing of it in mid-sentence.
            throw new IOException("its engine went away");
        }
        converter.end(sink);
        if (!converter.heardSound()) {
            throw new SpeechException("it made no sound of this text");
        }
        utterance.complete();
    }

    /** The engine's service is going: whatever happens now is not its failure. */
    void engineGoes() {
        engineGone = true;
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

    /** Why it FAILED, without the engine's name. */
    String cause() {
        return cause;
    }

    /** The voice it uses; null before one is chosen. */
    Voices.Candidate using() {
        return using;
    }

    Utterance utterance() {
        return utterance;
    }

    /** How long the engine has been at work; 0 before a thread took it. Time that a full lane held it does not count. */
    long workedNanos(long now) {
        return !started || utterance.held() ? 0 : now - startedNanos - utterance.heldNanos();
    }
}
