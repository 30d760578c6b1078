package announcer.journal.store;

import announcer.api.journal.StateStore;
import announcer.testing.FakeStateStore;

/** The fake that others' tests use keeps the contract too. */
class FakeStateStoreTest extends StateContract {
    private final FakeStateStore store = new FakeStateStore();

    @Override
    StateStore store() {
        return store;
    }
}
