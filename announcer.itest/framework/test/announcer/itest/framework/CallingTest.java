package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;

import announcer.api.calling.Board;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.Done;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;

/** Numbers are called while bundles come and go. */
class CallingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BUNDLE = "announcer.calling";
    private static final String JOURNAL = "announcer.journal";

    private static Calling calling() {
        return Product.service(Calling.class);
    }

    private static Done perform(Command command) throws CallingException {
        return calling().perform(command, "itest", Optional.empty());
    }

    private static Call call(String ticket) {
        return calling().ticket(ticket).orElseThrow().call().orElseThrow();
    }

    @Test
    void a_ticket_is_called_heard_and_kept_while_bundles_come_and_go() throws Exception {
        Configuration service = Product.factoryConfiguration(Calling.SERVICE_PID, "itest");
        Configuration counter = Product.factoryConfiguration(Calling.COUNTER_PID, "itest");
        Product.start(JOURNAL);
        try (Channel channel = Channel.byHand("itest-calling"); Listener listener = channel.listen()) {
            Product.update(service, Map.of("id", "itest", "prefix", "T-"));
            Product.update(counter, Map.of("id", "itest", "name", "7", "channels", new String[]{"itest-calling"}));
            Until.holds("they are in force", SOON, () -> calling().desk().services().size() == 1
                    && calling().desk().counters().size() == 1 && calling().desk().durable());

            called(listener);
            keptOverARestart();
            waitsForTheEngine();
        } finally {
            Product.delete(service);
            Product.delete(counter);
            Product.stop(JOURNAL);
        }
    }

    private static void called(Listener listener) throws CallingException {
        Ticket ticket = perform(new Command.Issue("itest", false)).ticket().orElseThrow();
        assertThat(ticket.number()).isEqualTo("T-001");
        perform(new Command.Next("itest", Optional.empty()));
        Until.holds("it is spoken", SOON, () -> call(ticket.id()).state() == CallState.SPOKEN);

        Call call = call(ticket.id());
        assertThat(call.started()).isPresent();
        Board.Shown shown = calling().board(Board.DEFAULT).orElseThrow().current().orElseThrow();
        assertThat(shown.number()).isEqualTo("T-001");
        assertThat(shown.at()).isEqualTo(call.started().get());
        Until.heard(listener, Duration.ofMillis(100));
    }

    private static void keptOverARestart() throws CallingException {
        Ticket waits = perform(new Command.Issue("itest", false)).ticket().orElseThrow();
        Product.stopAndStart(BUNDLE);
        assertThat(calling().ticket(waits.id())).map(Ticket::state).contains(TicketState.ISSUED);
        Until.holds("its settings are in force again", SOON, () -> calling().desk().counters().size() == 1);

        // Without the journal it goes on in memory, and what was done is written when the journal comes again.
        Product.stop(JOURNAL);
        assertThat(calling().desk().durable()).isFalse();
        Ticket during = perform(new Command.Issue("itest", false)).ticket().orElseThrow();
        Product.start(JOURNAL);
        Until.holds("it is durable again", SOON, () -> calling().desk().durable());
        Product.update(BUNDLE);
        assertThat(calling().ticket(during.id())).map(Ticket::state).contains(TicketState.ISSUED);
        Until.holds("its settings are in force again", SOON, () -> calling().desk().counters().size() == 1);
    }

    private static void waitsForTheEngine() throws CallingException {
        Product.stop(Product.ENGINE);
        Ticket called = perform(new Command.Next("itest", Optional.empty())).ticket().orElseThrow();
        assertThat(call(called.id()).state()).isEqualTo(CallState.SUBMITTING);
        assertThat(calling().isCalling()).isFalse();
        Product.start(Product.ENGINE);

        Until.holds("it is spoken once the engine is there", SOON, () -> call(called.id()).state() == CallState.SPOKEN);
    }
}
