package announcer.monitor.metrics;

import java.util.Optional;

import announcer.api.JournalStatus;

/** The metrics of the journal. */
final class JournalMetrics {
    private JournalMetrics() {
    }

    static void add(Series to, Optional<JournalStatus> journal) {
        to.gauge("announcer_journal_up", "1 while announcements are kept in the journal, 0 while in memory only",
                journal.isPresent() ? 1 : 0);
        journal.ifPresent(j -> {
            to.gauge("announcer_journal_announcements", "Announcements in the journal", (double) j.announcements());
            to.gauge("announcer_journal_bytes", "Size of the journal on disk", (double) j.bytes());
            to.gauge("announcer_journal_problem", "1 while something is wrong with the journal", j.problem().isPresent() ? 1 : 0);
        });
    }
}
