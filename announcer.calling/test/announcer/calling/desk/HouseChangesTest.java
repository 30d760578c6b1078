package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;

/** Services and counters go, come and change while tickets wait, and the bundle is replaced: nobody is forgotten. */
class HouseChangesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final Office office = new Office();
    private final House whole = office.house;

    private void house(List<ServiceSettings> services, List<CounterSettings> counters) {
        office.house = new House(whole.whole(), services, counters, List.of());
    }

    private List<CounterSettings> without(String counter) {
        return whole.counters().stream().filter(c -> !c.id().equals(counter)).toList();
    }

    private List<ServiceSettings> services() {
        return List.copyOf(whole.services());
    }

    /** A ward that never closes: its numbers never begin anew. After a start its service is found some moments later. */
    @Test
    void whoWaitsOverMidnightIsStillThereAfterAStartInWhichServicesComeLate() throws Exception {
        List<ServiceSettings> open = List.of(Office.service("ward", "resetAt", ""));
        house(open, without(""));
        Ticket t = office.issue("ward");
        office.now = office.now.plus(DAY);
        house(List.of(), List.of());
        office.start();
        office.desk.step();
        house(open, without(""));
        office.desk.step();

        assertThat(office.ticket(t.id()).state()).isEqualTo(TicketState.ISSUED);
        assertThat(office.next("c3").ticket()).map(Ticket::id).contains(t.id());
    }

    @Test
    void whoWaitsForAServiceThatIsGoneForGoodLeavesAtTheReset() throws Exception {
        Ticket t = office.issue("a");
        house(List.of(), without(""));
        office.desk.step();
        office.now = office.now.plus(DAY);
        office.desk.step();
        assertThat(office.ticket(t.id()).state()).as("it may be coming").isEqualTo(TicketState.ISSUED);
        office.now = office.now.plus(DayEnd.GONE);
        office.desk.step();

        assertThat(office.ticket(t.id()).state()).isEqualTo(TicketState.CANCELLED);
    }

    @Test
    void whoWaitsForAServiceThatWasRemovedIsCalledByTheCountersThatServeAll() throws Exception {
        Ticket t = office.issue("b");
        house(services().stream().filter(s -> !s.id().equals("b")).toList(), without(""));

        assertThat(office.next("c3").ticket()).map(Ticket::id).contains(t.id());
    }

    @Test
    void whoWasSentToACounterThatIsGoneIsCalledByAnother() throws Exception {
        Ticket t = office.issue("a");
        office.perform(new Command.Transfer(t.id(), Destination.ofCounter("c2")));
        assertThat(office.desk.desk().services().get(0).waiting()).isZero();
        house(services(), without("c2"));

        assertThat(office.desk.desk().services().get(0).waiting()).isEqualTo(1);
        assertThat(office.desk.visitor(t.id()).orElseThrow().before()).contains(0);
        assertThat(office.next("c1").ticket()).map(Ticket::id).contains(t.id());
    }

    /** Renamed: another id. Nobody could finish its ticket, whose number would be in use for ever. */
    @Test
    void whoIsAtACounterThatIsGoneLeavesAtTheReset() throws Exception {
        Ticket t = office.issue("a");
        office.next("c2");
        office.act("c2", Act.SERVE);
        house(services(), without("c2"));
        office.now = office.now.plus(DAY);
        office.desk.step();
        assertThat(office.ticket(t.id()).state()).as("it may be coming").isEqualTo(TicketState.SERVING);
        office.now = office.now.plus(DayEnd.GONE);
        office.desk.step();

        assertThat(office.ticket(t.id()).state()).isEqualTo(TicketState.CANCELLED);
        assertThat(office.issue("a").number()).isEqualTo("A-001");
    }

    @Test
    void aNumberThatWaitsElsewhereIsNotIssuedAgain() throws Exception {
        Ticket transferred = office.issue("b");
        office.perform(new Command.Transfer(transferred.id(), Destination.ofService("a")));
        office.perform(new Command.CallNumber("c2", "B-002", Optional.empty()));
        for (int i = 3; i <= 20; i++) {
            assertThat(office.issue("b").number()).isEqualTo(String.format("B-%03d", i));
        }
        assertThatThrownBy(() -> office.issue("b")).hasMessageContaining("are in use");
        office.act("c2", Act.FINISH);

        assertThat(office.issue("b").number()).isEqualTo("B-002");
    }

    @Test
    void aClockThatWasYearsAheadForOnceDoesNotStopTheDays() throws Exception {
        office.now = office.now.plus(Duration.ofDays(1000));
        office.issue("a");
        office.now = office.now.minus(Duration.ofDays(1000));
        office.desk.tickets().forEach(t -> cancel(t.id()));

        assertThat(office.issue("a").number()).isEqualTo("A-001");
        office.now = office.now.plus(DAY);
        assertThat(office.issue("a").number()).isEqualTo("A-001");
    }

    @Test
    void aClockThatIsAheadForAMomentCostsNoFigures() throws Exception {
        office.issue("a");
        office.next("c1");
        office.act("c1", Act.FINISH);
        office.desk.step();
        office.now = office.now.plus(Duration.ofDays(100));
        office.desk.step();
        assertThat(office.disk.read("calling/day/2026-11-30")).as("ahead").isNotEmpty();
        office.now = office.now.minus(Duration.ofDays(100));
        office.desk.step();
        office.now = office.now.plus(Duration.ofDays(100));
        office.desk.step();
        assertThat(office.disk.read("calling/day/2026-11-30")).as("ahead again").isNotEmpty();

        office.now = office.now.plus(Duration.ofHours(1));
        office.desk.step();
        assertThat(office.disk.read("calling/day/2026-11-30")).as("old").isEmpty();
    }

    private void cancel(String ticket) {
        try {
            office.perform(new Command.Cancel(ticket));
        } catch (CallingException e) {
            throw new AssertionError(e);
        }
    }

    /** What it wrote after another one has read the store, that one would not know. */
    @Test
    void oneThatIsBeingReplacedDoesNothingMore() throws Exception {
        office.issue("a");
        CallingDesk former = office.desk;
        former.end();
        office.start();

        assertThatThrownBy(() -> former.perform(new Command.Next("c1", Optional.empty()), "anna", Optional.empty()))
                .isInstanceOf(CallingException.class).extracting(e -> ((CallingException) e).reason()).isEqualTo(Reason.STOPPING);
        assertThat(office.next("c1").ticket()).map(Ticket::number).contains("A-001");
        assertThat(office.engine.accepted).hasSize(1);
    }

    /** Two browsers at one counter that has nobody: both press "next" at once. */
    @Test
    void whoSeesNobodyAtTheCounterDoesNotFinishWhomAnotherHasJustCalled() throws Exception {
        Ticket first = office.issue("a");
        office.issue("a");
        Command.Next seen = new Command.Next("c1", Optional.of(""));
        office.desk.perform(seen, "anna", Optional.of("k1"));

        assertThatThrownBy(() -> office.desk.perform(seen, "bert", Optional.of("k2"))).isInstanceOf(CallingException.class)
                .hasMessageContaining("the counter c1 has A-001 now").extracting(e -> ((CallingException) e).reason())
                .isEqualTo(Reason.OTHER_TICKET);
        assertThat(office.ticket(first.id()).state()).isEqualTo(TicketState.CALLED);
    }
}
