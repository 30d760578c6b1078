package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Keys;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.testing.FakeJournal;
import announcer.testing.VirtualClock;

/** An outcome that the journal could not take outlives the engine too. */
class OutcomesKeptTest {
    @TempDir
    Path folder;
    private final FakeJournal journal = new FakeJournal();
    private final List<Rig> rigs = new ArrayList<>();

    @AfterEach
    void close() {
        rigs.forEach(r -> r.engine.recorder().stop());
        rigs.forEach(Rig::close);
    }

    private Path file() {
        return folder.resolve("outcomes.dat");
    }

    private Rig start() {
        Rig rig = new Rig("", 0, new VirtualClock(Rig.START), Path.of("unused"), Optional.of(file()));
        rig.wallStep = Duration.ofSeconds(5L * rigs.size());
        rigs.add(rig);
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        return rig;
    }

    private void comes(Rig rig) {
        rig.engine.recorder().comes(journal);
        settled(rig);
    }

    private static void settled(Rig rig) {
        CountDownLatch done = new CountDownLatch(1);
        rig.engine.recorder().later(done::countDown, Duration.ZERO);
        rig.settle(() -> done.getCount() == 0);
    }

    private Rig begun() {
        Rig rig = start();
        comes(rig);
        return rig;
    }

    private List<JournalEntry> unfinished() {
        try {
            return journal.unfinished();
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    private static void speak(Rig rig, Announcement... all) {
        rig.pipe.readerComes();
        for (Announcement a : all) {
            rig.untilDone(a);
        }
    }

    private void isNotSpokenAgain(Rig next, Announcement a, AnnouncementState state) throws Exception {
        next.pipe.readerComes();
        next.run(Duration.ofSeconds(3));
        assertThat(next.framesOf(1000)).isZero();
        assertThat(next.admission.find(a.id()).orElseThrow().status().state()).isEqualTo(state);
    }

    @Test
    void what_was_spoken_or_cancelled_while_the_journal_was_away_is_not_spoken_again() throws Exception {
        Rig rig = begun();
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k"));
        Announcement a = rig.say(r);
        Announcement b = rig.say("bb");
        rig.engine.recorder().goes(journal);
        b.cancel("not needed");
        speak(rig, a, b);
        // Killed. The journal comes after the next start.
        Rig next = start();
        comes(next);
        // What is handed over is written behind what waits.
        next.settle(() -> unfinished().isEmpty());
        assertThat(journal.find(a.id())).contains(a.status());
        assertThat(journal.find(b.id())).contains(b.status());
        assertThat(next.say(r).status()).isEqualTo(a.status());
        isNotSpokenAgain(next, a, AnnouncementState.SPOKEN);
    }

    @Test
    void what_was_told_while_the_disk_was_full_is_not_spoken_again_though_it_still_is() throws Exception {
        Rig rig = begun();
        Request r = Request.of("aa").withKeys(Keys.NONE.withIdempotency("k"));
        Announcement a = rig.say(r);
        journal.fail(new JournalException("the disk is full", true, null));
        speak(rig, a);
        journal.fail(null);
        journal.full(new JournalException("the disk is full", true, null));
        Rig next = start();
        comes(next);
        assertThat(next.say(r).status()).isEqualTo(a.status());
        isNotSpokenAgain(next, a, AnnouncementState.SPOKEN);
        journal.full(null);
        comes(next);
        assertThat(journal.find(a.id())).contains(a.status());
    }

    @Test
    void a_part_that_has_ended_is_not_spoken_again_and_the_other_is() throws Exception {
        Rig rig = begun();
        rig.addChannels(1);
        Announcement whole = rig.say(Request.of("aa").withTarget(new Target.Channels(List.of("main", "c0"))));
        rig.engine.recorder().goes(journal);
        rig.pipe.readerComes();
        rig.until(() -> whole.status().parts().get(0).state() == AnnouncementState.SPOKEN);
        Rig next = start();
        next.addChannels(1);
        comes(next);
        assertThat(journal.find(whole.id()).orElseThrow().parts()).extracting(p -> p.state().isFinal()).containsExactly(true, false);
        next.pipe.readerComes();
        next.run(Duration.ofSeconds(3));
        assertThat(next.framesOf(1000)).isZero();
        assertThat(next.admission.find(whole.id()).orElseThrow().status().state()).isEqualTo(AnnouncementState.SPEAKING);
    }

    @Test
    void a_torn_record_is_no_outcome() throws Exception {
        Rig rig = begun();
        Announcement a = rig.say("aa");
        rig.engine.recorder().goes(journal);
        speak(rig, a);
        try (RandomAccessFile f = new RandomAccessFile(file().toFile(), "rw")) {
            f.seek(20);
            f.write(f.read() ^ 1);
        }
        Rig next = start();
        comes(next);
        next.pipe.readerComes();
        next.until(() -> next.framesOf(1000) > 0);
    }

    @Test
    void what_cannot_be_kept_is_told_all_the_same() throws Exception {
        Files.createDirectory(file());
        Rig rig = begun();
        Announcement a = rig.say("aa");
        rig.engine.recorder().goes(journal);
        speak(rig, a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
    }
}
