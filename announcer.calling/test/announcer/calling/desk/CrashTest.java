package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementState;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;

/** The process is killed at each write, and starts anew on the same disk, with the same engine (whose journal remembers). */
class CrashTest {
    /** What a morning does; a step that was answered has happened. */
    private interface Step {
        void take(Office office, List<String> answered) throws CallingException;
    }

    private static final List<Step> MORNING = List.of(
            (o, done) -> done.add("issued " + o.issue("a").number()),
            (o, done) -> done.add("issued " + o.issue("a").number()),
            (o, done) -> done.add("called " + o.desk.perform(new Command.Next("c1", Optional.empty()), "anna", Optional.of("k1")).ticket()
                    .orElseThrow().number()),
            (o, done) -> o.engineSays(AnnouncementState.SPEAKING),
            (o, done) -> o.desk.step(),
            (o, done) -> o.engineSays(AnnouncementState.SPOKEN),
            (o, done) -> o.desk.step(),
            (o, done) -> done.add("no-show " + o.act("c1", Act.NO_SHOW).ticket().orElseThrow().number()),
            (o, done) -> done.add("called " + o.next("c1").ticket().orElseThrow().number()),
            (o, done) -> done.add("ready " + o.perform(new Command.Order("snacks", Optional.of("57"), true, Optional.empty())).ticket()
                    .orElseThrow().number()),
            (o, done) -> done.add("served " + o.act("c1", Act.FINISH).ticket().orElseThrow().number()),
            (o, done) -> done.add("issued " + o.issue("a").number()));

    /** Returns how many writes there were. */
    private static int morning(Office office, List<String> answered) {
        for (Step step : MORNING) {
            try {
                step.take(office, answered);
            } catch (CallingException | java.util.NoSuchElementException e) {
                return office.disk.writes();
            }
        }
        return office.disk.writes();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingThatWasAnsweredIsLostAndNothingIsCalledTwice(boolean writtenAllTheSame) throws Exception {
        Office whole = new Office();
        whole.disk.failAt(0, false);
        int writes = morning(whole, new ArrayList<>());
        assertThat(writes).isGreaterThan(8);
        for (int at = 1; at <= writes; at++) {
            Office office = new Office();
            office.disk.failAt(at, writtenAllTheSame);
            List<String> answered = new ArrayList<>();
            morning(office, answered);
            office.disk.mend();
            office.start();
            office.desk.step();

            check(office, answered, "killed at write " + at);
        }
    }

    private static void check(Office office, List<String> answered, String when) {
        List<Ticket> tickets = office.desk.tickets();
        for (String step : answered) {
            String number = step.split(" ")[1];
            assertThat(tickets).as("%s: %s", when, step).anyMatch(t -> t.number().equals(number));
        }
        if (answered.contains("served A-002")) {
            assertThat(tickets).as(when).anyMatch(t -> t.number().equals("A-002") && t.state() == TicketState.SERVED);
        }
        Set<String> numbers = new HashSet<>();
        assertThat(tickets).as(when).allMatch(t -> numbers.add(t.number()));
        // Each call has its one announcement, and each announcement its call.
        List<Call> calls = office.desk.desk().calls();
        assertThat(calls).as(when).allMatch(c -> c.announcement().isPresent());
        List<Optional<String>> keys = office.engine.accepted.stream().map(a -> a.status().request().keys().idempotency()).toList();
        assertThat(keys).as(when).doesNotHaveDuplicates();
        assertThat(calls).as(when).extracting(c -> "calling/" + c.id())
                .containsExactlyInAnyOrderElementsOf(keys.stream().map(Optional::orElseThrow).toList());
    }

    @Test
    void aCallWithoutAnAnnouncementIsAnnouncedAfterTheStart() throws Exception {
        Office office = new Office();
        office.issue("a");
        office.running = Optional.empty();
        office.next("c1");
        office.start();
        office.running = Optional.of(office.engine);
        office.desk.step();

        assertThat(office.engine.accepted).hasSize(1);
        office.start();
        assertThat(office.engine.accepted).hasSize(1);
    }

    @Test
    void aCallWhoseAnnouncementHasEndedIsNotSaidAgain() throws Exception {
        Office office = new Office();
        office.issue("a");
        Done done = office.next("c1");
        // It was spoken while nobody could write that.
        office.engine.latest().become(AnnouncementState.SPOKEN);
        office.start();

        assertThat(office.engine.accepted).hasSize(1);
        assertThat(office.call(done).state()).isEqualTo(CallState.SPOKEN);
    }

    @Test
    void aCallThatIsTooOldIsNotSaidAfterTheStart() throws Exception {
        Office office = new Office();
        office.issue("a");
        office.running = Optional.empty();
        Done done = office.next("c1");
        office.now = office.now.plusSeconds(600);
        office.running = Optional.of(office.engine);
        office.start();

        assertThat(office.engine.accepted).isEmpty();
        assertThat(office.call(done).state()).isEqualTo(CallState.EXPIRED);
    }

    @Test
    void aCommandIsDoneOnceOverAStart() throws Exception {
        Office office = new Office();
        office.issue("a");
        office.issue("a");
        Command next = new Command.Next("c1", Optional.empty());
        Done first = office.desk.perform(next, "anna", Optional.of("k1"));
        office.start();

        Done again = office.desk.perform(next, "anna", Optional.of("k1"));
        assertThat(again.repeated()).isTrue();
        assertThat(again.ticket().map(Ticket::id)).isEqualTo(first.ticket().map(Ticket::id));
        assertThat(office.engine.accepted).hasSize(1);
    }

    @Test
    void whatAFailedWriteLeftOnTheDiskIsTakenBack() throws Exception {
        Office office = new Office();
        office.issue("a");
        office.disk.failAt(1, true);
        try {
            office.issue("a");
        } catch (CallingException e) {
            assertThat(e.reason()).isEqualTo(CallingException.Reason.STORE_FAILED);
        }
        office.disk.mend();
        office.next("c1");
        office.start();

        assertThat(office.desk.tickets()).extracting(Ticket::number).containsExactly("A-001");
        assertThat(office.issue("a").number()).isEqualTo("A-002");
    }

    @Test
    void whatWasDoneWithoutAStoreIsWrittenWhenItComes() throws Exception {
        Office office = new Office();
        Ticket before = office.issue("a");
        office.desk.offer(null);
        Ticket during = office.issue("a");
        office.next("c1");
        office.next("c1");
        office.perform(new Command.Pause("c2", true));
        office.desk.offer(office.disk);
        office.desk.step();
        assertThat(office.desk.desk().durable()).isTrue();
        office.start();

        assertThat(office.ticket(before.id()).state()).isEqualTo(TicketState.SERVED);
        assertThat(office.ticket(during.id()).state()).isEqualTo(TicketState.CALLED);
        assertThat(office.desk.desk().counters().get(1).paused()).isTrue();
    }

    @Test
    void whatTheStoreKnowsIsThereFromTheBeginning() throws Exception {
        Office office = new Office();
        Ticket before = office.issue("a");
        CallingDesk again = new CallingDesk(() -> office.now, () -> office.house, () -> office.running, () -> office.grammar, () -> {});
        again.offer(office.disk);
        again.begin();

        assertThat(again.visitor(before.id())).isPresent();
        assertThat(again.desk().durable()).isTrue();
    }

    @Test
    void aStoreThatComesLateIsTakenUp() throws Exception {
        Office office = new Office();
        Ticket before = office.issue("a");
        CallingDesk late = new CallingDesk(() -> office.now, () -> office.house, () -> office.running, () -> office.grammar, () -> {});
        late.perform(new Command.Issue("b", false), "anna", Optional.empty());
        late.offer(office.disk);
        Ticket after = late.perform(new Command.Issue("a", false), "anna", Optional.empty()).ticket().orElseThrow();

        assertThat(late.ticket(before.id())).isPresent();
        assertThat(after.number()).isEqualTo("A-002");
        assertThat(late.tickets()).hasSize(3);
    }

    @Test
    void anotherStoreGetsEverything() throws Exception {
        Office office = new Office();
        Ticket t = office.issue("a");
        office.desk.offer(null);
        var fresh = new announcer.testing.FakeStateStore();
        office.desk.offer(fresh);
        office.desk.step();

        assertThat(fresh.read("calling")).containsKey("ticket/" + t.id());
    }
}
