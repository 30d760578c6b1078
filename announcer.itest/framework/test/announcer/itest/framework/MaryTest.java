package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;

/** MaryTTS comes and goes: heavy, slow to load, and not made for it. */
@SuppressWarnings("try") // settings are in force for the length of a block that does not name them
class MaryTest {
    /** Even: every second time it is updated, else uninstalled and installed. */
    private static final int TIMES = Product.times(2, 10);
    private static final String VOICE = "mary/cmu-slt-hsmm";
    /** Its voice and what it is made of take some 60 MB while they are in use. */
    private static final long MOST_MORE_MEGABYTES = 50;
    /** A slow machine loads it for longer than an engine may usually take, and then has it speak. */
    private static final int DEADLINE_MILLIS = 60_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void installed_updated_and_uninstalled_many_times_it_still_speaks_and_what_it_was_is_freed() throws Exception {
        try (Channel channel = Channel.byHand("itest-mary");
                Listener listener = channel.listen();
                Product.Restore settings = Product.configured(Product.ENGINE, Map.of("deadlineMillis", DEADLINE_MILLIS))) {
            Bundle mary = Product.bundle(Product.MARY);
            String location = mary.getLocation();
            byte[] jar;
            try (InputStream in = Product.jar(Product.MARY)) {
                jar = in.readAllBytes();
            }
            mary.start();
            speaks(channel, 0);
            long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            long heap = heapMegabytes();
            for (int i = 1; i <= TIMES; i++) {
                swap(location, jar, i);
                speaks(channel, i);
                System.out.printf("MaryTTS, time %d: %d classes loaded, heap in use %d MB%n", i,
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), heapMegabytes());
            }
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).hasSize(TIMES + 1);
            // Its loading takes what processor there is for seconds: late, but nothing is missing.
            Continuity.isWhole(listener.received());
            ClassLoaders.areFreed("MaryTTS, " + 2 * TIMES + " class loaders", classes);
            assertThat(heapMegabytes() - heap).as("MB of heap more than with the first MaryTTS").isLessThan(MOST_MORE_MEGABYTES);
        } finally {
            Product.stop(Product.MARY);
        }
    }

    private static void swap(String location, byte[] jar, int i) throws BundleException, IOException {
        if (i % 2 == 0) {
            Product.update(Product.MARY);
        } else {
            Product.bundle(Product.MARY).uninstall();
            Product.context().installBundle(location, new ByteArrayInputStream(jar)).start();
        }
    }

    private static void speaks(Channel channel, int i) {
        // A voice that has gone is waited for 3 s and no longer; then another speaks.
        Until.holds("the voice " + VOICE + " is listed", LIMIT,
                () -> Product.announcer().engines().stream().flatMap(e -> e.voices().stream()).anyMatch(v -> v.id().equals(VOICE)));
        Announcement a = channel.say("Number " + i + ".", VOICE);
        AnnouncementStatus s = Product.outcome(a, LIMIT);
        assertThat(s.state()).as("%s", s).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(s.voice()).as("%s", s).hasValue(VOICE);
    }

    private static long heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
