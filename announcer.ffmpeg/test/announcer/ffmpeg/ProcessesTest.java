package announcer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.Codec;
import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.ffmpeg.command.Certificates;
import announcer.ffmpeg.command.Encoding;
import announcer.ffmpeg.command.RtspTransport;
import announcer.ffmpeg.process.FfmpegLauncher;
import announcer.ffmpeg.program.FfmpegFinder;
import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.program.ProgramProbe;
import announcer.ffmpeg.supervisor.PushProcess;
import announcer.ffmpeg.supervisor.ResourceCeilings;
import announcer.ffmpeg.supervisor.RestartSlots;
import announcer.ffmpeg.supervisor.SupervisedPush;
import announcer.ffmpeg.supervisor.SupervisorLimits;
import announcer.lib.retry.ExponentialBackoff;
import announcer.lib.time.MonotonicClock;

/** Real processes: scripts that behave badly, and ffmpeg itself. */
class ProcessesTest {
    private static final int CYCLES = Boolean.getBoolean("thorough") ? 50 : 6;
    private static final Duration SOON = Duration.ofSeconds(10);
    private final List<PushStatus> told = new CopyOnWriteArrayList<>();
    @TempDir
    private Path folder;
    private Push push;

    @AfterEach
    void close() {
        if (push != null) {
            push.close();
            assertThat(push.status().state()).isEqualTo(PushState.STOPPED);
        }
    }

    private static FfmpegSettings settings(String path, int startSeconds, int staleSeconds) {
        return new FfmpegSettings(path, new Encoding(Codec.AAC, 0, RtspTransport.TCP, List.of(), Certificates.of(true, "")),
                new SupervisorLimits(Duration.ofSeconds(startSeconds), Duration.ofSeconds(staleSeconds),
                        new ExponentialBackoff(Duration.ofMillis(250), Duration.ofSeconds(30)), Duration.ofSeconds(60),
                        ResourceCeilings.NONE));
    }

    private static PushRequest request(String inputUrl, String destination) {
        return new PushRequest("t", inputUrl, new PcmFormat(24_000, 1), destination, Optional.empty(), OptionalInt.empty());
    }

    /** A push whose process is a script. */
    private void script(String body) throws IOException {
        script(body, 1);
    }

    private FfmpegProgram stub(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("stub.sh"), "#!/bin/sh\n" + body, StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return new FfmpegProgram(file, Map.of(), "stub", Set.of(), Set.of(), Set.of());
    }

    /** @param startSeconds how long it may take to tell its first progress */
    private void script(String body, int startSeconds) throws IOException {
        FfmpegProgram stub = stub(body);
        FfmpegLauncher launcher = new FfmpegLauncher("test");
        PushRequest request = request("unix:/x", "rtsp://u:s3cret@h/x");
        SupervisedPush started = new SupervisedPush(request, request::destination,
                (destination, listener) -> launcher.launch(stub, List.of(), "announcer-push-t", listener),
                () -> settings("", startSeconds, 1).limits(), new RestartSlots(MonotonicClock.SYSTEM.nanoTime()),
                told::add, closed -> {});
        push = started;
        started.start();
    }

    private void until(PushState state) {
        Await.until(SOON, () -> push.status() + "\n" + String.join("\n", push.output()), () -> push.status().state() == state);
    }

    private void seen(int count, PushState state) {
        Await.until(SOON.multipliedBy(2), () -> told, () -> told.stream().filter(s -> s.state() == state)
                .map(PushStatus::since).distinct().count() >= count);
    }

    @Test
    void one_that_exits_at_once_is_backed_off_from_and_says_why() throws IOException {
        script("echo 'cannot do it at rtsp://u:s3cret@h/x' >&2; exit 3");
        seen(3, PushState.BACKING_OFF);
        PushStatus status = told.stream().filter(s -> s.state() == PushState.BACKING_OFF).findFirst().get();
        assertThat(status.cause()).contains("ffmpeg exited with 3: cannot do it at rtsp://***@h/x");
    }

    @Test
    void each_run_has_a_destination_of_its_own_whose_password_nobody_is_shown() throws IOException {
        FfmpegProgram stub = stub("echo \"run at $1 with $2\" >&2; exit 3");
        FfmpegLauncher launcher = new FfmpegLauncher("test");
        AtomicInteger runs = new AtomicInteger();
        SupervisedPush started = new SupervisedPush(request("unix:/x", "rtsp://u:s3cret@h/x"),
                () -> "rtsp://run-" + runs.incrementAndGet() + ":pass" + runs + "@h/x",
                (destination, listener) -> launcher.launch(stub, List.of(destination, "pass" + runs), "announcer-push-t", listener),
                () -> settings("", 1, 1).limits(), new RestartSlots(MonotonicClock.SYSTEM.nanoTime()), told::add, closed -> {});
        push = started;
        started.start();
        seen(3, PushState.BACKING_OFF);
        assertThat(runs).hasValueGreaterThanOrEqualTo(3);
        assertThat(push.output()).filteredOn(line -> line.startsWith("run at")).isNotEmpty()
                .allMatch(line -> line.equals("run at rtsp://***@h/x with ***"));
        assertThat(told).extracting(PushStatus::destination).containsOnly("rtsp://***@h/x");
    }

    @Test
    void a_run_without_a_destination_is_tried_again() throws IOException {
        SupervisedPush started = new SupervisedPush(request("unix:/x", "rtsp://u:s3cret@h/x"), () -> {
            throw new IOException("the server has gone");
        }, (destination, listener) -> {
            throw new AssertionError("it has no destination");
        }, () -> settings("", 1, 1).limits(), new RestartSlots(MonotonicClock.SYSTEM.nanoTime()), told::add, closed -> {});
        push = started;
        started.start();
        seen(2, PushState.BACKING_OFF);
        assertThat(push.status().cause()).contains("the server has gone");
    }

    /** An interrupt closes the push; what fails while it closes must not leave it without an end. */
    @Test
    void a_push_whose_closing_fails_is_closed_all_the_same() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        PushProcess stubborn = new PushProcess() {
            @Override
            public long pid() {
                return 4711;
            }

            @Override
            public boolean end(boolean gently) {
                if (ends.incrementAndGet() == 1) {
                    throw new IllegalStateException("a fault while ending");
                }
                return true;
            }
        };
        SupervisedPush failing = new SupervisedPush(request("unix:/x", "rtsp://h/x"), () -> "rtsp://h/x",
                (destination, listener) -> stubborn,
                () -> settings("", 10, 5).limits(), new RestartSlots(MonotonicClock.SYSTEM.nanoTime()), told::add,
                closed -> ended.countDown());
        failing.start();
        Await.until(SOON, failing::status, () -> failing.status().pid().isPresent());
        Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("announcer-push-t"))
                .forEach(Thread::interrupt);
        assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(failing.status().state()).isEqualTo(PushState.STOPPED);
    }

    @Test
    void a_megabyte_of_log_does_not_block_it() throws IOException {
        script("head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; i=0; while [ $i -lt 3000 ]; do echo \"line $i\" >&2; i=$((i+1)); done; "
                + "echo out_time_us=N/A; echo out_time_us=1000; exec sleep 30", 10);
        until(PushState.PUSHING);
        assertThat(push.output()).hasSizeLessThanOrEqualTo(100).allMatch(line -> line.length() <= 500);
        assertThat(push.status().mediaTime()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void one_without_progress_that_ignores_sigterm_is_killed() throws IOException {
        script("trap '' TERM; echo $$ > " + folder + "/pid; while :; do sleep 0.2; done");
        seen(1, PushState.STALE);
        long first = told.stream().filter(s -> s.state() == PushState.STALE).findFirst().get().pid().getAsLong();
        Await.dead(first, SOON);
    }

    @Test
    void a_grandchild_ends_with_it_also_when_it_was_left_behind() throws IOException {
        script("sleep 300 & echo $! >> " + folder + "/grandchildren; exit 1");
        seen(2, PushState.BACKING_OFF);
        push.close();
        List<String> pids = Files.readAllLines(folder.resolve("grandchildren"), StandardCharsets.UTF_8);
        assertThat(pids).isNotEmpty();
        pids.forEach(pid -> Await.dead(Long.parseLong(pid), SOON));
    }

    @Test
    void the_end_of_its_output_without_its_own_end_does_not_spin() throws IOException {
        script("exec 2>&- ; echo out_time_us=1000; exec >&- ; exec sleep 30");
        until(PushState.PUSHING);
        Await.until(SOON, () -> threads(), () -> threads().stream().noneMatch(name -> name.endsWith("-log") || name.endsWith("-progress")));
        until(PushState.STALE);
    }

    @Test
    void a_bad_path_says_so_and_is_tried_again() {
        push = pusher("/bad/path", "").push(request("unix:/x", "rtsp://h/x"), told::add);
        seen(3, PushState.BACKING_OFF);
        assertThat(push.status().cause()).contains(
                "no working ffmpeg: /bad/path: does not exist; install the package ffmpeg, or set the path in announcer.ffmpeg");
    }

    @Test
    void nobody_there_is_said_in_words() throws IOException {
        RealFfmpeg.required();
        try (Pcm pcm = new Pcm(folder)) {
            push = pusher("", "/usr/bin").push(request(pcm.url(), "rtsp://u:s3cret@127.0.0.1:1/x"), told::add);
            seen(1, PushState.BACKING_OFF);
            assertThat(told.toString()).contains("Connection refused; is the RTSP server running?").doesNotContain("s3cret");
            assertThat(push.output().toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void ffmpeg_publishes_and_survives_kill_and_stop() throws IOException, InterruptedException {
        RealFfmpeg.required();
        try (Pcm pcm = new Pcm(folder); Rtsp rtsp = new Rtsp(false)) {
            push = pusher("", "/usr/bin").push(request(pcm.url(), rtsp.url()), told::add);
            until(PushState.PUSHING);
            Await.until(SOON, () -> rtsp.packets, () -> rtsp.packets.get() > 20);
            long first = push.status().pid().getAsLong();
            ProcessHandle.of(first).get().destroyForcibly();
            Await.until(SOON, push::status, () -> push.status().run() == 2 && push.status().state() == PushState.PUSHING);
            long second = push.status().pid().getAsLong();
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(second)).start().waitFor()).isZero();
            Await.until(Duration.ofSeconds(15), push::status,
                    () -> push.status().run() == 3 && push.status().state() == PushState.PUSHING);
            Await.dead(second, SOON);
            assertThat(told.toString()).contains("was ended by signal 9").contains("has not advanced for 2 s");
            long third = push.status().pid().getAsLong();
            push.close();
            Await.dead(third, Duration.ofMillis(1));
        }
    }

    @Test
    void cycles_leave_no_thread_and_no_process() throws IOException {
        RealFfmpeg.required();
        FfmpegPusher pusher = pusher("", "/usr/bin");
        try (Pcm pcm = new Pcm(folder); Rtsp rtsp = new Rtsp(false)) {
            for (int i = 0; i < CYCLES; i++) {
                Push cycle = pusher.push(request(pcm.url(), rtsp.url()), status -> {});
                Await.until(SOON, cycle::status, () -> cycle.status().pid().isPresent());
                if (i % 5 == 0) {
                    Await.until(SOON, () -> cycle.status() + "" + cycle.output(), () -> cycle.status().state() == PushState.PUSHING);
                }
                cycle.close();
            }
            assertThat(threads()).noneMatch(name -> name.startsWith("announcer-push"));
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList()).isEmpty();
        }
    }

    @Test
    void a_changed_command_restarts_and_changed_limits_do_not() throws IOException {
        RealFfmpeg.required();
        try (Pcm pcm = new Pcm(folder); Rtsp rtsp = new Rtsp(false)) {
            FfmpegPusher pusher = pusher("", "/usr/bin");
            push = pusher.push(request(pcm.url(), rtsp.url()), told::add);
            until(PushState.PUSHING);
            pusher.change(settings("", 10, 4));
            FfmpegSettings opus = new FfmpegSettings("",
                    new Encoding(Codec.OPUS, 0, RtspTransport.TCP, List.of(), Certificates.of(true, "")),
                    settings("", 10, 4).limits());
            assertThat(push.status().run()).isEqualTo(1);
            pusher.change(opus);
            Await.until(SOON, push::status, () -> push.status().run() == 2 && push.status().state() == PushState.PUSHING);
        }
    }

    @Test
    void pusher_that_stops_waits_for_a_push_that_somebody_else_is_closing_and_starts_no_other() throws Exception {
        // Ends half a second after it is asked to, as one does that says goodbye to its server.
        Path stub = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\n"
                + "case \"$*\" in *-version*) echo 'ffmpeg version 6.0'; exit;; *-encoders*) echo ' A..... aac x'; exit;; *-muxers*) echo ' E rtsp x'; exit;; "
                + "*-protocols*) printf 'Input:\\n  unix\\n'; exit;; esac\n"
                + "trap 'sleep 0.5; exit 0' TERM INT; echo $$ > " + folder + "/pid; while :; do sleep 0.05; done", StandardCharsets.UTF_8);
        assertThat(stub.toFile().setExecutable(true)).isTrue();
        FfmpegPusher pusher = pusher(stub.toString(), "");
        Push closed = pusher.push(request("unix:/x", "rtsp://127.0.0.1:1/x"), told::add);
        Await.until(SOON, closed::status, () -> folder.resolve("pid").toFile().length() > 0);
        long pid = Long.parseLong(Files.readString(folder.resolve("pid"), StandardCharsets.UTF_8).strip());
        Thread closing = new Thread(closed::close, "closing beside");
        closing.start();
        Await.until(SOON, closing::getState, () -> closing.getState() == Thread.State.TIMED_WAITING);

        pusher.deactivate();

        assertThat(ProcessHandle.of(pid)).as("the child, once the pusher has stopped").isEmpty();
        assertThatThrownBy(() -> pusher.push(request("unix:/x", "rtsp://127.0.0.1:1/x"), told::add))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("has stopped");
        closing.join(SOON.toMillis());
    }

    @Test
    void no_orphan_outlives_a_killed_jvm_even_if_it_stands_still_or_the_server_is_mute() throws Exception {
        RealFfmpeg.required();
        List<Process> jvms = new ArrayList<>();
        try (Rtsp mute = new Rtsp(true); Rtsp rtsp = new Rtsp(false)) {
            List<Path> folders = List.of(Files.createDirectory(folder.resolve("mute")), Files.createDirectory(folder.resolve("answering")));
            jvms.add(orphaning(folders.get(0), mute.url()));
            jvms.add(orphaning(folders.get(1), rtsp.url()));
            for (int i = 0; i < jvms.size(); i++) {
                Path pid = folders.get(i).resolve("pid");
                Await.until(Duration.ofSeconds(20), () -> "start of ffmpeg", () -> Files.exists(pid));
                long ffmpeg = Long.parseLong(Files.readString(pid, StandardCharsets.UTF_8));
                assertThat(ProcessHandle.of(ffmpeg)).isPresent();
                if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
                    // One that stands still reads no end of its input: nothing but the kernel's signal ends it.
                    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(ffmpeg)).inheritIO().start().waitFor()).isZero();
                }
                jvms.get(i).destroyForcibly();
                Await.dead(ffmpeg, SOON);
            }
        } finally {
            jvms.forEach(Process::destroyForcibly);
        }
    }

    /** As without setpriv, or with a program that is a script: the kernel ends the script, and what it has started goes on. */
    @Test
    void what_a_killed_run_has_left_behind_is_ended_by_the_next_run_of_the_same_home_only() throws Exception {
        // Fresh ones: this test may run in several clones at once.
        String thisHome = "this home " + folder;
        String anotherHome = "another home " + folder;
        String others = orphan(anotherHome);
        String ours = orphan(thisHome);
        try {
            new FfmpegLauncher(thisHome).endOrphans();
            Await.dead(Long.parseLong(ours), SOON);
            assertThat(ProcessHandle.of(Long.parseLong(others)).filter(ProcessHandle::isAlive)).isPresent();
        } finally {
            new FfmpegLauncher(anotherHome).endOrphans();
            Await.dead(Long.parseLong(others), SOON);
        }
    }

    /** The id of a process that a former run of this owner has left behind. */
    private String orphan(String owner) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "sleep 300 & echo $!; exit 0")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ANNOUNCER_PUSH", "987654321-1234567890123-former");
        builder.environment().put("ANNOUNCER_PUSH_OWNER", owner);
        try (BufferedReader said = builder.start().inputReader(StandardCharsets.US_ASCII)) {
            return said.readLine();
        }
    }

    private static Process orphaning(Path folder, String destination) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Orphan.class.getName(), folder.toString(), destination).inheritIO().start();
    }

    static FfmpegPusher pusher(String path, String binFolder) {
        List<Path> folders = binFolder.isEmpty() ? List.of() : List.of(Path.of(binFolder));
        return new FfmpegPusher(
                new FfmpegFinder(folders, "ffmpeg", Optional::empty, new ProgramProbe(Duration.ofSeconds(10)), MonotonicClock.SYSTEM),
                settings(path, 10, 2), "test " + ProcessHandle.current().pid());
    }

    /** The program that is killed: it publishes, and writes ffmpeg's pid once that waits for the server, or publishes. */
    static final class Orphan {
        private Orphan() {
        }

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Pcm pcm = new Pcm(Files.createTempDirectory(folder, "o"));
            Push push = pusher("", "/usr/bin").push(request(pcm.url(), args[1]), status -> {});
            Await.until(SOON, push::status, () -> push.status().pid().isPresent());
            Path temporary = Files.writeString(folder.resolve("pid.new"), Long.toString(push.status().pid().getAsLong()),
                    StandardCharsets.UTF_8);
            Files.move(temporary, folder.resolve("pid"));
            Await.until(Duration.ofMinutes(1), () -> "kill", () -> false);
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("announcer-push-t"))
                .collect(Collectors.toSet());
    }
}
