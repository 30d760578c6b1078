package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Proof;
import announcer.api.RejectedException;
import announcer.api.Target;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Destination;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;
import announcer.api.stream.Audience;

class CallingDeskTest {
    private final Office office = new Office();

    private static void refused(Reason reason, String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOf(CallingException.class).hasMessageContaining(words)
                .extracting(e -> ((CallingException) e).reason()).isEqualTo(reason);
    }

    @Test
    void numbersAreIssuedInOrder() throws Exception {
        assertThat(List.of(office.issue("a").number(), office.issue("a").number(), office.issue("b").number()))
                .containsExactly("A-001", "A-002", "B-001");
        Ticket ticket = office.desk.tickets().get(0);
        assertThat(ticket.id()).hasSize(22);
        assertThat(ticket.state()).isEqualTo(TicketState.ISSUED);
        assertThat(office.desk.desk().services().get(0).waiting()).isEqualTo(2);
    }

    @Test
    void nextFinishesOneAndCallsAnother() throws Exception {
        Ticket first = office.issue("a");
        Ticket second = office.issue("a");

        Done done = office.next("c1");
        assertThat(done.ticket()).map(Ticket::id).contains(first.id());
        assertThat(done.counter().orElseThrow().current()).map(Ticket::number).contains("A-001");
        office.now = office.now.plusSeconds(60);
        office.next("c1");

        assertThat(office.ticket(first.id()).state()).isEqualTo(TicketState.SERVED);
        assertThat(office.ticket(first.id()).serving()).contains(office.now.minusSeconds(60));
        assertThat(office.ticket(second.id()).state()).isEqualTo(TicketState.CALLED);
        assertThat(office.engine.accepted).hasSize(2);
        refused(Reason.NOBODY_WAITS, "nobody waits for the counter c1", () -> office.next("c1"));
        assertThat(office.ticket(second.id()).state()).as("the present one stays").isEqualTo(TicketState.CALLED);
    }

    @Test
    void aCounterTakesItsServicesOnly() throws Exception {
        office.issue("b");
        refused(Reason.NOBODY_WAITS, "nobody waits", () -> office.next("c1"));

        assertThat(office.next("c2").ticket()).map(Ticket::number).contains("B-001");
        // One that is configured for none serves all that have tickets.
        assertThat(office.desk.desk().counters().get(2).services()).containsExactly("a", "b");
    }

    @Test
    void whatIsSaidGoesToTheEngineOnce() throws Exception {
        office.issue("a");
        Call call = office.next("c3").call().orElseThrow();

        var request = office.engine.latest().status().request();
        assertThat(request.text()).isEqualTo("A-001, please go to counter three.");
        assertThat(request.target()).isEqualTo(new Target.Channel("main"));
        assertThat(request.keys().idempotency()).contains("calling/" + call.id());
        assertThat(request.keys().supersede()).contains("calling/" + call.ticket());
        assertThat(request.timeToLive()).contains(Duration.ofMinutes(2));
        assertThat(call.state()).isEqualTo(CallState.WAITING);
        assertThat(call.announcement()).contains(office.engine.latest().id());
        assertThat(call.by()).isEqualTo("anna");
    }

    @Test
    void callingAgainSaysItAgain() throws Exception {
        office.issue("a");
        office.next("c1");
        office.engineSays(AnnouncementState.CANCELLED);

        Done again = office.act("c1", Act.AGAIN);

        assertThat(again.ticket().orElseThrow().state()).isEqualTo(TicketState.CALLED);
        assertThat(again.ticket().orElseThrow().calls()).isEqualTo(2);
        assertThat(again.call().orElseThrow().again()).isEqualTo(1);
        assertThat(office.desk.desk().calls()).extracting(Call::state).containsExactlyInAnyOrder(CallState.WAITING, CallState.SUPERSEDED);
    }

    @Test
    void noShowAndBack() throws Exception {
        Ticket t = office.issue("a");
        office.next("c1");
        office.act("c1", Act.NO_SHOW);
        assertThat(office.desk.desk().parked()).extracting(Ticket::number).containsExactly("A-001");
        assertThat(office.desk.desk().counters().get(0).current()).isEmpty();

        assertThat(office.perform(new Command.CallTicket("c2", t.id())).ticket().orElseThrow().counter()).contains("c2");
        office.act("c2", Act.PARK);
        office.perform(new Command.Requeue(t.id()));

        assertThat(office.ticket(t.id()).state()).isEqualTo(TicketState.ISSUED);
        assertThat(office.next("c1").ticket()).map(Ticket::id).contains(t.id());
    }

    @Test
    void aTransferredTicketKeepsItsPlace() throws Exception {
        Ticket first = office.issue("a");
        office.issue("b");
        office.next("c1");
        office.perform(new Command.TransferCurrent("c1", Destination.ofService("b"), Optional.empty()));

        assertThat(office.ticket(first.id()).service()).contains("b");
        assertThat(office.next("c2").ticket()).map(Ticket::number).contains("A-001");
    }

    @Test
    void oneThatIsForACounterIsForNoOther() throws Exception {
        Ticket t = office.issue("a");
        office.perform(new Command.Transfer(t.id(), Destination.ofCounter("c3")));

        refused(Reason.NOBODY_WAITS, "nobody waits", () -> office.next("c1"));
        assertThat(office.next("c3").ticket()).map(Ticket::id).contains(t.id());
        refused(Reason.UNKNOWN_COUNTER, "no counter has the id \"c9\"",
                () -> office.perform(new Command.Transfer(t.id(), Destination.ofCounter("c9"))));
        refused(Reason.INVALID, "that service has orders",
                () -> office.perform(new Command.Transfer(t.id(), Destination.ofService("snacks"))));
    }

    @Test
    void aTypedNumberIsCalled() throws Exception {
        Done done = office.perform(new Command.CallNumber("c1", "b-17", Optional.empty()));

        Ticket t = done.ticket().orElseThrow();
        assertThat(t.number()).isEqualTo("B-17");
        assertThat(t.typed()).isTrue();
        assertThat(done.made()).isTrue();
        assertThat(t.state()).isEqualTo(TicketState.CALLED);
        refused(Reason.INVALID, "number is \"Mr Smith\"; a number has",
                () -> office.perform(new Command.CallNumber("c1", "Mr Smith", Optional.empty())));
        office.act("c1", Act.NO_SHOW);
        refused(Reason.INVALID, "B-17 belongs to no service", () -> office.perform(new Command.Requeue(t.id())));
    }

    @Test
    void aTypedNumberThatWaitsIsThatTicket() throws Exception {
        Ticket t = office.issue("a");
        Ticket other = office.issue("a");

        Done done = office.perform(new Command.CallNumber("c1", "a001", Optional.empty()));
        assertThat(done.ticket()).map(Ticket::id).contains(t.id());
        assertThat(done.made()).isFalse();
        // Once more at the same counter: again. At another: somebody has it.
        assertThat(office.perform(new Command.CallNumber("c1", "A-001", Optional.empty())).call().orElseThrow().again()).isEqualTo(1);
        refused(Reason.WRONG_STATE, "A-001 cannot be called now: it is called at counter c1",
                () -> office.perform(new Command.CallNumber("c2", "A-001", Optional.empty())));
        assertThat(office.ticket(other.id()).state()).isEqualTo(TicketState.ISSUED);
    }

    @Test
    void nothingIsFinishedForWhatCannotBeCalled() throws Exception {
        Ticket first = office.issue("a");
        Ticket second = office.issue("a");
        office.next("c1");
        office.next("c2");

        refused(Reason.WRONG_STATE, "A-002 cannot be called", () -> office.perform(new Command.CallTicket("c1", second.id())));

        assertThat(office.ticket(first.id()).state()).isEqualTo(TicketState.CALLED);
    }

    @Test
    void aPausedCounterTakesNobody() throws Exception {
        office.issue("a");
        assertThat(office.perform(new Command.Pause("c1", true)).counter().orElseThrow().paused()).isTrue();

        refused(Reason.COUNTER_PAUSED, "the counter c1 is paused", () -> office.next("c1"));
        office.perform(new Command.Pause("c1", false));
        office.next("c1");
    }

    @Test
    void theTicketThatTheOperatorSeesIsMeant() throws Exception {
        Ticket first = office.issue("a");
        office.issue("a");
        office.next("c1");
        office.next("c1");

        refused(Reason.OTHER_TICKET, "the counter c1 has A-002 now", () -> office.perform(new Command.Next("c1", Optional.of(first.id()))));
        refused(Reason.OTHER_TICKET, "A-002 now",
                () -> office.perform(new Command.AtCounter("c1", Act.NO_SHOW, Optional.of(first.id()))));
        refused(Reason.NO_TICKET, "the counter c2 has no ticket", () -> office.act("c2", Act.FINISH));
    }

    @Test
    void aRepeatedCommandIsDoneOnce() throws Exception {
        office.issue("a");
        office.issue("a");
        Command.Next next = new Command.Next("c1", Optional.empty());
        Done first = office.desk.perform(next, "anna", Optional.of("k1"));
        office.engineSays(AnnouncementState.SPEAKING);

        Done again = office.desk.perform(next, "anna", Optional.of("k1"));

        assertThat(again.repeated()).isTrue();
        assertThat(again.ticket()).map(Ticket::id).isEqualTo(first.ticket().map(Ticket::id));
        assertThat(again.call()).map(Call::state).as("as it is now").contains(CallState.SPEAKING);
        assertThat(office.engine.accepted).hasSize(1);
        refused(Reason.KEY_REUSED, "\"k1\" was used for another command",
                () -> office.desk.perform(new Command.Next("c2", Optional.empty()), "anna", Optional.of("k1")));
        office.now = office.now.plus(Duration.ofHours(25));
    }

    @Test
    void aRefusedCommandRemembersNoKey() throws Exception {
        Command.Next next = new Command.Next("c1", Optional.empty());
        refused(Reason.NOBODY_WAITS, "nobody", () -> office.desk.perform(next, "anna", Optional.of("k1")));
        office.issue("a");

        assertThat(office.desk.perform(next, "anna", Optional.of("k1")).repeated()).isFalse();
        refused(Reason.INVALID, "1 to 200 characters", () -> office.desk.perform(next, "anna", Optional.of("")));
    }

    @Test
    void ordersArePreparedCalledAndCollected() throws Exception {
        Ticket order = office.perform(new Command.Order("snacks", Optional.empty(), false, Optional.empty())).ticket().orElseThrow();
        assertThat(order.number()).isEqualTo("1");
        assertThat(order.kind()).isEqualTo(TicketKind.ORDER);

        Done ready = office.perform(new Command.Ready(order.id(), Optional.of("c1")));
        assertThat(office.engine.latest().status().request().text()).isEqualTo("Order 1 is ready.");
        assertThat(ready.ticket().orElseThrow().state()).isEqualTo(TicketState.READY);
        assertThat(office.perform(new Command.Ready(order.id(), Optional.empty())).call().orElseThrow().again()).isEqualTo(1);
        office.perform(new Command.Collected(order.id()));
        refused(Reason.WRONG_STATE, "1 cannot be called as ready now: it was collected at 09:00",
                () -> office.perform(new Command.Ready(order.id(), Optional.empty())));
    }

    @Test
    void anOrderIsReadyByItsTypedNumber() throws Exception {
        Done made = office.perform(new Command.Order("snacks", Optional.of("57"), true, Optional.empty()));
        assertThat(made.made()).isTrue();
        Done again = office.perform(new Command.Order("snacks", Optional.of("57"), true, Optional.empty()));

        assertThat(again.made()).isFalse();
        assertThat(again.ticket()).map(Ticket::id).isEqualTo(made.ticket().map(Ticket::id));
        assertThat(office.engine.accepted).hasSize(2);
        refused(Reason.INVALID, "that service has tickets",
                () -> office.perform(new Command.Order("a", Optional.of("57"), true, Optional.empty())));
        refused(Reason.WRONG_STATE, "57 cannot be called now: it is ready",
                () -> office.perform(new Command.CallTicket("c1", made.ticket().orElseThrow().id())));
    }

    @Test
    void anOrderDoesNotWaitForNext() throws Exception {
        office.perform(new Command.Order("snacks", Optional.of("57"), false, Optional.empty()));

        refused(Reason.NOBODY_WAITS, "nobody", () -> office.next("c3"));
    }

    @Test
    void aNumberThatIsInUseIsPassedOver() throws Exception {
        for (int i = 1; i <= 20; i++) {
            assertThat(office.issue("b").number()).isEqualTo(String.format("B-%03d", i));
        }
        refused(Reason.NUMBERS_USED_UP, "B-001 to B-020, are in use", () -> office.issue("b"));
        Ticket third = office.desk.tickets().get(2);
        office.perform(new Command.Cancel(third.id()));

        assertThat(office.issue("b").number()).isEqualTo("B-003");
    }

    @Test
    void theNumbersBeginAnewEachDay() throws Exception {
        Ticket left = office.issue("a");
        office.issue("a");
        office.next("c1");
        office.act("c1", Act.SERVE);
        Ticket parked = office.issue("a");
        office.now = office.now.plus(Duration.ofDays(1));

        assertThat(office.issue("a").number()).as("A-001 is still at the counter").isEqualTo("A-002");
        assertThat(office.ticket(left.id()).state()).isEqualTo(TicketState.SERVING);
        assertThat(office.ticket(parked.id()).state()).isEqualTo(TicketState.CANCELLED);
        assertThat(office.ticket(parked.id()).cause()).contains("left at the daily reset");
        assertThat(office.desk.desk().services().get(0).waiting()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackBeginsNoDayAnew() throws Exception {
        office.issue("a");
        office.now = office.now.minus(Duration.ofDays(1));

        assertThat(office.issue("a").number()).isEqualTo("A-002");
    }

    @Test
    void visitorsTakeNumbersWhereAndWhenTheyMay() throws Exception {
        refused(Reason.SERVICE_CLOSED, "visitors take no numbers", () -> office.perform(new Command.Issue("a", true)));
        assertThat(office.desk.takesPerMinute()).isZero();
        office.house = office.house(Map.of("take", true));

        assertThat(office.perform(new Command.Issue("a", true)).made()).isTrue();
        assertThat(office.desk.takesPerMinute()).isEqualTo(5);
        office.house = new announcer.calling.house.House(office.house.whole(),
                List.of(Office.service("a", "hours", new String[]{"MON 10:00-12:00"})), List.of(), List.of());
        refused(Reason.SERVICE_CLOSED, "is closed now; it is open MON 10:00-12:00", () -> office.perform(new Command.Issue("a", true)));
        assertThat(office.perform(new Command.Issue("a", false)).made()).as("an operator may").isTrue();
    }

    @Test
    void aRefusedCallIsToldAndTheTicketIsCalled() throws Exception {
        office.issue("a");
        office.engine.refusal = new RejectedException(RejectedException.Reason.UNKNOWN_LANGUAGE, "locale", "en", "no voice speaks en");

        Done done = office.next("c1");

        assertThat(done.ticket().orElseThrow().state()).isEqualTo(TicketState.CALLED);
        // The voice may be coming: the engine starts.
        assertThat(office.call(done).state()).isEqualTo(CallState.SUBMITTING);
        assertThat(office.call(done).cause()).contains("no voice speaks en");
        office.now = office.now.plusSeconds(10);
        office.desk.step();
        assertThat(office.call(done).state()).isEqualTo(CallState.REFUSED);
        assertThat(office.call(done).cause()).contains("no voice speaks en");
    }

    @Test
    void aCallThatCanNeverBeSaidIsRefusedAtOnce() throws Exception {
        office.issue("a");
        office.engine.refusal = new RejectedException(RejectedException.Reason.TEXT_TOO_LONG, "text", "", "the text is too long");

        assertThat(office.call(office.next("c1")).state()).isEqualTo(CallState.REFUSED);
    }

    @Test
    void aCallWaitsForTheEngine() throws Exception {
        office.issue("a");
        office.running = Optional.empty();
        Done done = office.next("c1");
        assertThat(office.call(done).state()).isEqualTo(CallState.SUBMITTING);
        assertThat(office.call(done).cause().orElseThrow()).contains("the engine is not running");
        assertThat(office.desk.desk().problem().orElseThrow()).contains("the engine is not running");

        office.running = Optional.of(office.engine);
        office.desk.step();
        office.desk.step();

        assertThat(office.call(done).state()).isEqualTo(CallState.WAITING);
        assertThat(office.engine.accepted).hasSize(1);
    }

    @Test
    void aFullQueueIsTriedAgainUntilItIsTooLate() throws Exception {
        office.issue("a");
        office.engine.refusal = new RejectedException(RejectedException.Reason.QUEUE_FULL, "channel", "main", "the queue is full");
        Done done = office.next("c1");
        office.desk.step();
        assertThat(office.call(done).state()).isEqualTo(CallState.SUBMITTING);

        office.now = office.now.plusSeconds(121);
        office.desk.step();

        assertThat(office.call(done).state()).isEqualTo(CallState.EXPIRED);
        assertThat(office.call(done).cause().orElseThrow()).contains("the queue is full");
    }

    @Test
    void aCallThatWasReplacedBeforeTheEngineHadItIsNotSaid() throws Exception {
        office.issue("a");
        office.running = Optional.empty();
        Done first = office.next("c1");
        office.act("c1", Act.AGAIN);
        office.running = Optional.of(office.engine);
        office.desk.step();

        assertThat(office.engine.accepted).hasSize(1);
        assertThat(office.desk.desk().calls()).filteredOn(c -> c.id().equals(first.call().orElseThrow().id()))
                .extracting(Call::state).containsExactly(CallState.SUPERSEDED);
    }

    @Test
    void whoHeardACallIsKnownWhenItHasEnded() throws Exception {
        office.issue("a");
        Done done = office.next("c1");
        AnnouncementStatus s = office.engine.latest().status();
        Proof proof = Proof.NONE.withPlayed(office.now, office.now, Optional.of(new Audience(4, 3)));
        office.desk
                .changed(new AnnouncementStatus(s.id(), s.request(), AnnouncementState.SPOKEN, Optional.empty(), s.voice(), s.submitted(),
                        Optional.of(office.now.minusSeconds(2)), Optional.of(office.now), 1, proof));

        assertThat(office.call(done).heard()).contains(new Call.Heard(4, 3));
        assertThat(office.call(done).started()).contains(office.now.minusSeconds(2));
        assertThat(office.call(done).ended()).contains(office.now);
    }

    @Test
    void anEventThatWasMissedIsAskedFor() throws Exception {
        office.issue("a");
        Done done = office.next("c1");
        office.engine.latest().become(AnnouncementState.SPOKEN);
        office.desk.step();

        assertThat(office.call(done).state()).isEqualTo(CallState.SPOKEN);
    }

    @Test
    void freeTextIsSaidAndShownNowhere() throws Exception {
        var said = office.desk.say("c1", "Please close the door.", Optional.empty(), Optional.of("k"));

        assertThat(said.status().request().text()).isEqualTo("Please close the door.");
        assertThat(said.status().request().keys().group()).contains("calling/c1");
        office.engineSays(AnnouncementState.SPEAKING);
        assertThat(office.desk.board("default").orElseThrow().current()).isEmpty();
        assertThat(office.desk.say("c1", "Please close the door.", Optional.empty(), Optional.of("k")).id()).isEqualTo(said.id());
    }

    @Test
    void withoutAStoreItIsToldThatNothingIsDurable() throws Exception {
        office.desk.offer(null);
        office.issue("a");

        assertThat(office.desk.desk().durable()).isFalse();
        assertThat(office.desk.desk().problem().orElseThrow()).contains("kept in memory only");
    }
}
