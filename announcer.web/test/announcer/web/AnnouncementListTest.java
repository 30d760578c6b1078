package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.Request;
import announcer.web.ApiServer.Answer;

/** Paging through what was announced, and the order of what waits, over real HTTP. */
class AnnouncementListTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void pages_go_on_where_the_one_before_ended_although_new_ones_come() throws Exception {
        announce(7, "number ");
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            Answer page = server.get("announcements?limit=3" + (next.isEmpty() ? "" : "&before=" + next));
            seen.addAll(texts(page));
            next = page.string("next");
            announce(1, "late ");
        }
        assertThat(seen).containsExactly("number 6", "number 5", "number 4", "number 3", "number 2", "number 1", "number 0");
    }

    @Test
    void a_last_page_that_is_full_has_no_next_one() throws Exception {
        announce(3, "number ");

        Answer all = server.get("announcements?limit=3");
        assertThat(texts(all)).hasSize(3);
        assertThat(all.string("next")).isNull();
        assertThat(server.get("announcements?limit=2").string("next")).isEqualTo("a2");
        assertThat(texts(server.get("announcements?before=a1"))).isEmpty();
        assertThat(server.get("announcements?before=gone").isProblem(404, "unknown-announcement").string("value")).isEqualTo("gone");
    }

    @Test
    void channel_state_and_text_narrow_the_list() throws Exception {
        announce(2, "number ");
        server.announcer.announce(Request.of("Tür ÖFFNEN").withChannel("hand"));
        server.announcer.announce(Request.of("Number three").withChannel("hand"));
        server.announcer.latest().become(AnnouncementState.SPOKEN, Optional.empty());

        assertThat(texts(server.get("announcements?channel=hand"))).containsExactly("Number three", "Tür ÖFFNEN");
        assertThat(texts(server.get("announcements?state=SPOKEN"))).containsExactly("Number three");
        assertThat(texts(server.get("announcements?text=NUMBER"))).containsExactly("Number three", "number 1", "number 0");
        assertThat(texts(server.get("announcements?text=t%C3%BCr%20%C3%B6ff"))).containsExactly("Tür ÖFFNEN");
        assertThat(texts(server.get("announcements?text=number&state=QUEUED&channel=main&limit=1"))).containsExactly("number 1");
        assertThat(texts(server.get("announcements?text=number&before=a4&channel=hand"))).isEmpty();
        assertThat(server.get("announcements?state=DONE").isProblem(400, "invalid-field").string("detail")).contains("EXPIRED");
        assertThat(server.get("announcements?text=" + "x".repeat(101)).isProblem(400, "invalid-field").string("field")).isEqualTo("text");
        server.get("announcements?chanel=x").isProblem(400, "unknown-parameter");
    }

    @Test
    void so_much_text_is_searched_for_one_page_and_the_next_goes_on_there() throws Exception {
        for (int i = 0; i < 50; i++) {
            server.announcer.announce(Request.of(i + " " + "x".repeat(99_000)));
        }
        int pages = 0;
        List<String> seen = new ArrayList<>();
        for (String next = ""; next != null; pages++) {
            Answer page = server.get("announcements?text=0%20x" + (next.isEmpty() ? "" : "&before=" + next));
            texts(page).forEach(text -> seen.add(text.substring(0, 3)));
            next = page.string("next");
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactly("40 ", "30 ", "20 ", "10 ", "0 x");
    }

    @Test
    void with_a_journal_the_list_is_read_from_it_page_by_page() throws Exception {
        server.announcer.journal = Optional.of(new JournalStatus(7, 4096, Optional.empty()));
        announce(5, "number ");
        Answer first = server.get("announcements?limit=2");
        assertThat(texts(first)).containsExactly("number 4", "number 3");
        assertThat(first.string("next")).isEqualTo("a4");
        assertThat(texts(server.get("announcements?limit=3&before=a4"))).containsExactly("number 2", "number 1", "number 0");
        assertThat(server.get("announcements?limit=3&before=a4").string("next")).isNull();
        assertThat(server.get("announcements?before=gone").isProblem(404, "unknown-announcement").string("value")).isEqualTo("gone");
        assertThat(texts(server.get("announcements?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z"))).isEmpty();
        assertThat(texts(server.get("announcements?from=2000-01-01T00:00:00Z"))).hasSize(5);
        assertThat(server.get("announcements?from=yesterday").isProblem(400, "invalid-field").string("field")).isEqualTo("from");
        server.get("announcements?to=999999999-01-01T00:00:00Z").isProblem(400, "invalid-field");
    }

    @Test
    void all_that_match_are_exported_as_lines() throws Exception {
        announce(2_100, "number ");
        server.announcer.announce(Request.of("other").withChannel("hand"));

        Answer all = server.get("announcements/export?channel=main");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.header("Content-Type")).startsWith("application/jsonl");
        assertThat(all.text().lines()).hasSize(2_100).allMatch(line -> line.startsWith("{\"id\":")).last().asString()
                .contains("\"number 0\"");
        assertThat(server.get("announcements/export?text=number%202099").text().lines()).hasSize(1);
        server.get("announcements/export?limit=3").isProblem(400, "unknown-parameter");
    }

    @Test
    void an_export_that_loses_the_journal_is_broken_off() throws Exception {
        server.announcer.journal = Optional.of(new JournalStatus(7, 4096, Optional.empty()));
        announce(2_100, "number ");
        server.announcer.searched = query -> {
            if (query.before().isPresent()) {
                server.announcer.journal = Optional.empty();
            }
        };
        assertThatThrownBy(() -> server.get("announcements/export")).isInstanceOf(IOException.class);
    }

    @Test
    void the_head_of_an_export_reads_nothing() throws Exception {
        announce(3, "number ");
        server.announcer.searched = query -> {
            throw new IllegalStateException("it was read");
        };
        Answer head = server.bare("HEAD", "announcements/export");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("application/jsonl");
    }

    @Test
    void two_exports_are_read_at_a_time() throws Exception {
        announce(1, "number ");
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        server.announcer.searched = query -> {
            reading.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        var both = List.of(server.sendLater(server.to("announcements/export")), server.sendLater(server.to("announcements/export")));
        assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
        try {
            Answer third = server.get("announcements/export").isProblem(503, "journal-unreadable");
            assertThat(third.string("detail")).contains("2 exports");
        } finally {
            free.countDown();
        }
        for (var export : both) {
            assertThat(export.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(server.get("announcements/export").status()).isEqualTo(200);
    }

    @Test
    void with_a_journal_a_page_begins_behind_one_that_was_never_written_and_shows_what_is_true_now() throws Exception {
        server.announcer.journal = Optional.of(new JournalStatus(7, 4096, Optional.empty()));
        announce(4, "number ");
        server.announcer.unwritten.add("a3");
        AnnouncementStatus a3 = server.announcer.find("a3").orElseThrow().status();
        AtomicReference<HistoryQuery> last = new AtomicReference<>();
        server.announcer.searched = last::set;
        server.get("announcements?before=a3");
        assertThat(last.get().to()).contains(a3.submitted());
        assertThat(last.get().before()).isEmpty();

        AnnouncementStatus a2 = server.announcer.find("a2").orElseThrow().status();
        server.announcer.changed.put("a2", new AnnouncementStatus("a2", a2.request(), AnnouncementState.SPEAKING, a2.cause(), a2.voice(),
                a2.submitted(), a2.started(), a2.ended(), 1));
        assertThat(texts(server.get("announcements?state=QUEUED"))).containsExactly("number 3", "number 0");
        assertThat(server.get("announcements/export?state=QUEUED").text().lines()).hasSize(2);
    }

    @Test
    void one_that_waits_is_moved() throws Exception {
        announce(2, "number ");

        Answer moved = server.json("POST", "announcements/a2/move", "{\"place\":0}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.string("id")).isEqualTo("a2");
        assertThat(server.announcer.moves).containsExactly("a2 -> 0");
        assertThat(server.access.audited()).containsExactly("token:api.token | announcement move | a2 | done");

        server.announcer.latest().become(AnnouncementState.SPEAKING, Optional.empty());
        assertThat(server.json("POST", "announcements/a2/move", "{\"place\":1}").isProblem(409, "not-waiting").string("state"))
                .isEqualTo("SPEAKING");
        server.json("POST", "announcements/nothing/move", "{\"place\":1}").isProblem(404, "unknown-announcement");
        for (String place : new String[]{"-1", "1.5", "1e99", "1000001"}) {
            server.json("POST", "announcements/a1/move", "{\"place\":" + place + "}").isProblem(400, "invalid-field");
        }
        server.json("POST", "announcements/a1/move", "{\"place\":\"first\"}").isProblem(400, "wrong-type");
        server.json("POST", "announcements/a1/move", "{}").isProblem(400, "missing-field");
    }

    @Test
    void who_announced_and_cancelled_is_recorded_and_not_what() throws Exception {
        server.postJson("{\"text\":\"the secret word\"}");
        server.bare("DELETE", "announcements/a1");

        assertThat(server.access.audited()).containsExactly("token:api.token | announce | a1 | done",
                "token:api.token | announcement cancel | a1 | done");
    }

    private void announce(int count, String text) throws Exception {
        for (int i = 0; i < count; i++) {
            server.announcer.announce(Request.of(text + i));
        }
    }

    private static List<String> texts(Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json().getAsJsonArray("announcements").asList().stream().map(a -> a.getAsJsonObject().get("text").getAsString())
                .toList();
    }
}
