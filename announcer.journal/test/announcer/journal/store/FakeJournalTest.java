package announcer.journal.store;

import announcer.api.journal.Journal;
import announcer.testing.FakeJournal;

/** The fake that the engine's tests use keeps the contract too. */
class FakeJournalTest extends JournalContract {
    private final FakeJournal journal = new FakeJournal();

    @Override
    Journal journal() {
        return journal;
    }
}
