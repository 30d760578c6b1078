package announcer.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Chime;
import announcer.api.HistoryQuery;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Proof;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.speech.Prosody;

/** What every journal promises. */
abstract class JournalContract {
    static final Instant NOON = Instant.parse("2026-11-30T12:00:00.123456789Z");

    abstract Journal journal() throws Exception;

    static JournalEntry entry(String id, Request r, Instant submitted) {
        return new JournalEntry(status(id, r, AnnouncementState.QUEUED, submitted), submitted.plusSeconds(60));
    }

    static JournalEntry entry(String id) {
        return entry(id, Request.of("Number " + id), NOON);
    }

    static AnnouncementStatus status(String id, Request r, AnnouncementState state, Instant submitted) {
        return new AnnouncementStatus(id, r, state, Optional.empty(), Optional.empty(), submitted, Optional.empty(),
                state.isFinal() ? Optional.of(submitted.plusSeconds(2)) : Optional.empty(), 0);
    }

    static void change(Journal j, AnnouncementStatus s) throws Exception {
        j.changed(s).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsAcceptedIsThere() throws Exception {
        Request r = new Request("<speak>Nümber \uD83D\uDE00 五\n' OR 1=1 --</speak>", announcer.api.Markup.SSML, "hall \"2\"",
                Optional.of("mary/cmu"),
                Optional.of(Locale.forLanguageTag("zh-Hant-TW")), new Prosody(1.25, 0.5, 0), Priority.EMERGENCY,
                Optional.of(Duration.ofMillis(1_234)), new Keys(Optional.of("k1"), Optional.of("k2"), Optional.of("k3")),
                new Repeat(3, Duration.ofSeconds(2)), new Chime(Optional.of("gong"), Optional.of(Chime.NONE)));
        JournalEntry full = entry("a-1", r, NOON);
        JournalEntry plain = entry("a-2");
        journal().accept(full);
        journal().accept(plain);
        assertThat(journal().unfinished()).containsExactly(full, plain);
        assertThat(journal().find("a-1")).contains(full.status());
        assertThat(journal().find("a-3")).isEmpty();
        assertThat(journal().status().announcements()).isEqualTo(2);
        assertThat(journal().status().problem()).isEmpty();
    }

    @Test
    void itComesBackAsItWas() throws Exception {
        Request halves = new Request("half \uD83D and \uDE00, a pair \uD83D\uDE00, none \u0000 and \\uD83D", announcer.api.Markup.PLAIN,
                "main",
                Optional.empty(), Optional.empty(), new Prosody(1, 1, 1), Priority.ROUTINE, Optional.empty(),
                new Keys(Optional.of("key \uD83D"), Optional.of("\uDE00"), Optional.empty()), new Repeat(1, Duration.ofSeconds(2)),
                new announcer.api.UntilHeard(0, Duration.ofSeconds(7)), new Chime(Optional.empty(), Optional.empty()));
        journal().accept(entry("a", halves, NOON));
        journal().accept(entry("b", Request.of("x").withKeys(Keys.NONE.withIdempotency("key ?")), NOON.minusSeconds(1)));
        assertThat(journal().find("a").orElseThrow().request()).isEqualTo(halves);
        assertThat(journal().findByIdempotencyKey("key \uD83D", NOON)).map(AnnouncementStatus::request).contains(halves);
        assertThat(journal().findByIdempotencyKey("key ?", NOON)).isEmpty();
    }

    @Test
    void whatBecomesOfItIsThere() throws Exception {
        journal().accept(entry("a"));
        Request r = Request.of("Number a");
        AnnouncementStatus speaking = new AnnouncementStatus("a", r, AnnouncementState.SPEAKING, Optional.of("why"),
                Optional.of("x/y, x/z"),
                NOON, Optional.of(NOON.plusMillis(5)), Optional.empty(), 2);
        change(journal(), speaking);
        assertThat(journal().find("a")).contains(speaking);
        assertThat(journal().unfinished()).extracting(JournalEntry::status).containsExactly(speaking);
        AnnouncementStatus spoken = new AnnouncementStatus("a", r, AnnouncementState.SPOKEN, Optional.empty(), Optional.of("x/y"), NOON,
                Optional.of(NOON.plusMillis(5)), Optional.of(NOON.plusMillis(500)), 2);
        change(journal(), spoken);
        assertThat(journal().find("a")).contains(spoken);
        assertThat(journal().unfinished()).isEmpty();
    }

    /** One for several channels whose parts are in these states. */
    static AnnouncementStatus several(String id, Request r, AnnouncementState state, AnnouncementState main, AnnouncementState hall) {
        AnnouncementStatus s = status(id, r, state, NOON);
        return new AnnouncementStatus(id, r, state, Optional.of("on both"), Optional.empty(), NOON, Optional.empty(), s.ended(), 1,
                Proof.NONE,
                List.of(status(AnnouncementStatus.partId(id, "main"), r.onChannel("main"), main, NOON),
                        new AnnouncementStatus(AnnouncementStatus.partId(id, "hall-2"), r.onChannel("hall-2"), hall, Optional.of("why"),
                                Optional.of("x/y"), NOON, Optional.of(NOON.plusMillis(5)),
                                hall.isFinal() ? Optional.of(NOON.plusMillis(7)) : Optional.empty(), 2,
                                Proof.NONE.withMade(NOON.plusMillis(3)))));
    }

    @Test
    void oneForSeveralChannelsIsWrittenAndFoundAsOne() throws Exception {
        Keys keys = new Keys(Optional.of("k"), Optional.of("s"), Optional.of("g"));
        Request zone = Request.of("x").withTarget(new Target.Zone("west")).withKeys(keys);
        JournalEntry accepted = new JournalEntry(
                several("a", zone, AnnouncementState.QUEUED, AnnouncementState.QUEUED, AnnouncementState.FAILED),
                NOON.plusSeconds(60));
        journal().accept(accepted);
        assertThat(journal().unfinished()).containsExactly(accepted);
        assertThat(journal().status().announcements()).isEqualTo(1);
        AnnouncementStatus speaking = several("a", zone, AnnouncementState.SPEAKING, AnnouncementState.SPEAKING, AnnouncementState.FAILED);
        change(journal(), speaking);
        assertThat(journal().unfinished()).extracting(JournalEntry::status).containsExactly(speaking);
        AnnouncementStatus failed = several("a", zone, AnnouncementState.FAILED, AnnouncementState.SPOKEN, AnnouncementState.FAILED);
        change(journal(), failed);
        change(journal(), speaking);
        assertThat(journal().find("a")).contains(failed);
        assertThat(journal().unfinished()).isEmpty();
        assertThat(journal().findByIdempotencyKey("k", NOON)).contains(failed);
        assertThat(journal().find("a.main")).isEmpty();
        Request all = Request.of("x").withTarget(Target.ALL);
        Request two = Request.of("x").withTarget(new Target.Channels(List.of("main", "hall-2")));
        for (Request r : List.of(all, two)) {
            String id = r.target().words().replace(' ', '-');
            JournalEntry e = new JournalEntry(several(id, r, AnnouncementState.QUEUED, AnnouncementState.QUEUED, AnnouncementState.QUEUED),
                    NOON);
            journal().accept(e);
            assertThat(journal().find(id)).contains(e.status());
        }
    }

    @Test
    void oneForSeveralChannelsIsFoundByEachOfThem() throws Exception {
        Request two = Request.of("x").withTarget(new Target.Channels(List.of("main", "hall-2")));
        AnnouncementStatus both = several("a", two, AnnouncementState.QUEUED, AnnouncementState.QUEUED, AnnouncementState.QUEUED);
        journal().accept(new JournalEntry(both, NOON));
        JournalEntry one = entry("b", Request.of("x").withChannel("hall"), NOON.plusSeconds(1));
        journal().accept(one);
        assertThat(journal().search(query(Optional.of("main"), Set.of(), null, null, null))).containsExactly(both);
        assertThat(journal().search(query(Optional.of("hall-2"), Set.of(), null, null, null))).containsExactly(both);
        assertThat(journal().search(query(Optional.of("hall"), Set.of(), null, null, null))).containsExactly(one.status());
        assertThat(journal().search(query(Optional.of("2"), Set.of(), null, null, null))).isEmpty();
        assertThat(journal().search(HistoryQuery.newest(10))).containsExactly(one.status(), both);
    }

    @Test
    void anOutcomeStays() throws Exception {
        journal().accept(entry("a"));
        AnnouncementStatus spoken = status("a", Request.of("Number a"), AnnouncementState.SPOKEN, NOON);
        change(journal(), spoken);
        change(journal(), status("a", Request.of("Number a"), AnnouncementState.SPEAKING, NOON));
        change(journal(), status("a", Request.of("Number a"), AnnouncementState.FAILED, NOON));
        assertThat(journal().find("a")).contains(spoken);
    }

    @Test
    void whatHasAnOutcomeIsNeverSetBack() throws Exception {
        journal().accept(entry("a"));
        AnnouncementStatus spoken = status("a", Request.of("Number a"), AnnouncementState.SPOKEN, NOON);
        change(journal(), spoken);
        journal().acceptAll(List.of(entry("a"), entry("b")));
        assertThat(journal().find("a")).contains(spoken);
        journal().accept(entry("a"));
        assertThat(journal().find("a")).contains(spoken);
        assertThat(journal().unfinished()).containsExactly(entry("b"));
    }

    @Test
    void whatIsForgottenIsGoneAtOnce() throws Exception {
        Request r = Request.of("x").withKeys(Keys.NONE.withIdempotency("key"));
        journal().accept(entry("a", r, NOON));
        journal().accept(entry("b"));
        CompletionStage<Void> durable = journal().forget("a");
        assertThat(journal().findByIdempotencyKey("key", NOON)).isEmpty();
        assertThat(journal().find("a")).isEmpty();
        assertThat(journal().search(HistoryQuery.newest(1))).extracting(AnnouncementStatus::id).containsExactly("b");
        durable.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(journal().unfinished()).containsExactly(entry("b"));
        journal().forget("stranger").toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatIsNotKnownIsIgnored() throws Exception {
        change(journal(), status("stranger", Request.of("x"), AnnouncementState.SPOKEN, NOON));
        assertThat(journal().find("stranger")).isEmpty();
        assertThat(journal().status().announcements()).isZero();
    }

    @Test
    void acceptedAgainItIsReplacedInItsPlace() throws Exception {
        journal().accept(entry("a"));
        journal().accept(entry("b"));
        JournalEntry other = entry("a", Request.of("another text"), NOON);
        journal().accept(other);
        assertThat(journal().unfinished()).containsExactly(other, entry("b"));
        assertThat(journal().status().announcements()).isEqualTo(2);
    }

    @Test
    void severalAreWrittenInTheirOrderAndOneIsForgotten() throws Exception {
        journal().accept(entry("b"));
        JournalEntry ended = new JournalEntry(status("b", Request.of("Number b"), AnnouncementState.SPOKEN, NOON), NOON);
        journal().acceptAll(List.of(entry("a"), ended, entry("c")));
        assertThat(journal().unfinished()).containsExactly(entry("a"), entry("c"));
        journal().forget("a").toCompletableFuture().get(10, TimeUnit.SECONDS);
        change(journal(), ended.status());
        assertThat(journal().find("a")).isEmpty();
        assertThat(journal().find("b")).contains(ended.status());
        assertThat(journal().status().announcements()).isEqualTo(2);
    }

    @Test
    void aKeyFindsTheLatestWithinItsWindow() throws Exception {
        Request r = Request.of("x").withKeys(Keys.NONE.withIdempotency("key"));
        journal().accept(entry("a", r, NOON));
        journal().accept(entry("b", r, NOON.plusSeconds(10)));
        journal().accept(entry("c", Request.of("x").withKeys(Keys.NONE.withIdempotency("KEY")), NOON.plusSeconds(20)));
        assertThat(journal().findByIdempotencyKey("key", NOON)).map(AnnouncementStatus::id).contains("b");
        assertThat(journal().findByIdempotencyKey("key", NOON.plusSeconds(10))).map(AnnouncementStatus::id).contains("b");
        assertThat(journal().findByIdempotencyKey("key", NOON.plusSeconds(10).plusNanos(1))).isEmpty();
        assertThat(journal().findByIdempotencyKey("other", NOON)).isEmpty();
    }

    @Test
    void aSearchFindsWhatMatchesNewestFirst() throws Exception {
        Random random = new Random(7);
        List<AnnouncementStatus> all = new ArrayList<>();
        AnnouncementState[] states = AnnouncementState.values();
        String[] texts = {"Nummer Fünf", "NUMMER FÜNF", "Number five", "100% _sure_", "五号请到窗口", "İstanbul"};
        for (int i = 0; i < 200; i++) {
            Request r = Request.of(texts[random.nextInt(texts.length)]).withChannel(random.nextBoolean() ? "main" : "hall");
            // Some at the same time, and some before others that were accepted earlier: clocks are set.
            Instant at = NOON.plusSeconds(i / 3 - random.nextInt(3));
            AnnouncementState state = states[random.nextInt(states.length)];
            journal().accept(new JournalEntry(status("n" + i, r, state, at), at.plusSeconds(60)));
            all.add(0, status("n" + i, r, state, at));
        }
        all.sort((a, b) -> b.submitted().compareTo(a.submitted()));
        assertThat(journal().search(HistoryQuery.newest(1000))).isEqualTo(all);
        for (HistoryQuery q : List.of(
                query(Optional.of("hall"), Set.of(), null, null, null),
                query(Optional.of("nowhere"), Set.of(), null, null, null),
                query(Optional.empty(), EnumSet.of(AnnouncementState.FAILED, AnnouncementState.QUEUED), null, null, null),
                query(Optional.empty(), Set.of(), "fünf", null, null),
                query(Optional.empty(), Set.of(), "FÜNF", null, null),
                query(Optional.empty(), Set.of(), "NUMBER", null, null),
                query(Optional.empty(), Set.of(), "%", null, null),
                query(Optional.empty(), Set.of(), "_", null, null),
                query(Optional.empty(), Set.of(), "请", null, null),
                query(Optional.empty(), Set.of(), "i̇st", null, null),
                query(Optional.empty(), Set.of(), null, NOON.plusSeconds(20), null),
                query(Optional.empty(), Set.of(), null, null, NOON.plusSeconds(20)),
                query(Optional.of("main"), EnumSet.of(AnnouncementState.SPOKEN), "number", NOON.plusSeconds(10), NOON.plusSeconds(50)))) {
            assertThat(journal().search(q)).as("%s", q).isEqualTo(all.stream().filter(q::matches).toList());
            assertThat(pages(q, 7)).as("pages of %s", q).isEqualTo(all.stream().filter(q::matches).toList());
        }
    }

    @Test
    void afterOneThatIsNotKnownThereIsNothing() throws Exception {
        journal().accept(entry("a"));
        assertThat(journal().search(
                new HistoryQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("gone"),
                        10)))
                .isEmpty();
    }

    private List<AnnouncementStatus> pages(HistoryQuery q, int size) throws Exception {
        List<AnnouncementStatus> all = new ArrayList<>();
        Optional<String> before = Optional.empty();
        while (true) {
            List<AnnouncementStatus> page = journal()
                    .search(new HistoryQuery(q.channel(), q.states(), q.text(), q.from(), q.to(), before, size));
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
            before = Optional.of(page.get(size - 1).id());
        }
    }

    private static HistoryQuery query(Optional<String> channel, Set<AnnouncementState> states, String text, Instant from, Instant to) {
        return new HistoryQuery(channel, states, Optional.ofNullable(text), Optional.ofNullable(from), Optional.ofNullable(to),
                Optional.empty(), 1000);
    }
}
