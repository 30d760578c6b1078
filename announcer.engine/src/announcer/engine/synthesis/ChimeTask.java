package announcer.engine.synthesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.audio.PcmFormat;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.chime.ChimeException;
import announcer.engine.chime.ChimeLibrary;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * A synth thread's work: the chimes of one announcement, from the library. One that cannot be had, or not in time, is left out, with a cause:
 * it never keeps the announcement from being spoken. Settled once, by the end of the work or by the watchdog, whichever comes first.
 */
public final class ChimeTask implements SynthesisExecutor.Task {
    /**
     * What is to be made.
     *
     * @param before empty: nothing
     * @param after empty: nothing
     * @param format of the channel
     * @param loudness of the channel
     * @param volume of the channel and the announcement, a factor on top of the loudness
     */
    record Wanted(Optional<String> before, Optional<String> after, PcmFormat format, LoudnessTarget loudness, double volume) {
        boolean isNothing() {
            return before.isEmpty() && after.isEmpty();
        }
    }

    /** How long speech that is there waits for them. */
    static final Duration SPEECH_WAITS = Duration.ofSeconds(1);
    /** Volumes differ by this at least: one that nobody can hear is no reason to level a chime anew. */
    private static final double STEP_DB = 0.5;
    private static final double QUIETEST_DB = -60;

    private final ChimeLibrary library;
    private final Wanted wanted;
    private final Duration longest;
    private final MonotonicClock clock;
    private final Runnable wake;
    /** When its thread has been at it for too long. */
    private volatile Deadline deadline = Deadline.NEVER;
    /** When the speech that it keeps waiting goes on without it. */
    private volatile Deadline speech = Deadline.NEVER;
    // Guarded by this until they are published by running.
    private Optional<byte[]> before = Optional.empty();
    private Optional<byte[]> after = Optional.empty();
    private List<String> causes = List.of();
    private volatile boolean running = true;

    /** @param longest how long it may take */
    ChimeTask(ChimeLibrary library, Wanted wanted, Duration longest, MonotonicClock clock, Runnable wake) {
        this.library = library;
        this.wanted = wanted;
        this.longest = longest;
        this.clock = clock;
        this.wake = wake;
    }

    // --- synth thread

    @Override
    public void run() {
        deadline = Deadline.after(clock.nanoTime(), longest);
        List<String> why = new ArrayList<>();
        Optional<byte[]> first = Optional.empty();
        Optional<byte[]> last = Optional.empty();
        try {
            first = make(wanted.before, why);
            last = make(wanted.after, why);
        } catch (InterruptedException e) {
            // Given up or cancelled: nobody reads what is said here.
            why.add("its chimes were left out: their making was interrupted");
        } catch (RuntimeException | Error e) {
            why.add("its chimes were left out: their making failed unexpectedly: " + e);
            throw e;
        } finally {
            deadline = Deadline.NEVER;
            settle(first, last, why);
        }
    }

    private Optional<byte[]> make(Optional<String> id, List<String> why) throws InterruptedException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            LoudnessTarget target = wanted.loudness;
            if (wanted.volume == 0) {
                return Optional.of(new byte[library.sound(id.get(), wanted.format, target).length]);
            }
            double db = Math.max(QUIETEST_DB, STEP_DB * Math.rint(20 * Math.log10(wanted.volume) / STEP_DB));
            return Optional.of(library.sound(id.get(), wanted.format, new LoudnessTarget(target.targetLufs() + db, target.ceilingDbtp())));
        } catch (ChimeException e) {
            why.add("spoken without its chime: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void settle(Optional<byte[]> first, Optional<byte[]> last, List<String> why) {
        synchronized (this) {
            if (!running) {
                return;
            }
            before = first;
            after = last;
            causes = List.copyOf(why);
            running = false;
        }
        wake.run();
    }

    // --- the watchdog

    @Override
    public long nanosLeft(long now) {
        Deadline present = deadline;
        // Not begun, or over.
        return present == Deadline.NEVER ? Long.MAX_VALUE : Math.min(present.nanosLeft(now), nanosToSpeech(now));
    }

    @Override
    public void giveUp() {
        settle(Optional.empty(), Optional.empty(), List.of("spoken without its chimes: their files could not be read within "
                + (speech == Deadline.NEVER ? longest : SPEECH_WAITS).toMillis() / 1000.0 + " s"));
    }

    @Override
    public void cancel() {
        // It ends by itself, or is given up.
    }

    // --- control thread

    /** There is speech that waits for it: it is given up if it is not there soon. */
    void speechWaits(long now) {
        if (speech == Deadline.NEVER) {
            speech = Deadline.after(now, SPEECH_WAITS);
        }
    }

    /** Nanoseconds until the speech goes on without it. */
    long nanosToSpeech(long now) {
        return speech.nanosLeft(now);
    }

    /** Whether it is not there yet. */
    public boolean isRunning() {
        return running;
    }

    /** The chime before the speech: whole sample groups. Once it is there. */
    synchronized Optional<byte[]> before() {
        return before;
    }

    /** The chime after it: whole sample groups. */
    synchronized Optional<byte[]> after() {
        return after;
    }

    /** Why chimes are missing. */
    synchronized List<String> causes() {
        return causes;
    }
}
