package announcer.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import announcer.engine.text.Piece;
import announcer.lib.time.Deadline;

/**
 * How far the sound of an announcement is made. One thread only: the control thread, of a preview the one that reads it. {@link
 * SoundMaking} alone writes it, but for what is forgotten when it is to be made anew.
 */
final class Job {
    final AnnouncementRecord announcement;
    /** Engines, by service id, that failed on it. */
    final Set<Long> tried = new HashSet<>();
    /** Why voices that were wished for do not speak it. */
    final List<String> causes = new ArrayList<>();
    /** How many of its sentences are made. */
    int made;
    /** The voice that speaks it; empty before one does. */
    String voice = "";
    /** The present attempt at the next sentence; null while there is none. */
    Synthesis synthesis;
    Utterance utterance;
    /** Since when no voice can be found for it, on the engine's clock; empty: one can. */
    OptionalLong noVoiceSince = OptionalLong.empty();
    /** When to look for one again. */
    Deadline lookAgain = Deadline.PASSED;

    Job(AnnouncementRecord announcement) {
        this.announcement = announcement;
    }

    boolean soundIsMade() {
        return utterance != null && utterance.isComplete();
    }

    /** Whether all of the sound there is can be played from its start. */
    boolean isReplayable() {
        return utterance == null || utterance.replayable();
    }

    List<Piece> pieces() {
        return announcement.pieces();
    }

    /** Forgets all sound: it is of the wrong format, or its beginning is gone. */
    void anew() {
        utterance = null;
        synthesis = null;
        made = 0;
    }

    /** An engine's service goes: what is being made with it is nobody's failure. */
    void engineGoes(long serviceId) {
        Synthesis s = synthesis;
        if (s != null && s.using() != null && s.using().serviceId() == serviceId) {
            s.engineGoes();
        }
    }

    /** Nobody waits for its sound any more. */
    void letGo(SynthPool pool) {
        if (synthesis != null) {
            synthesis.abandon();
            pool.forget(synthesis);
            synthesis = null;
        }
    }

    void cause(String why) {
        if (!causes.contains(why)) {
            causes.add(why);
        }
    }
}
