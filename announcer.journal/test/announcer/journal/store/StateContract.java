package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import announcer.api.journal.StateStore;
import announcer.api.journal.StateStore.Change;

/** What every store of state does. */
abstract class StateContract {
    abstract StateStore store() throws Exception;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        StateStore store = store();
        store.write(List.of(Change.put("a", "2", "two"), Change.put("a", "1", "\u4e00 \ud83d\ude00"), Change.put("b", "1", "other")));

        assertThat(store.read("a")).containsExactly(Map.entry("1", "\u4e00 \ud83d\ude00"), Map.entry("2", "two"));
        assertThat(store.read("b")).containsExactly(Map.entry("1", "other"));
        assertThat(store.read("c")).isEmpty();
    }

    @Test
    void laterChangesOfARecordCount() throws Exception {
        StateStore store = store();
        store.write(List.of(Change.put("a", "1", "one"), Change.put("a", "1", "uno"), Change.put("a", "2", "two")));
        store.write(List.of(Change.put("a", "1", "un"), Change.remove("a", "2"), Change.remove("a", "never there")));

        assertThat(store.read("a")).containsExactly(Map.entry("1", "un"));
    }

    @Test
    void namespacesAreListedByTheirBeginning() throws Exception {
        StateStore store = store();
        store.write(List.of(Change.put("calling/day/2", "k", "v"), Change.put("calling/day/1", "k", "v"), Change.put("calling", "k", "v"),
                Change.put("other", "k", "v")));

        assertThat(store.namespaces("calling/day/")).containsExactly("calling/day/1", "calling/day/2");
        assertThat(store.namespaces("")).hasSize(4);
        store.clear("calling/day/1");
        assertThat(store.namespaces("calling/day/")).containsExactly("calling/day/2");
        assertThat(store.read("calling")).isNotEmpty();
    }
}
