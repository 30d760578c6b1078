package announcer.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.Request;
import announcer.api.speech.SpeechEngine;
import announcer.engine.FakeEngine;
import announcer.engine.Rig;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.text.SpeechDocument;
import announcer.engine.voice.VoiceCatalog;

class AnnouncementSynthesizerTest {
    @Test
    void an_engine_that_goes_is_awaited_though_its_service_is_withdrawn_before_its_voices_are() {
        try (Rig rig = new Rig("")) {
            FakeEngine english = new FakeEngine("english", Locale.US, 1000);
            FakeEngine other = new FakeEngine("other", Locale.US, 2000);
            ServiceReference<SpeechEngine> ref = rig.add(english, 5);
            rig.add(other, 0);
            rig.run(Duration.ofMillis(20));
            AnnouncementSynthesizer making = new AnnouncementSynthesizer(rig.shared, Rig.settings(""));
            SynthesisProgress job = new SynthesisProgress(new TrackedAnnouncement("a", Request.of("aa"),
                    Optional.of(english.voice), SpeechDocument.plain("aa"), Instant.EPOCH, 0, 0, AnnouncementObserver.NOBODY, () -> {}));
            english.hang = new CountDownLatch(1);
            long now = rig.clock.nanoTime();
            making.advance(job, now);
            SegmentTask first = job.synthesis;
            rig.synthesisServices.engines().remove(ref);
            english.refusal = "it is being stopped";
            english.hang.countDown();
            await(first, SegmentTask.Outcome.GONE);
            making.advance(job, now);
            assertThat(other.requests).as("asked before it is known who has gone").isZero();
            rig.synthesisServices.voices().gone(VoiceCatalog.serviceId(ref));
            making.advance(job, now + Duration.ofMillis(20).toNanos());
            await(job.synthesis, SegmentTask.Outcome.AWAITED);
            assertThat(other.requests).isZero();
        }
    }

    private static void await(SegmentTask task, SegmentTask.Outcome outcome) {
        long last = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (task.outcome() == SegmentTask.Outcome.RUNNING && System.nanoTime() - last < 0) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(task.outcome()).isEqualTo(outcome);
    }
}
