package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.StateStore.Change;
import announcer.lib.time.MonotonicClock;

/** Another JVM writes and is killed in the middle of it: whatever it said to be durable is there. */
class KilledWriterTest {
    private static final int KILLS = 3;
    private static final Retention ALL = new Retention(Duration.ofDays(90), 1_000_000);

    @TempDir
    Path home;

    /** What is killed: several clients, each of which says in a line what is durable. */
    public static final class Writer {
        private Writer() {
        }

        public static void main(String[] args) throws Exception {
            Path home = Path.of(args[0]);
            Sqlite.nativeFolder(home.resolve("tmp"), home);
            StoredJournal journal = new StoredJournal(home.resolve("journal.db"), InstantSource.system(), MonotonicClock.SYSTEM, () -> ALL,
                    Optional::empty);
            new Thread(journal::run).start();
            for (int t = 0; t < 8; t++) {
                String name = args[1] + "-" + t + "-";
                new Thread(() -> write(journal, name)).start();
            }
        }

        private static void write(StoredJournal journal, String name) {
            try {
                for (int i = 0;; i++) {
                    String id = name + i;
                    AnnouncementStatus queued = status(id, AnnouncementState.QUEUED);
                    journal.accept(new JournalEntry(queued, queued.submitted().plusSeconds(600)));
                    say("accepted " + id);
                    // Two records in one transaction, as a ticket and its call are.
                    journal.state().write(List.of(Change.put("first", id, "1"), Change.put("second", id, "2")));
                    say("kept " + id);
                    journal.changed(status(id, AnnouncementState.SPEAKING));
                    journal.changed(status(id, AnnouncementState.SPOKEN)).thenRun(() -> say("spoken " + id));
                }
            } catch (Exception e) {
                say("failed " + e);
            }
        }

        private static synchronized void say(String line) {
            System.out.println(line);
            System.out.flush();
        }

        private static AnnouncementStatus status(String id, AnnouncementState state) {
            Instant now = Instant.now();
            return new AnnouncementStatus(id, Request.of("Number " + id), state, Optional.empty(), Optional.empty(), now, Optional.empty(),
                    state.isFinal() ? Optional.of(now) : Optional.empty(), 0);
        }
    }

    @Test
    void whatWasSaidToBeDurableIsThere() throws Exception {
        Random random = new Random();
        Set<String> accepted = new HashSet<>();
        Set<String> spoken = new HashSet<>();
        Set<String> kept = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Writer.class.getName(), home.toString(),
                    "k" + kill)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader out = new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                int lines = 50 + random.nextInt(2_000);
                for (int i = 0; i < lines; i++) {
                    read(out.readLine(), accepted, spoken, kept);
                }
                // SIGKILL, on a system that has it.
                writer.destroyForcibly();
                String rest = last(out);
                rest.substring(0, rest.lastIndexOf('\n') + 1).lines().forEach(line -> read(line, accepted, spoken, kept));
            } finally {
                writer.destroyForcibly();
                assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            check(accepted, spoken, kept);
        }
        assertThat(accepted).hasSizeGreaterThan(10 * KILLS);
        assertThat(spoken).isNotEmpty();
        assertThat(kept).isNotEmpty();
    }

    /** What it has written into the pipe before its death; the last line may be cut off. */
    private static String last(BufferedReader out) {
        StringBuilder rest = new StringBuilder();
        try {
            for (int c = out.read(); c >= 0; c = out.read()) {
                rest.append((char) c);
            }
        } catch (IOException e) {
            // The pipe was closed by the kill.
            rest.append("");
        }
        return rest.toString();
    }

    private static void read(String line, Set<String> accepted, Set<String> spoken, Set<String> kept) {
        assertThat(line).as("the writer ended by itself").isNotNull().doesNotStartWith("failed");
        String[] words = line.split(" ");
        Map.of("spoken", spoken, "accepted", accepted, "kept", kept).get(words[0]).add(words[1]);
    }

    private void check(Set<String> accepted, Set<String> spoken, Set<String> kept) throws Exception {
        StoredJournal journal = new StoredJournal(home.resolve("journal.db"), InstantSource.system(), MonotonicClock.SYSTEM, () -> ALL,
                Optional::empty);
        Thread thread = new Thread(journal::run);
        thread.start();
        try {
            Set<String> unfinished = new HashSet<>();
            journal.unfinished().forEach(e -> unfinished.add(e.status().id()));
            assertThat(unfinished).doesNotContainAnyElementsOf(spoken);
            for (String id : accepted) {
                assertThat(journal.find(id)).as("accepted: %s", id).isPresent();
            }
            for (String id : spoken) {
                assertThat(journal.find(id)).as("spoken: %s", id).map(AnnouncementStatus::state).contains(AnnouncementState.SPOKEN);
            }
            assertThat(journal.state().read("first").keySet()).containsAll(kept);
            assertThat(journal.state().read("second").keySet()).as("both or none").isEqualTo(journal.state().read("first").keySet());
            assertThat(journal.status().problem()).isEmpty();
        } finally {
            journal.close();
            thread.join(20_000);
        }
    }
}
