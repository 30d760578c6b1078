package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import announcer.api.AnnouncementState;

/** What bundles leave behind when they are stopped: nothing. One stream lives through all of it. */
@TestInstance(Lifecycle.PER_CLASS)
class LeaksTest {
    static final List<String> BUNDLES = Product.SWAPPED;
    private static final int CYCLES = Product.times(3, 50);
    private static final Duration SETTLED = Duration.ofSeconds(20);
    /** Which threads belong to whom, by the beginnings of their names. */
    private static final Map<String, List<String>> THREADS = Map.of(Product.ENGINE,
            List.of("announcer-pacer", "announcer-control", "announcer-events", "announcer-synth", "announcer-wiring", "announcer-voices",
                    "announcer-cache", "announcer-preview"),
            Product.FREETTS,
            List.of("announcer-freetts"), Product.UNIX, List.of("announcer-unix"), Product.FFMPEG,
            List.of("announcer-push", "announcer-ffmpeg"), Product.RTSP, List.of("announcer-rtsp"));

    private Channel channel;
    private final List<Path> sockets = new ArrayList<>();

    /** On the air, after each bundle was stopped once: what is made at first use (class loaders' jars, native libraries) stays. */
    private Channel channel() {
        if (channel == null) {
            channel = Channel.pushed("itest-leaks");
            speaks(channel);
            BUNDLES.forEach(Product::stop);
            BUNDLES.forEach(Product::start);
            speaks(channel);
        }
        channel.isOnAir();
        return channel;
    }

    @AfterAll
    void close() {
        if (channel != null) {
            channel.close();
        }
        sockets.forEach(Channel::isRemoved);
    }

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void stops_and_starts_on_the_air_leave_no_thread_service_or_file_open(String bundle) {
        Channel onAir = channel();
        List<String> threads = threads();
        int services = services();
        int files = openFiles();

        for (int i = 0; i < CYCLES; i++) {
            Product.stop(bundle);
            try {
                nothingIsLeftOf(bundle);
            } finally {
                Product.start(bundle);
            }
        }

        speaks(onAir);
        System.out.printf("%s: stopped and started %d times%n", bundle, CYCLES);
        Until.matches("the threads are what they were: " + threads, SETTLED, LeaksTest::threads, now -> threads.containsAll(now));
        Until.matches("the product's services are " + services, SETTLED, LeaksTest::services, now -> now == services);
        Until.matches("open files are at most " + files, SETTLED, LeaksTest::openFiles, now -> now <= files);
    }

    @Test
    void all_bundles_stopped_leave_no_thread_process_or_socket() {
        Channel onAir = channel();
        Path socket = onAir.socket();
        sockets.add(socket);
        List<String> reversed = new ArrayList<>(Product.SWAPPED);
        Collections.reverse(reversed);
        try {
            Product.SWAPPED.forEach(Product::stop);
            Product.SWAPPED.forEach(LeaksTest::nothingIsLeftOf);
            assertThat(socket).doesNotExist();
            Until.holds("no child process is left", SETTLED,
                    () -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
        } finally {
            // In the other order: nothing may depend on who starts first.
            reversed.forEach(Product::start);
        }
        speaks(onAir);
    }

    private static void speaks(Channel channel) {
        channel.isOnAir();
        assertThat(Product.outcome(channel.say("Yes.")).state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    private static void nothingIsLeftOf(String bundle) {
        assertThat(Product.services(bundle)).as("services of %s", bundle).isEmpty();
        // Threads are joined when a component goes, but for those that end by themselves at the same moment.
        Until.matches("no thread of " + bundle + " is left", SETTLED,
                () -> threads().stream().filter(t -> THREADS.get(bundle).stream().anyMatch(t::startsWith)).toList(), List::isEmpty);
    }

    /** Names of the product's live threads, without the numbers of pools. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(n -> n.startsWith("announcer-"))
                .map(n -> n.replaceFirst("-\\d+$", "")).sorted().toList();
    }

    private static int services() {
        return Product.SWAPPED.stream().mapToInt(b -> Product.services(b).size()).sum();
    }

    /** Files, pipes and sockets that this process holds; 0 where the system does not tell. */
    private static int openFiles() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
