package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;
import announcer.api.journal.StateStore.Change;
import announcer.testing.VirtualClock;

class StoredStateTest extends StateContract {
    @TempDir
    Path home;
    private StoredJournal journal;
    private Thread thread;

    @Override
    StateStore store() throws Exception {
        if (journal == null) {
            Sqlite.nativeFolder(home.resolve("tmp"), home);
            journal = new StoredJournal(home.resolve("journal.db"), () -> Instant.parse("2026-11-30T12:00:00Z"), new VirtualClock(),
                    () -> new Retention(Duration.ofDays(90), 1_000_000), Optional::empty);
            thread = new Thread(journal::run);
            thread.start();
        }
        return journal.state();
    }

    @AfterEach
    void close() throws Exception {
        if (journal != null) {
            journal.close();
            thread.join(20_000);
            journal = null;
        }
    }

    @Test
    void itIsThereAfterAnotherOpening() throws Exception {
        store().write(List.of(Change.put("a", "1", "one")));
        close();

        assertThat(store().read("a")).containsExactly(Map.entry("1", "one"));
    }

    /** The writer makes the list, and everybody waits for it. */
    @Test
    void aListOfNamespacesDoesNotReadTheirRecords() throws Exception {
        StateStore store = store();
        store.write(records(100));
        long few = listing(store);
        store.write(records(15_000));
        long many = listing(store);

        assertThat(many).as("nanoseconds with 15,000 records, with 100: %s", few).isLessThan(Math.max(few, 200_000) * 10);
    }

    private static List<Change> records(int count) {
        return IntStream.range(0, count).mapToObj(i -> Change.put("calling/day/2026-11-30", "ticket" + i, "x".repeat(600))).toList();
    }

    /** The least of some tries, in nanoseconds. */
    private static long listing(StateStore store) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            assertThat(store.namespaces("calling/day/")).containsExactly("calling/day/2026-11-30");
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }

    /** A store of version 0.9 before there were records of others. */
    @Test
    void aStoreWithoutTheTableGetsIt() throws Exception {
        store();
        close();
        try (Connection c = Sqlite.writer(home.resolve("journal.db")); Statement s = c.createStatement()) {
            s.execute("DROP TABLE state");
        }

        store().write(List.of(Change.put("a", "1", "one")));

        assertThat(store().read("a")).hasSize(1);
    }

    @Test
    void nothingOfATransactionThatFailsIsKept() throws Exception {
        StateStore store = store();
        store.write(List.of(Change.put("a", "1", "one")));
        try (Connection c = Sqlite.writer(home.resolve("journal.db")); Statement s = c.createStatement()) {
            s.execute("CREATE TRIGGER no_two BEFORE INSERT ON state WHEN NEW.key = '2' BEGIN SELECT RAISE(ABORT, 'no two'); END");
        }

        assertThatThrownBy(() -> store.write(List.of(Change.put("a", "1", "uno"), Change.put("a", "2", "two"))))
                .isInstanceOf(JournalException.class).hasMessageContaining("no two");

        assertThat(store.read("a")).containsExactly(Map.entry("1", "one"));
    }

    @Test
    void aStoreThatIsClosedSaysSo() throws Exception {
        StateStore store = store();
        close();

        assertThatThrownBy(() -> store.write(List.of(Change.put("a", "1", "one")))).isInstanceOf(JournalException.class)
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> store.read("a")).isInstanceOf(JournalException.class);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        StateStore store = store();

        assertThatThrownBy(() -> store.write(List.of(Change.put("a", "k".repeat(StateStore.LONGEST_KEY + 1), ""))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("301 characters; it may have 300");
    }

    @Test
    void itIsTakenOverFromADamagedStore() throws Exception {
        store().write(List.of(Change.put("a", "1", "one"), Change.put("b", "2", "two")));
        close();
        Salvage salvage = new Salvage();
        salvage.from(home.resolve("journal.db"), Set.of());
        java.nio.file.Files.delete(home.resolve("journal.db"));
        StoredJournal other = new StoredJournal(home.resolve("other.db"), () -> Instant.parse("2026-11-30T12:00:00Z"), new VirtualClock(),
                () -> new Retention(Duration.ofDays(90), 1_000_000), Optional::empty);
        salvage.into(other);
        Thread writer = new Thread(other::run);
        writer.start();
        try {
            assertThat(other.state().read("a")).containsExactly(Map.entry("1", "one"));
            assertThat(other.state().read("b")).containsExactly(Map.entry("2", "two"));
        } finally {
            other.close();
            writer.join(20_000);
        }
    }
}
