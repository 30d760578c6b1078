package announcer.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An announcement between its queue and its outcome. Control thread only. */
final class Job {
    final AnnouncementRecord announcement;
    /** Engines, by service id, that failed on it. */
    final Set<Long> tried = new HashSet<>();
    final List<String> causes = new ArrayList<>();
    Synthesis synthesis;
    Utterance utterance;
    /** The present attempt; null while there is none. */
    Sending sending;
    /** Whether the present attempt has been put on the lane. */
    boolean offered;
    /** Whether its beginning has been told. */
    boolean told;
    /** Since when no voice can be found for it, on the engine's clock; 0: one can. */
    long noVoiceSince;
    int noVoiceTries;
    boolean starved;

    Job(AnnouncementRecord announcement) {
        this.announcement = announcement;
    }

    boolean soundIsMade() {
        return utterance != null && utterance.isComplete();
    }

    boolean isIn(Sending.State state) {
        return sending != null && sending.state() == state;
    }

    /** Forgets the present attempt: another is to be made, of the sound there is. */
    void again(boolean onlyWhole) {
        sending = utterance == null ? null : new Sending(utterance, onlyWhole);
        offered = false;
        told = false;
    }
}
