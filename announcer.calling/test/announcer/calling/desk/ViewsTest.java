package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.calling.Board;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.api.calling.VisitorTicket;

class ViewsTest {
    private final Office office = new Office();

    private Board board(String id) {
        return office.desk.board(id).orElseThrow();
    }

    @Test
    void aBoardChangesWithTheFirstSample() throws Exception {
        office.issue("a");
        office.next("c3");
        assertThat(board("default").current()).as("submitted").isEmpty();
        office.engineSays(AnnouncementState.SYNTHESISING);
        assertThat(board("default").current()).as("being made").isEmpty();

        office.now = office.now.plusMillis(1500);
        int changes = office.changes.get();
        office.engineSays(AnnouncementState.SPEAKING);

        Board.Shown shown = board("default").current().orElseThrow();
        assertThat(shown.number()).isEqualTo("A-001");
        assertThat(shown.counterName()).isEqualTo("3");
        assertThat(shown.at()).isEqualTo(office.now);
        assertThat(shown.speaking()).isTrue();
        assertThat(office.changes.get()).isGreaterThan(changes);
        office.engineSays(AnnouncementState.SPOKEN);
        assertThat(board("default").current().orElseThrow().speaking()).isFalse();
    }

    @Test
    void aCallThatWasNotSpokenIsNotShown() throws Exception {
        office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.FAILED);

        assertThat(board("default").current()).isEmpty();
        assertThat(office.desk.desk().calls().get(0).cause()).contains("the engine hung");
    }

    @Test
    void theLastCallsStandOnceEach() throws Exception {
        for (int i = 0; i < 4; i++) {
            office.issue("b");
            office.next("c2");
            office.engineSays(AnnouncementState.SPEAKING, AnnouncementState.SPOKEN);
            office.now = office.now.plusSeconds(10);
        }
        Ticket first = office.desk.tickets().stream().filter(t -> t.number().equals("B-004")).findFirst().orElseThrow();
        office.act("c2", Act.AGAIN);
        office.engineSays(AnnouncementState.SPEAKING);

        assertThat(board("only-b").current().orElseThrow().number()).isEqualTo("B-004");
        assertThat(board("only-b").current().orElseThrow().again()).isEqualTo(1);
        assertThat(board("only-b").last()).extracting(Board.Shown::number).containsExactly("B-003", "B-002");
        assertThat(first.service()).contains("b");
        assertThat(office.desk.board("no-such")).isEmpty();
    }

    @Test
    void aBoardShowsItsServicesOnly() throws Exception {
        office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.SPEAKING);

        assertThat(board("only-b").current()).isEmpty();
        assertThat(board("only-b").services()).hasSize(1);
        assertThat(board("only-b").orders()).isEmpty();
    }

    @Test
    void aBoardIsThereAfterAStart() throws Exception {
        office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.SPEAKING);
        office.desk.step();
        office.act("c1", Act.FINISH);
        office.start();

        assertThat(board("default").current().orElseThrow().number()).isEqualTo("A-001");
        office.now = office.now.plus(Duration.ofHours(13));
        assertThat(board("default").current()).as("too old").isEmpty();
    }

    @Test
    void anOrderIsReadyOnTheBoardWhenItIsHeard() throws Exception {
        office.perform(new Command.Order("snacks", Optional.of("57"), false, Optional.empty()));
        office.perform(new Command.Order("snacks", Optional.of("58"), true, Optional.empty()));
        assertThat(board("default").orders().orElseThrow()).isEqualTo(new Board.Orders(List.of("57", "58"), List.of()));

        office.engineSays(AnnouncementState.SPEAKING);
        assertThat(board("default").orders().orElseThrow()).isEqualTo(new Board.Orders(List.of("57"), List.of("58")));
    }

    @Test
    void aVisitorSeesItsPlaceAndItsTurn() throws Exception {
        office.issue("a");
        Ticket mine = office.issue("a");
        VisitorTicket seen = office.desk.visitor(mine.id()).orElseThrow();
        assertThat(seen.before()).contains(1);
        assertThat(seen.serviceNames()).containsEntry("en", "Accounts");
        assertThat(seen.estimatedWait()).isEmpty();

        office.next("c1");
        office.next("c3");
        assertThat(office.desk.visitor(mine.id()).orElseThrow().state()).as("not heard yet").isEqualTo(TicketState.ISSUED);
        assertThat(office.desk.visitor(mine.id()).orElseThrow().before()).contains(0);
        office.engineSays(AnnouncementState.SPEAKING);

        seen = office.desk.visitor(mine.id()).orElseThrow();
        assertThat(seen.state()).isEqualTo(TicketState.CALLED);
        assertThat(seen.counterName()).isEqualTo("3");
        assertThat(seen.called()).contains(office.now);
        assertThat(office.desk.visitor("no-such")).isEmpty();
    }

    @Test
    void aVisitorIsToldThoughTheCallFailed() throws Exception {
        Ticket mine = office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.FAILED);

        assertThat(office.desk.visitor(mine.id()).orElseThrow().state()).isEqualTo(TicketState.CALLED);
    }

    @Test
    void theWaitIsEstimatedFromTheLatest() throws Exception {
        for (int i = 0; i < 3; i++) {
            office.issue("b");
            office.next("c2");
            office.now = office.now.plusSeconds(120);
            office.act("c2", Act.FINISH);
        }
        office.issue("b");
        Ticket mine = office.issue("b");

        // 2 min each, two counters (c2 and c3).
        assertThat(office.desk.visitor(mine.id()).orElseThrow().estimatedWait()).contains(Duration.ofSeconds(60));
        assertThat(office.desk.desk().services().get(1).estimatedWait()).contains(Duration.ofMinutes(2));
        office.perform(new Command.Pause("c3", true));
        assertThat(office.desk.visitor(mine.id()).orElseThrow().estimatedWait()).contains(Duration.ofMinutes(2));
        office.perform(new Command.Pause("c2", true));
        assertThat(office.desk.visitor(mine.id()).orElseThrow().estimatedWait()).isEmpty();
    }
}
