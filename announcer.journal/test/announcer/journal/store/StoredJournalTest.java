package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.Request;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

class StoredJournalTest extends JournalContract {
    @TempDir
    Path home;
    private final SynchronousQueue<Optional<Journal>> offers = new SynchronousQueue<>();
    private volatile Instant now = NOON;
    private volatile Retention retention = new Retention(Duration.ofDays(90), 1_000_000);
    private JournalKeeper keeper;
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        keeper = new JournalKeeper(home.resolve("journal"), home.resolve("tmp"), () -> now,
                () -> retention, this::offered);
        keeper.start(0, TimeUnit.SECONDS);
        journal = offers.poll(20, TimeUnit.SECONDS).orElseThrow();
    }

    private void offered(Optional<Journal> offered) {
        try {
            offers.offer(offered, 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        Thread ender = new Thread(keeper::stop);
        ender.start();
        while (ender.isAlive()) {
            offers.poll(1, TimeUnit.MILLISECONDS);
        }
    }

    private void reopen() throws Exception {
        close();
        open();
    }

    @Override
    Journal journal() {
        return journal;
    }

    private Path file() {
        return home.resolve("journal").resolve(JournalKeeper.FILE);
    }

    @Test
    void itOutlivesItsEnd() throws Exception {
        journal.accept(entry("a"));
        journal.accept(entry("b"));
        AnnouncementStatus spoken = status("a", Request.of("Number a"), AnnouncementState.SPOKEN, NOON);
        CompletionStage<Void> written = journal.changed(spoken);
        Journal former = journal;
        reopen();
        written.toCompletableFuture().get(1, TimeUnit.SECONDS);
        assertThat(journal.unfinished()).containsExactly(entry("b"));
        assertThat(journal.find("a")).contains(spoken);
        assertThat(journal.status().announcements()).isEqualTo(2);
        assertThat(journal.status().bytes()).isPositive();
        assertThatThrownBy(() -> former.accept(entry("c"))).isInstanceOf(JournalException.class).hasMessageContaining("stopped");
        assertThatThrownBy(former::unfinished).isInstanceOf(JournalException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> former.changed(spoken).toCompletableFuture().get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JournalException.class);
    }

    @Test
    void whatIsTooOldGoesAndWhatHasNoOutcomeStays() throws Exception {
        JournalEntry waits = entry("waits");
        journal.accept(waits);
        many("old", 1_200, NOON);
        many("new", 10, NOON.plus(Duration.ofDays(1)));
        now = NOON.plus(Duration.ofDays(3));
        retention = new Retention(Duration.ofDays(2).plusHours(12), 1_000_000);
        keeper.retentionChanged();
        awaitCount(11);
        assertThat(journal.unfinished()).containsExactly(waits);
        assertThat(journal.search(HistoryQuery.newest(100))).extracting(AnnouncementStatus::id).startsWith("new9").endsWith("waits");
    }

    @Test
    void theOldestOfTooManyGo() throws Exception {
        many("n", 1_700, NOON);
        retention = new Retention(Duration.ofDays(90), 1_000);
        keeper.retentionChanged();
        awaitCount(1_000);
        assertThat(journal.find("n699")).isEmpty();
        assertThat(journal.find("n700")).isPresent();
    }

    @Test
    void spaceIsGivenBack() throws Exception {
        String text = "x".repeat(200_000);
        for (int i = 0; i < 150; i++) {
            journal.accept(new JournalEntry(status("n" + i, Request.of(text), AnnouncementState.SPOKEN, NOON), NOON));
        }
        long before = journal.status().bytes();
        retention = new Retention(Duration.ofDays(90), 10);
        keeper.retentionChanged();
        awaitCount(10);
        until("space is given back", () -> journal.status().bytes() < before - 8_000_000 || reopened());
    }

    /** A file gets shorter when the write-ahead log has been put into it. */
    private boolean reopened() throws Exception {
        reopen();
        return false;
    }

    private void many(String name, int count, Instant at) throws Exception {
        List<JournalEntry> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AnnouncementStatus s = status(name + i, Request.of("Number " + i), AnnouncementState.SPOKEN, at.plusMillis(i));
            all.add(new JournalEntry(s, at));
        }
        journal.acceptAll(all);
    }

    private void awaitCount(long count) throws Exception {
        until(count + " are left", () -> journal.status().announcements() == count);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited in vain until %s", what).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void manyCallersShareOneWaitForTheDisk() throws Exception {
        List<Thread> callers = IntStream.range(0, 64).mapToObj(t -> new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                try {
                    journal.accept(entry("t" + t + "-" + i));
                } catch (JournalException e) {
                    throw new AssertionError(e);
                }
            }
        })).toList();
        callers.forEach(Thread::start);
        for (Thread t : callers) {
            t.join(30_000);
        }
        assertThat(journal.status().announcements()).isEqualTo(64 * 20);
        assertThat(journal.unfinished()).hasSize(64 * 20).doesNotHaveDuplicates();
    }

    @Test
    void aDamagedStoreIsSetAsideAtTheStart() throws Exception {
        journal.accept(entry("a"));
        close();
        Files.writeString(file(), "this is no database, whatever it was before\n".repeat(200), StandardCharsets.UTF_8);
        open();
        assertThat(journal.unfinished()).isEmpty();
        journal.accept(entry("b"));
        assertThat(journal.unfinished()).containsExactly(entry("b"));
        assertThat(journal.status().problem().orElseThrow()).contains("set aside as journal.db.damaged-20261130T120000Z");
        Files.delete(asides().get(0));
        assertThat(journal.status().problem()).isEmpty();
    }

    @Test
    void aStoreThatIsDamagedMeanwhileIsSetAsideAndAnotherBegun() throws Exception {
        many("n", 500, NOON);
        // Everything behind the first page, while it is open: a disk that fails.
        reopen();
        try (var raw = new java.io.RandomAccessFile(file().toFile(), "rw")) {
            raw.seek(4096);
            raw.write(new byte[(int) raw.length() - 4096]);
        }
        Journal damaged = journal;
        assertThatThrownBy(() -> damaged.search(HistoryQuery.newest(1000))).isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged");
        assertThat(offers.poll(10, TimeUnit.SECONDS)).as("the damaged one goes").isEmpty();
        journal = offers.poll(10, TimeUnit.SECONDS).orElseThrow();
        journal.accept(entry("b"));
        assertThat(journal.unfinished()).containsExactly(entry("b"));
        assertThat(asides()).isNotEmpty();
    }

    private List<Path> asides() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("journal"))) {
            return all.filter(p -> p.getFileName().toString().contains(".damaged-")).sorted().toList();
        }
    }

    @Test
    void aLaterVersionsStoreIsLeftAlone() throws Exception {
        close();
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("PRAGMA user_version = 100");
        }
        assertThatThrownBy(() -> new StoredJournal(file(), () -> now, () -> retention, Optional::empty))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("later version").satisfies(e -> assertThat(StoredJournal.isDamaged((JournalException) e)).isFalse());
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("PRAGMA user_version = 99");
        }
        open();
        journal.accept(entry("a"));
    }

    @Test
    void aStoreOfTheFirstVersionIsBroughtUpToDate() throws Exception {
        journal.accept(entry("a"));
        close();
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("ALTER TABLE announcement DROP COLUMN parts");
            s.execute("PRAGMA user_version = 1");
        }
        open();
        assertThat(journal.unfinished()).containsExactly(entry("a"));
        journal.accept(entry("b"));
        assertThat(journal.unfinished()).containsExactly(entry("a"), entry("b"));
    }

    @Test
    void whatALaterVersionWroteIsRead() throws Exception {
        journal.accept(entry("a"));
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("UPDATE announcement SET state = 'DREAMING', request = '{\"priority\":\"COSMIC\",\"colour\":\"red\",\"times\":2}'");
        }
        AnnouncementStatus read = journal.unfinished().get(0).status();
        assertThat(read.state()).isEqualTo(AnnouncementState.QUEUED);
        assertThat(read.request().repeat().times()).isEqualTo(2);
        assertThat(read.request().priority()).isEqualTo(announcer.api.Priority.ROUTINE);
    }

    @Test
    void commitsAreOnTheDiskBeforeTheyAreAnswered() throws Exception {
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            assertThat(word(s, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(word(s, "PRAGMA synchronous")).as("FULL").isEqualTo("2");
            assertThat(word(s, "PRAGMA auto_vacuum")).as("INCREMENTAL").isEqualTo("2");
        }
    }

    private static String word(Statement s, String pragma) throws Exception {
        try (ResultSet r = s.executeQuery(pragma)) {
            return r.getString(1);
        }
    }
}
