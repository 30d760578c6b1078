package announcer.lib.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessTreeTest {
    private static final String VARIABLE = "ANNOUNCER_LIB_TEST";
    /** Nobody else's: this test may run in several clones at once. */
    private static final String HOME = "/home/" + ProcessHandle.current().pid();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private ProcessTree tree;

    @AfterEach
    void nothingIsLeft() {
        marked().forEach(ProcessHandle::destroyForcibly);
    }

    private void start(String script) throws IOException {
        tree = ProcessTree.start(new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD), VARIABLE);
    }

    /** All running processes that a tree of this test has marked. */
    private static List<ProcessHandle> marked() {
        return ProcessHandle.allProcesses().filter(ProcessTreeTest::isMarked).toList();
    }

    private static boolean isMarked(ProcessHandle handle) {
        Path file = Path.of("/proc/" + handle.pid() + "/environ");
        try {
            return Files.isReadable(file) && Files.readString(file, StandardCharsets.ISO_8859_1)
                    .contains(VARIABLE + "=" + ProcessTree.marksOfThisJvm());
        } catch (IOException e) {
            // It has just ended.
            return false;
        }
    }

    private static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("ns of waiting for a condition").isLessThan(LIMIT.toNanos());
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void kill_ends_children_and_those_that_lost_their_parent() throws Exception {
        start("sh -c 'sleep 1000 & sleep 1000 &'; sleep 1000 & echo; exit 0");
        assertThat(tree.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        until(() -> marked().size() == 3);

        assertThat(tree.kill(LIMIT)).isTrue();

        assertThat(marked()).isEmpty();
    }

    @Test
    void kill_ends_also_processes_that_are_just_being_started() throws Exception {
        start("i=0; while [ $i -lt 300 ]; do sleep 1000 & i=$((i+1)); done; wait");
        until(() -> tree.process().descendants().count() > 5);

        assertThat(tree.kill(LIMIT)).isTrue();

        assertThat(marked()).isEmpty();
    }

    /** Often, since a process that is just loading its program is there for a moment only. */
    @Test
    void kill_finds_a_process_that_is_just_loading_its_program() throws Exception {
        for (int i = 0; i < 40; i++) {
            start("(sleep 0.02; for i in 1 2 3 4 5 6 7 8; do (exec sleep 1000) & done) & exit 0");
            assertThat(tree.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            LockSupport.parkNanos(20_000_000 + i * 100_000L);
            assertThat(tree.kill(LIMIT)).isTrue();
            assertThat(marked()).as("left in round " + i).isEmpty();
        }
    }

    @Test
    void end_gives_time_to_end_properly_and_finds_a_child_started_at_the_end() throws Exception {
        Path said = Files.createTempFile("process-tree", ".txt");
        start("trap 'sleep 1000 & echo end > " + said + "; exit 0' TERM; echo ready > " + said + "; while :; do sleep 0.01; done");
        until(() -> Files.exists(said) && said.toFile().length() > 0);

        assertThat(tree.end(LIMIT, LIMIT)).isTrue();

        assertThat(said).hasContent("end");
        assertThat(marked()).isEmpty();
        Files.delete(said);
    }

    @Test
    void end_kills_a_process_that_does_not_listen() throws Exception {
        Path said = Files.createTempFile("process-tree", ".txt");
        start("trap '' TERM; echo ready > " + said + "; while :; do sleep 0.01; done");
        until(() -> said.toFile().length() > 0);

        assertThat(tree.end(Duration.ofMillis(50), LIMIT)).isTrue();

        assertThat(tree.process().waitFor()).isEqualTo(137);
        Files.delete(said);
    }

    @Test
    void an_interrupted_thread_gives_no_grace_but_sees_the_end_and_stays_interrupted() throws Exception {
        start("trap '' TERM; while :; do sleep 0.01; done");
        until(() -> tree.process().descendants().findAny().isPresent());
        Thread.currentThread().interrupt();

        boolean ended = tree.end(Duration.ofHours(1), LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).isTrue();
        assertThat(marked()).isEmpty();
    }

    /** Nobody may ever take note of the end of a process that lost its parent: in a container the first process is often none that does. */
    @Test
    void a_process_that_has_ended_and_that_its_parent_takes_no_note_of_does_not_run() throws Exception {
        Process careless = new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & echo $!; exec sleep 1000").start();
        try (BufferedReader said = careless.inputReader(StandardCharsets.US_ASCII)) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertThat(ProcessTree.runs(child)).isTrue();
            // The shell, which would take note, has become a program that does not.
            until(() -> careless.info().arguments().orElse(new String[0]).length == 1);

            child.destroyForcibly();

            until(() -> !ProcessTree.runs(child));
            assertThat(child.isAlive()).as("for the JDK").isTrue();
        } finally {
            careless.destroyForcibly().waitFor();
        }
    }

    @Test
    void kill_spares_the_processes_of_another_tree() throws Exception {
        start("sleep 1000");
        ProcessTree other = tree;
        start("sleep 1000");

        assertThat(tree.kill(LIMIT)).isTrue();

        assertThat(other.process().isAlive()).isTrue();
        assertThat(other.kill(LIMIT)).isTrue();
    }

    /** A process as another JVM, which is no more, has started it. */
    private static Process left(String mark, String owner) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put(VARIABLE, mark);
        builder.environment().put("ANNOUNCER_LIB_OWNER", owner);
        return builder.start();
    }

    @Test
    void orphans_of_a_former_jvm_are_killed_and_only_those_of_the_same_owner() throws Exception {
        String formerJvm = "987654321-1234567890123-";
        List<Process> orphans = List.of(left(formerJvm + "a", HOME), left(formerJvm + "b", HOME));
        List<Process> others = List.of(left(formerJvm + "c", HOME + "y"), left(formerJvm + "d", "/home"),
                left(ProcessTree.marksOfThisJvm() + "e", HOME), left(ProcessHandle.current().pid() + "-1-f", HOME));
        try {
            List<Long> found = ProcessTree.killOrphans(VARIABLE, "ANNOUNCER_LIB_OWNER=" + HOME, LIMIT);

            assertThat(found).containsExactlyInAnyOrderElementsOf(orphans.stream().map(Process::pid).toList());
            assertThat(orphans).noneMatch(process -> ProcessTree.runs(process.toHandle()));
            assertThat(others).as("of another owner, of this JVM, of one that lives above it").allMatch(Process::isAlive);
            assertThat(ProcessTree.killOrphans(VARIABLE, "ANNOUNCER_LIB_OWNER=" + HOME, LIMIT)).isEmpty();
        } finally {
            orphans.forEach(Process::destroyForcibly);
            others.forEach(Process::destroyForcibly);
        }
    }

    /** Whether a process with this environment is an orphan of this owner: the kernel's files are the test's own. */
    private static boolean orphan(Path proc, String namespace, String environment) throws IOException {
        Path process = Files.createDirectories(proc.resolve("999999999/ns")).getParent();
        Path self = Files.createDirectories(proc.resolve("self/ns"));
        Files.deleteIfExists(self.resolve("pid"));
        Files.deleteIfExists(process.resolve("ns/pid"));
        Files.createSymbolicLink(self.resolve("pid"), Path.of("pid:[1]"));
        Files.createSymbolicLink(process.resolve("ns/pid"), Path.of(namespace));
        Files.writeString(process.resolve("environ"), environment, StandardCharsets.ISO_8859_1);
        return ProcessTree.isOrphan(proc, 999_999_999, "MARK", "OWNER=x");
    }

    @Test
    void whatever_an_environment_holds_nothing_is_thrown_and_nothing_of_another_is_ended(@TempDir Path proc) throws Exception {
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=987654321-1-a\0")).isTrue();
        assertThat(orphan(proc, "pid:[2]", "OWNER=x\0MARK=987654321-1-a\0")).as("of another container, whose numbers are others").isFalse();
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=987654321-1-a")).as("without its last zero").isFalse();
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=\0")).isFalse();
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=--\0")).as("of nobody that lives").isTrue();
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=99999999999999999999-x-\0")).isTrue();
        assertThat(orphan(proc, "pid:[1]", "OWNER=x\0MARK=" + ProcessTree.marksOfThisJvm() + "a\0")).as("of a JVM that lives").isFalse();
        assertThat(orphan(proc, "pid:[1]", "")).isFalse();
    }

    @Test
    void what_it_uses_is_told_while_it_runs() throws Exception {
        start("echo; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exec sleep 1000");
        until(() -> tree.usage().cpuTime().filter(time -> time.compareTo(Duration.ofMillis(20)) >= 0).isPresent());
        assertThat(tree.usage().residentBytes().getAsLong()).isBetween(100_000L, 50_000_000L);

        assertThat(tree.kill(LIMIT)).isTrue();

        assertThat(tree.usage().residentBytes()).isEmpty();
    }
}
