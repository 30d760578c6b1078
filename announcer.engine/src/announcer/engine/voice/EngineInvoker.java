package announcer.engine.voice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.time.MonotonicClock;

/**
 * The calls that one task makes of speech engines, one after the other: each has a deadline, and can be ended from another thread by an
 * interrupt, which never outlives the call that it is meant for. The task's own steps between the calls have a deadline as well.
 */
public final class EngineInvoker {
    /** Far more than the longest sentence takes at the slowest rate: an engine that makes more than this never ends. Bounds memory. */
    private static final int MOST_SECONDS = 600;

    /** A step of the task. One object, so that nobody sees the time of one with the deadline of another. */
    private record Step(long sinceNanos, Duration deadline) {}

    private final Function<String, Duration> deadlines;
    private final MonotonicClock clock;
    /** The present step; null while nothing that has a deadline is going on. */
    private volatile Step step;
    /** Why no sound is wanted any more; null while it is. */
    private volatile String unwanted;
    /** The thread that is in an engine's code; null: none is. Guarded by this. */
    private Thread caller;

    /** @param deadlines how long an engine may take for a text */
    public EngineInvoker(Function<String, Duration> deadlines, MonotonicClock clock) {
        this.deadlines = deadlines;
        this.clock = clock;
    }

    // --- the task's thread

    /** How long an engine may take for a text. */
    public Duration deadline(String text) {
        return deadlines.apply(text);
    }

    /** Begins a step without an engine. */
    public void begin() {
        step(deadlines.apply(""));
    }

    /** Ends the last step. */
    public void end() {
        step = null;
    }

    /**
     * Has an engine speak.
     *
     * @return all of its sound, in the voice's format
     * @throws InterruptedException when the sound was not wanted any more, or this thread was interrupted
     */
    public byte[] speak(SpeechEngine engine, SpeechRequest request) throws SpeechException, InterruptedException {
        Collector sound = new Collector(request.voice().format().bytesPerSecond());
        step(request.deadline());
        enter();
        try {
            engine.synthesize(request, sound);
        } catch (InterruptedException e) {
            sound.checkEnds();
            throw e;
        } finally {
            leave();
        }
        // An engine that was interrupted in mid-sentence, or refused at the sink, may return as if that were all.
        sound.checkEnds();
        checkWanted();
        sound.checkWhole();
        begin();
        return sound.pcm.toByteArray();
    }

    /** Takes the sound of one call. */
    private final class Collector implements PcmSink {
        private final ByteArrayOutputStream pcm;
        private final int most;
        private boolean endless;
        /** Why a part was refused, and every other will be; null while none was. */
        private String refused;

        Collector(int bytesPerSecond) {
            pcm = new ByteArrayOutputStream(bytesPerSecond);
            most = MOST_SECONDS * bytesPerSecond;
        }

        @Override
        public void write(ByteBuffer part) throws InterruptedException {
            if (refused == null) {
                refused = whyNot(part);
            }
            checkWhole();
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            pcm.write(bytes, 0, bytes.length);
        }

        private String whyNot(ByteBuffer part) {
            String why = unwanted;
            if (why != null) {
                return why;
            }
            if (Thread.interrupted()) {
                return "its thread was interrupted";
            }
            endless = part.remaining() > most - pcm.size();
            return endless ? "it makes sound without end" : null;
        }

        void checkEnds() throws SpeechException {
            if (endless) {
                throw new SpeechException("it made more than " + MOST_SECONDS + " s of sound for one sentence");
            }
        }

        /** Throws when a part is missing: not every engine ends when the sink tells it to. */
        void checkWhole() throws InterruptedException {
            if (refused != null) {
                throw new InterruptedException(refused);
            }
        }
    }

    private synchronized void enter() throws InterruptedException {
        checkWanted();
        caller = Thread.currentThread();
    }

    private synchronized void leave() {
        caller = null;
        // An interrupt of this call, or one that the engine left behind, must not reach what comes after it.
        Thread.interrupted();
    }

    private void checkWanted() throws InterruptedException {
        String why = unwanted;
        if (why != null) {
            throw new InterruptedException(why);
        }
    }

    private void step(Duration deadline) {
        step = new Step(clock.nanoTime(), deadline);
    }

    // --- any thread; none of it waits for an engine

    /** Ends the present call, and all that would follow. */
    public synchronized void cancel(String why) {
        unwanted = why;
        if (caller != null) {
            caller.interrupt();
        }
    }

    /** Nanoseconds until the present step takes longer than it may, at most 0 when it does; {@link Long#MAX_VALUE}: no step is going on. */
    public long nanosLeft(long now) {
        Step s = step;
        return s == null ? Long.MAX_VALUE : s.deadline.toNanos() - (now - s.sinceNanos) + 1;
    }

    /** How long the last step may take, or might have taken. */
    public Duration deadline() {
        Step s = step;
        return s == null ? deadlines.apply("") : s.deadline;
    }
}
