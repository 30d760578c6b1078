package announcer.bench.resource;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

import announcer.bench.driver.Options;
import announcer.bench.driver.Target;
import announcer.bench.http.ApiClient;
import announcer.bench.process.ProcFiles;
import announcer.bench.report.Table;
import announcer.bench.util.Until;

/** Processor and memory of the JVM and of its ffmpeg, idle and while it speaks without a pause. */
public final class ResourcesBench {
    private static final String TEXT = "Number forty two, please go to counter three. Number forty three, please go to counter four.";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Table table = new Table("process", "doing", "CPU % of a core", "RSS MB");

    /** Measures, and prints the tables. */
    public void run(Options options, PrintStream out) throws Exception {
        Duration time = options.seconds("seconds", 60);
        try (Target target = options.one("home").isPresent()
                ? Target.running(options.one("home").get())
                : Target.start(options.one("codec").orElse("AAC"))) {
            ApiClient api = target.api();
            api.awaitSpoken(api.say(TEXT), LIMIT);
            long jvm = target.jvm();
            long ffmpeg = api.pushPid("main");
            Usage before = Usage.of(jvm, ffmpeg);
            await(time);
            row("idle", before, Usage.of(jvm, ffmpeg));
            before = Usage.of(jvm, ffmpeg);
            speakFor(api, time);
            row("speaking", before, Usage.of(jvm, ffmpeg));
        }
        out.println("Over " + time.toSeconds() + " s each; the memory is that at the end");
        out.print(table);
    }

    private static void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Until.isTrue("the time of measuring is over", time.plusSeconds(10), () -> System.nanoTime() >= end);
    }

    private static void speakFor(ApiClient api, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Optional<String> previous = Optional.empty();
        while (System.nanoTime() < end) {
            // Always one waiting behind the one that is spoken, so that there is no pause.
            String id = api.say(TEXT);
            if (previous.isPresent()) {
                api.awaitSpoken(previous.get(), LIMIT);
            }
            previous = Optional.of(id);
        }
    }

    private void row(String doing, Usage before, Usage after) {
        double seconds = (after.nanos - before.nanos) / 1e9;
        table.row("JVM", doing, (after.jvmCpu - before.jvmCpu) / seconds * 100, after.jvmBytes / 1e6);
        table.row("ffmpeg", doing, (after.ffmpegCpu - before.ffmpegCpu) / seconds * 100, after.ffmpegBytes / 1e6);
    }

    private record Usage(long nanos, double jvmCpu, double ffmpegCpu, long jvmBytes, long ffmpegBytes) {
        static Usage of(long jvm, long ffmpeg) {
            return new Usage(System.nanoTime(), ProcFiles.cpuSeconds(jvm), ProcFiles.cpuSeconds(ffmpeg),
                    ProcFiles.residentBytes(jvm).orElseThrow(),
                    ProcFiles.residentBytes(ffmpeg).orElseThrow());
        }
    }
}
