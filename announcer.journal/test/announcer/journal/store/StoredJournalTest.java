package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.Keys;
import announcer.api.Request;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.testing.VirtualClock;

class StoredJournalTest extends JournalContract {
    @TempDir
    Path home;
    private final SynchronousQueue<Optional<Journal>> offers = new SynchronousQueue<>();
    private final VirtualClock clock = new VirtualClock();
    private volatile Instant now = NOON;
    private volatile Retention retention = new Retention(Duration.ofDays(90), 1_000_000);
    private JournalKeeper keeper;
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        keeper = new JournalKeeper(home.resolve("journal"), home.resolve("tmp"), () -> now, clock,
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
        pass(Duration.ofDays(3));
        retention = new Retention(Duration.ofDays(2).plusHours(12), 1_000_000);
        keeper.retentionChanged();
        awaitCount(11);
        assertThat(journal.unfinished()).containsExactly(waits);
        assertThat(journal.search(HistoryQuery.newest(100))).extracting(AnnouncementStatus::id).startsWith("new9").endsWith("waits");
    }

    private void pass(Duration time) {
        now = now.plus(time);
        clock.pass(time.toNanos());
    }

    @Test
    void aClockThatJumpsAheadDoesNotEmptyTheHistory() throws Exception {
        many("n", 10, NOON);
        now = NOON.plus(Duration.ofDays(36_500));
        keeper.retentionChanged();
        journal.accept(entry("later", Request.of("x"), now));
        awaitTidy();
        assertThat(journal.status().announcements()).isEqualTo(11);
        // The same after a start: nothing that was written says that so much time has passed.
        now = NOON.plus(Duration.ofDays(73_000));
        reopen();
        awaitTidy();
        assertThat(journal.status().announcements()).isEqualTo(11);
        pass(Duration.ofDays(1));
        keeper.retentionChanged();
        awaitCount(1);
    }

    /** The writer tidies up before it waits for the next write. */
    private void awaitTidy() throws Exception {
        keeper.retentionChanged();
        for (int i = 0; i < 3; i++) {
            change(journal, status("nobody", Request.of("x"), AnnouncementState.SPOKEN, NOON));
        }
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

    @Test
    void whatWaitsInADamagedStoreIsTakenOver() throws Exception {
        many("n", 500, NOON);
        JournalEntry first = entry("waits-1");
        journal.accept(first);
        many("m", 500, NOON);
        JournalEntry second = entry("waits-2");
        journal.accept(second);
        close();
        int root;
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            root = Integer.parseInt(word(s, "SELECT rootpage FROM sqlite_master WHERE name = 'announcement_by_time'"));
        }
        // One index; the rows can be read.
        try (var raw = new java.io.RandomAccessFile(file().toFile(), "rw")) {
            raw.seek((root - 1) * 4096L);
            raw.write(new byte[4096]);
        }
        open();
        assertThat(journal.unfinished()).containsExactly(first, second);
        assertThat(asides()).hasSize(1);
        assertThat(journal.status().problem().orElseThrow()).contains("set aside");
        reopen();
        assertThat(journal.status().problem().orElseThrow()).as("after another start").contains("set aside as journal.db.damaged-");
        assertThat(journal.unfinished()).containsExactly(first, second);
    }

    @Test
    void whatWaitsInAStoreThatIsDamagedMeanwhileIsTakenOverForTheNextEngine() throws Exception {
        many("n", 500, NOON);
        JournalEntry first = entry("waits-1");
        journal.accept(first);
        // All is in the file then.
        reopen();
        assertThat(journal.unfinished()).as("by the first engine").containsExactly(first);
        int root;
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            root = Integer.parseInt(word(s, "SELECT rootpage FROM sqlite_master WHERE name = 'announcement_unfinished'"));
        }
        try (var raw = new java.io.RandomAccessFile(file().toFile(), "rw")) {
            raw.seek((root - 1) * 4096L);
            raw.write(new byte[4096]);
        }
        // What was read before is read anew, for something has been written.
        many("m", 1, NOON);
        Journal damaged = journal;
        assertThatThrownBy(damaged::unfinished).as("by the next one").isInstanceOf(JournalException.class).hasMessageContaining("damaged");
        assertThat(offers.poll(10, TimeUnit.SECONDS)).as("the damaged one goes").isEmpty();
        journal = offers.poll(10, TimeUnit.SECONDS).orElseThrow();
        assertThat(journal.unfinished()).containsExactly(first);
    }

    @Test
    void whatWasRefusedIsNotTakenOverFromADamagedStore() throws Exception {
        Duration little = Duration.ofMillis(100);
        impatient(new StoredJournal.Patience(little, little, Duration.ofDays(1)), () -> retention, j -> {
            j.accept(entry("a"));
            try (Connection other = Sqlite.writer(file()); Statement s = other.createStatement()) {
                s.execute("CREATE TRIGGER stays BEFORE DELETE ON announcement BEGIN SELECT RAISE(ABORT, 'it stays'); END");
                // The writer waits for it, in the middle of its transaction: what is refused meanwhile is written in the end.
                s.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> j.accept(entry("b"))).hasMessageContaining("has not answered");
                s.execute("COMMIT");
            }
            until("it cannot be deleted", () -> j.status().problem().filter(p -> p.contains("it stays")).isPresent());
            assertThat(j.refused()).containsExactly("b");
            Salvage salvage = new Salvage();
            salvage.from(file(), j.refused());
            assertThat(salvage.count()).as("of two that have no outcome").isEqualTo(1);
            try (Connection other = Sqlite.writer(file()); Statement s = other.createStatement()) {
                s.execute("DROP TRIGGER stays");
            }
        });
    }

    @Test
    void aProblemStaysUntilWhatWasRefusedIsWrittenAgain() throws Exception {
        journal.accept(entry("a"));
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            // What has become of those that are known finds room, and what is new does not.
            s.execute("CREATE TRIGGER no_room BEFORE INSERT ON announcement BEGIN SELECT RAISE(ABORT, 'no room'); END");
        }
        assertThatThrownBy(() -> journal.accept(entry("b"))).isInstanceOf(JournalException.class).hasMessageContaining("no room");
        assertThat(journal.status().problem().orElseThrow()).contains("no room");
        journal.unfinished();
        assertThat(journal.status().problem()).as("what writes nothing").isPresent();
        journal.acceptAll(List.of());
        assertThat(journal.status().problem()).as("what writes nothing").isPresent();
        AnnouncementStatus spoken = status("a", Request.of("Number a"), AnnouncementState.SPOKEN, NOON);
        journal.changed(spoken).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(journal.find("a")).contains(spoken);
        assertThat(journal.status().problem()).as("what needs no room").isPresent();
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("DROP TRIGGER no_room");
        }
        journal.accept(entry("b"));
        assertThat(journal.status().problem()).isEmpty();
    }

    @Test
    void whoAsksWhatWaitsWaitsForNoLookUp() throws Exception {
        journal.accept(entry("a"));
        CountDownLatch looking = new CountDownLatch(4);
        CountDownLatch free = new CountDownLatch(1);
        StoreReaders busy = new StoreReaders(file(), Sqlite::reader, () -> {
            if (Thread.currentThread().getName().equals("looker")) {
                looking.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return Set.of();
        }, (id, e) -> {});
        List<Thread> lookers = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> {
            try {
                busy.find("a");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "looker")).toList();
        lookers.forEach(Thread::start);
        looking.await();
        try {
            assertThat(busy.unfinished()).hasSize(1);
        } finally {
            free.countDown();
            for (Thread t : lookers) {
                t.join(10_000);
            }
            busy.close();
        }
    }

    @Test
    void aRowThatCannotBeReadIsPassedOver() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) {
            journal.accept(entry(id, Request.of("x").withKeys(Keys.NONE.withIdempotency(id)), NOON));
        }
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("UPDATE announcement SET request = '{\"timeToLive\":\"lo' WHERE id = 'b'");
            s.execute("UPDATE announcement SET proof = '{\"connected\":\"many\"}' WHERE id = 'c'");
        }
        assertThat(journal.unfinished()).extracting(e -> e.status().id()).containsExactly("a", "d");
        for (int i = 0; i < 30; i++) {
            assertThat(journal.search(HistoryQuery.newest(2))).extracting(AnnouncementStatus::id).containsExactly("d", "a");
            assertThat(journal.find("b")).isEmpty();
            assertThat(journal.findByIdempotencyKey("c", NOON)).isEmpty();
        }
        assertThat(journal.status().problem().orElseThrow()).startsWith("2 in the journal").contains("cannot be read", "sqlite3");
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            try (Stream<Path> all = Files.list(open)) {
                assertThat(all.filter(p -> isLinkTo(p, file()))).as("connections").hasSizeLessThan(10);
            }
        }
    }

    private static boolean isLinkTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toAbsolutePath());
        } catch (IOException e) {
            return false;
        }
    }

    /** A journal of its own, whose callers have little patience. */
    private interface Use {
        void of(StoredJournal j) throws Exception;
    }

    private void impatient(StoredJournal.Patience patience, Supplier<Retention> keeps, Use use) throws Exception {
        close();
        StoredJournal j = new StoredJournal(file(), () -> now, clock, keeps, Optional::empty, patience);
        Thread writer = new Thread(j::run);
        writer.start();
        try {
            use.of(j);
        } finally {
            j.close();
            writer.join(20_000);
            open();
        }
    }

    @Test
    void whatWasThereStaysWhenTheDiskIsTooSlow() throws Exception {
        Duration little = Duration.ofMillis(100);
        impatient(new StoredJournal.Patience(little, little, Duration.ofDays(1)), () -> retention, j -> {
            j.accept(entry("a"));
            try (Connection other = Sqlite.writer(file()); Statement s = other.createStatement()) {
                // The writer waits for it, in the middle of its transaction.
                s.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> j.acceptAll(List.of(entry("a"), entry("b")))).hasMessageContaining("has not answered");
                assertThatThrownBy(() -> j.accept(entry("c"))).hasMessageContaining("has not answered");
                s.execute("COMMIT");
            }
            j.changed(status("nobody", Request.of("x"), AnnouncementState.SPOKEN, NOON)).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(j.find("a")).contains(entry("a").status());
            try (Connection other = Sqlite.writer(file()); Statement s = other.createStatement()) {
                s.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> j.accept(entry("d"))).hasMessageContaining("has not answered");
                assertThat(j.find("d")).isEmpty();
                s.execute("COMMIT");
            }
            j.changed(status("nobody", Request.of("x"), AnnouncementState.SPOKEN, NOON)).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(j.unfinished()).extracting(e -> e.status().id()).doesNotContain("c", "d").contains("a");
        });
    }

    @Test
    void whatWasWrittenBeforeIsSeenByWhoAsksWhatWaits() throws Exception {
        journal.accept(entry("a"));
        try (Connection other = Sqlite.writer(file()); Statement s = other.createStatement()) {
            s.execute("BEGIN IMMEDIATE");
            CompletionStage<Void> outcome = journal.changed(status("a", Request.of("Number a"), AnnouncementState.SPOKEN, NOON));
            CompletableFuture<List<JournalEntry>> waits = CompletableFuture.supplyAsync(() -> {
                try {
                    return journal.unfinished();
                } catch (JournalException e) {
                    throw new AssertionError(e);
                }
            });
            assertThatThrownBy(() -> waits.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            s.execute("COMMIT");
            assertThat(waits.get(10, TimeUnit.SECONDS)).isEmpty();
            outcome.toCompletableFuture().get(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void nobodyBeginsToWaitForADiskThatDoesNotAnswer() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        impatient(StoredJournal.Patience.USUAL, () -> {
            stuck.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return retention;
        }, j -> {
            stuck.await();
            clock.pass(TimeUnit.SECONDS.toNanos(4));
            assertThatThrownBy(() -> j.accept(entry("a"))).isInstanceOf(JournalException.class)
                    .hasMessageContaining("has not answered for 4 s; look at the disk");
            free.countDown();
            until("the disk answers", () -> {
                try {
                    j.accept(entry("b"));
                    return true;
                } catch (JournalException e) {
                    return false;
                }
            });
            assertThat(j.unfinished()).containsExactly(entry("b"));
        });
    }

    @Test
    void aStoreHasOneWriter() throws Exception {
        assertThatThrownBy(() -> new StoredJournal(file(), () -> now, clock, () -> retention, Optional::empty))
                .isInstanceOf(JournalException.class).hasMessageContaining("is still being written by another");
        journal.accept(entry("a"));
        reopen();
        assertThat(journal.unfinished()).hasSize(1);
    }

    @Test
    void whoSearchesKeepsNobodyFromSubmitting() throws Exception {
        journal.accept(entry("a"));
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        StoreReaders busy = new StoreReaders(file(), Sqlite::reader, () -> {
            if (Thread.currentThread().getName().equals("searcher")) {
                searching.countDown();
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return Set.of();
        }, (id, e) -> {});
        HistoryQuery text = new HistoryQuery(Optional.empty(), Set.of(), Optional.of("x"), Optional.empty(), Optional.empty(),
                Optional.empty(), 10);
        Thread searcher = new Thread(() -> {
            try {
                busy.search(text);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "searcher");
        searcher.start();
        searching.await();
        try {
            assertThatThrownBy(() -> busy.search(text)).isInstanceOf(JournalException.class)
                    .hasMessageContaining("is being searched for a text by 1 others; try again");
            assertThat(busy.search(HistoryQuery.newest(10))).hasSize(1);
            assertThat(busy.find("a")).isPresent();
            assertThat(busy.unfinished()).hasSize(1);
        } finally {
            free.countDown();
            searcher.join(10_000);
            busy.close();
        }
    }

    @Test
    void aPageIsReadByAnIndex() throws Exception {
        many("n", 10, NOON);
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            for (Optional<String> channel : List.of(Optional.<String>empty(), Optional.of("main"))) {
                for (Set<AnnouncementState> states : List.of(Set.<AnnouncementState>of(), Set.of(AnnouncementState.SPOKEN),
                        Set.of(AnnouncementState.FAILED), Set.of(AnnouncementState.FAILED, AnnouncementState.QUEUED))) {
                    for (Optional<String> before : List.of(Optional.<String>empty(), Optional.of("n5"))) {
                        HistoryQuery q = new HistoryQuery(channel, states, Optional.empty(), Optional.of(NOON), Optional.empty(), before,
                                7);
                        StoreReaders.Question question = StoreReaders.question(q);
                        String sql = question.sql();
                        for (Object value : question.values()) {
                            sql = sql.replaceFirst("\\?", value instanceof Long ? value.toString() : "'" + value + "'");
                        }
                        List<String> plan = new ArrayList<>();
                        try (ResultSet r = s.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
                            while (r.next()) {
                                plan.add(r.getString("detail"));
                            }
                        }
                        String index = states.equals(Set.of(AnnouncementState.FAILED))
                                ? "by_state"
                                : channel.isPresent() ? "by_channel" : states.size() == 1 ? "by_state" : "by_time";
                        List<String> tables = plan.stream().filter(step -> step.contains(" announcement")).toList();
                        assertThat(tables).as("%s of %s", plan, sql).allMatch(step -> step.startsWith("SEARCH"));
                        assertThat(tables.get(0)).contains("announcement_" + index);
                        // The two pages of a channel, of those for it alone and of those for several, are made one.
                        assertThat(plan).filteredOn(step -> step.contains("TEMP B-TREE"))
                                .hasSizeLessThanOrEqualTo(channel.isPresent() ? 1 : 0);
                    }
                }
            }
        }
    }

    @Test
    void onAFullDiskWhatWaitsIsReadAndNothingNewIsAccepted() throws Exception {
        journal.accept(entry("a"));
        close();
        // There is no room for what SQLite keeps beside an open store.
        Path beside = Files.createDirectory(file().resolveSibling(JournalKeeper.FILE + "-shm"));
        AtomicLong room = new AtomicLong(1_000);
        keeper = new JournalKeeper(home.resolve("journal"), home.resolve("tmp"), () -> now, clock, () -> retention, this::offered,
                room::get,
                10_000);
        keeper.start(0, TimeUnit.SECONDS);
        Journal full = offers.poll(20, TimeUnit.SECONDS).orElseThrow();
        assertThat(full.unfinished()).containsExactly(entry("a"));
        assertThat(full.find("a")).isPresent();
        assertThat(full.search(HistoryQuery.newest(10))).hasSize(1);
        full.acceptAll(List.of());
        assertThatThrownBy(() -> full.accept(entry("b"))).isInstanceOf(JournalException.class)
                .hasMessageContaining("the disk is full").matches(e -> ((JournalException) e).isFull());
        assertThat(full.status().problem().orElseThrow()).contains("make room");
        Files.delete(beside);
        room.set(1L << 30);
        assertThat(offers.poll(20, TimeUnit.SECONDS)).as("the full one goes").isEmpty();
        journal = offers.poll(20, TimeUnit.SECONDS).orElseThrow();
        journal.accept(entry("b"));
        assertThat(journal.unfinished()).containsExactly(entry("a"), entry("b"));
    }

    @Test
    void theNativeLibraryIsKeptFromStartToStart() throws Exception {
        Path folder = Files.createDirectories(home.resolve("natives"));
        Path kept = NativeLibrary.kept(folder);
        assertThat(kept.getFileName().toString()).contains(org.sqlite.SQLiteJDBCLoader.getVersion());
        FileTime first = FileTime.from(NOON);
        Files.setLastModifiedTime(kept, first);
        assertThat(NativeLibrary.kept(folder)).isEqualTo(kept);
        assertThat(Files.getLastModifiedTime(kept)).as("not written again").isEqualTo(first);
        Files.write(kept, new byte[]{1, 2, 3});
        assertThat(Files.size(NativeLibrary.kept(folder))).as("a torn one is mended").isGreaterThan(100_000);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(kept);
        }
    }

    @Test
    void itIsTriedAgainWhateverWentWrong() throws Exception {
        close();
        AtomicBoolean failed = new AtomicBoolean();
        keeper = new JournalKeeper(home.resolve("journal"), home.resolve("tmp"), () -> now, clock, () -> retention, offered -> {
            if (!failed.getAndSet(true)) {
                throw new IllegalStateException("out of order");
            }
            offered(offered);
        }, () -> Long.MAX_VALUE, 10);
        keeper.start(0, TimeUnit.SECONDS);
        assertThat(offers.poll(20, TimeUnit.SECONDS)).as("the end of the first").isEmpty();
        journal = offers.poll(20, TimeUnit.SECONDS).orElseThrow();
        journal.accept(entry("a"));
    }

    @Test
    void spaceThatCannotBeGivenBackIsNotTriedForEver() throws Exception {
        Path rebuilt = home.resolve("rebuilt.db");
        try (Connection c = Sqlite.reader(rebuilt); Statement s = c.createStatement()) {
            s.execute("PRAGMA query_only = 0");
            s.execute("PRAGMA auto_vacuum = NONE");
            s.execute("CREATE TABLE much (x)");
            s.execute("INSERT INTO much VALUES (zeroblob(20000000))");
            s.execute("DROP TABLE much");
        }
        try (Store store = new Store(rebuilt)) {
            assertThat(store.tidy(Optional.empty(), 1_000)).as("more to do").isFalse();
        }
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
        assertThatThrownBy(() -> new StoredJournal(file(), () -> now, clock, () -> retention, Optional::empty))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("later version").message().doesNotContain("look at the disk");
        assertThatThrownBy(() -> new StoredJournal(file(), () -> now, clock, () -> retention, Optional::empty))
                .satisfies(e -> assertThat(StoredJournal.isDamaged((JournalException) e)).isFalse());
        try (Connection c = Sqlite.writer(file()); Statement s = c.createStatement()) {
            s.execute("PRAGMA user_version = 99");
        }
        open();
        journal.accept(entry("a"));
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
