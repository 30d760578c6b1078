package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Request;
import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechEngine;
import announcer.engine.voice.VoiceCatalog;

/** An engine that neither ends nor hears an interrupt holds its own thread, and nobody else's. Virtual time; a thread that is held fails by timeout. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeafEngineTest {
    private final Rig rig = new Rig("");
    private final FakeEngine deaf = new FakeEngine("deaf", Locale.US, 1000);
    private final ServiceReference<SpeechEngine> ref;

    DeafEngineTest() {
        deaf.deaf = true;
        deaf.hang = new CountDownLatch(1);
        ref = rig.add(deaf, 1);
        rig.pipe.readerComes();
        rig.run(Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        deaf.hang.countDown();
        rig.close();
    }

    @Test
    void a_cancelled_announcement_has_its_outcome_at_once() throws Exception {
        Announcement a = rig.say("aaa");
        rig.run(Duration.ofMillis(100));
        assertThat(deaf.hangs).hasValue(1);
        a.cancel("nobody waits for it");
        long before = rig.clock.nanoTime();
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.CANCELLED);
        assertThat(Duration.ofNanos(rig.clock.nanoTime() - before)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void when_it_goes_another_voice_speaks_as_soon_as_it_is_given_up() throws Exception {
        rig.add(new FakeEngine("british", Locale.UK, 2000), 0);
        Announcement a = rig.say("aaa");
        rig.run(Duration.ofMillis(100));
        rig.engine.engineGoes(ref);
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(rig.heard()).contains(2000);
        assertThat(rig.synthesisServices.health().failures(VoiceCatalog.serviceId(ref))).as("one that has gone is not judged").isZero();
    }

    @Test
    void a_preview_that_is_read_holds_neither_its_closing_nor_the_control_thread() throws Exception {
        PcmSource pcm = rig.admission.preview(Request.of("aaa"));
        CountDownLatch over = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                pcm.read(java.nio.ByteBuffer.allocate(100));
            } catch (java.io.IOException | InterruptedException e) {
                over.countDown();
            }
        }, "test-reader");
        reader.start();
        rig.settle(() -> deaf.hangs.get() == 1);
        rig.engine.engineGoes(ref);
        rig.turn();
        pcm.close();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
