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
    /** How many of its sentences are made. */
    int made;
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
            return chimes.isRunning() ? Long.MAX_VALUE : 0;
        }
        if (synthesis != null) {
            return synthesis.outcome() == SegmentTask.Outcome.RUNNING ? Long.MAX_VALUE : 0;
        }
        if (utterance != null && made < pieces().size() && !utterance.hasRoom()) {
            return nanosToRoom;
        }
        return lookAgain.nanosLeft(now);
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

    /** Forgets all sound: it is of the wrong format, or its beginning is gone. */
    public void anew() {
        utterance = null;
        synthesis = null;
        chimes = null;
        opening = null;
        chimesAreReady = false;
        made = 0;
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
