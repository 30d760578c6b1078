package announcer.engine.synthesis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import announcer.lib.time.Deadline;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.audio.AnnouncementAudio;
import announcer.engine.audio.PcmBuilder;
import announcer.engine.text.Segment;

/**
 * How far the sound of an announcement is made. Control thread only; a preview's reader looks at it too, under the preview's lock. {@link
 * AnnouncementSynthesizer} alone writes it, but for what is forgotten when it is to be made anew.
 */
public final class SynthesisProgress {
    public final TrackedAnnouncement announcement;
    /** Engines, by service id, that failed on it. */
    final Set<Long> tried = new HashSet<>();
    /** Why voices that were wished for do not speak it. */
    public final List<String> causes = new ArrayList<>();
    /** The sound of each sentence that is made, to be spoken once more; null where there is none, or where it is too long to be kept. */
    private byte[][] kept;
    private long keptBytes;
    /** Where the sound of each step ends that has been added, in frames. */
    private final List<Long> ends = new ArrayList<>();
    /** The step with which the present sound begins; see {@link #steps}. */
    private int first;
    /** The step that is to be made next. */
    int made;
    /** Silence that is due before it, in frames: a pause between two times. */
    int pauseLeft;
    /** The voice that speaks it; empty before one does. */
    String voice = "";
    /** The present attempt at the next sentence; null while there is none. */
    SegmentTask synthesis;
    /** The making of its chimes; null before it has begun, and when it has none. */
    ChimeTask chimes;
    /** The chime before it, and what follows without words, until there is a sentence that it leads to; null while there is none. */
    PcmBuilder opening;
    /** Whether its chimes are there, or known to be none. */
    boolean chimesAreReady;
    /** The sound of each time of one without words, once it is there: whole frames; null before. */
    byte[] chimeAlone;
    public AnnouncementAudio utterance;
    /** Since when no voice can be found for it, on the engine's clock; empty: one can. */
    OptionalLong noVoiceSince = OptionalLong.empty();
    /** When to look for one again. */
    Deadline lookAgain = Deadline.PASSED;

    public SynthesisProgress(TrackedAnnouncement announcement) {
        this.announcement = announcement;
    }

    public boolean soundIsMade() {
        return utterance != null && utterance.isComplete();
    }

    /** Whether all of the sound there is can be played from its start. */
    public boolean isReplayable() {
        return utterance == null || utterance.replayable();
    }

    /**
     * Nanoseconds until {@link AnnouncementSynthesizer#advance} has something to do that no wake-up tells of.
     *
     * @param nanosToRoom when to look again while the next sentence has no room yet
     */
    public long nanosToNextStep(long now, long nanosToRoom) {
        if (chimes != null && !chimesAreReady) {
            return nanosToChimes(now);
        }
        if (synthesis != null) {
            return synthesis.outcome() == SegmentTask.Outcome.RUNNING ? Long.MAX_VALUE : 0;
        }
        if (utterance != null && made < steps() && !utterance.hasRoom()) {
            return nanosToRoom;
        }
        return lookAgain.nanosLeft(now);
    }

    private long nanosToChimes(long now) {
        if (!chimes.isRunning()) {
            return 0;
        }
        if (synthesis != null) {
            return switch (synthesis.outcome()) {
                case RUNNING -> Long.MAX_VALUE;
                case DONE -> chimes.nanosToSpeech(now);
                default -> 0;
            };
        }
        return hasPieces() && made < steps() && keptSound() == null ? lookAgain.nanosLeft(now) : chimes.nanosToSpeech(now);
    }

    /** What became of it that was not as it was wished for: its voices, its chimes. */
    public Optional<String> remarks() {
        List<String> all = new ArrayList<>(causes);
        if (chimes != null) {
            all.addAll(chimes.causes());
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    List<Segment> pieces() {
        return announcement.pieces();
    }

    /** Whether it has words; without, it is a chime alone. */
    boolean hasPieces() {
        return !pieces().isEmpty();
    }

    /** Steps of one time: its sentences; the chime, where there are none. */
    private int stepsOfOneTime() {
        return Math.max(1, pieces().size());
    }

    /** What is to be heard: each sentence, as many times as it is repeated. Step k is sentence k modulo their number. */
    int steps() {
        return stepsOfOneTime() * announcement.request().repeat().times();
    }

    /** Whether it is without words, and nothing of it could be made. */
    boolean isChimeThatIsMissing() {
        return !hasPieces() && first < steps() && soundIsMade() && utterance.frames() == 0;
    }

    /** The sentence of the next step. */
    Segment next() {
        return pieces().get(made % pieces().size());
    }

    /** The sound of the next step's sentence, if it was made before and is kept; null: it is not. */
    byte[] keptSound() {
        return hasPieces() ? kept == null ? null : kept[made % pieces().size()] : chimeAlone;
    }

    /** Keeps the sound of the next step's sentence. @param mostBytes nothing is kept any more once all of them are longer */
    void keep(byte[] sound, long mostBytes) {
        if (keptBytes == 0 && kept == null) {
            kept = new byte[pieces().size()][];
        }
        keptBytes += sound.length;
        if (keptBytes > mostBytes) {
            kept = null;
        } else if (kept != null) {
            kept[made % pieces().size()] = sound;
        }
    }

    /** The sound of the next step has been added. @param pauseFrames silence between two times */
    void added(int pauseFrames) {
        ends.add(utterance.frames());
        made++;
        pauseLeft = made % stepsOfOneTime() == 0 && made < steps() ? pauseFrames : 0;
    }

    /** The step in which a frame of the present sound lies; the one after it, when all of its words have been heard by then. */
    public int stepAt(long frame) {
        int step = 0;
        while (step < ends.size() && ends.get(step) <= frame) {
            step++;
        }
        return first + step;
    }

    /**
     * The step with which it begins when it is repeated after a frame: the first of the time in which that lies, or the one after all, when all
     * words have been heard by then.
     */
    public int repeatFrom(long frame) {
        int step = stepAt(frame);
        return step == steps() ? step : step - step % stepsOfOneTime();
    }

    /** Whether the present sound has any step in it yet. */
    boolean hasSteps() {
        return !ends.isEmpty();
    }

    /** Whether the present sound begins with the first word. */
    public boolean isFromStart() {
        return first == 0;
    }

    /** Is to be made anew, from a step on. What is kept is not asked for again. */
    public void anew(int fromStep) {
        utterance = null;
        synthesis = null;
        chimes = null;
        opening = null;
        chimesAreReady = false;
        chimeAlone = null;
        ends.clear();
        first = fromStep;
        made = fromStep;
        pauseLeft = 0;
    }

    /** Forgets what is kept: it is of the wrong format. */
    public void forgetKept() {
        kept = null;
        keptBytes = 0;
    }

    /** An engine's service goes: what is being made with it is nobody's failure. */
    public void engineGoes(long serviceId) {
        SegmentTask s = synthesis;
        if (s != null && s.using() != null && s.using().serviceId() == serviceId) {
            s.engineGoes();
        }
    }

    /** Nobody waits for its sound any more. */
    public void letGo(SynthesisExecutor pool) {
        if (synthesis != null) {
            synthesis.cancel();
            pool.forget(synthesis);
            synthesis = null;
        }
        if (chimes != null && !chimesAreReady) {
            chimes.cancel();
            pool.forget(chimes);
            chimes = null;
        }
    }

    void cause(String why) {
        if (!causes.contains(why)) {
            causes.add(why);
        }
    }
}
