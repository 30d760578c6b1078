package announcer.calling.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.UntilHeard;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;

class RecordJsonTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.123456789Z");

    @Test
    void whatIsWrittenIsRead() {
        Entry full = new Entry(
                new Ticket("id", "A-\u201c1", TicketKind.TICKET, Optional.of("a"), TicketState.TRANSFERRED, Optional.of("c1"), 7,
                        NOON, Optional.of(NOON), Optional.of(NOON), Optional.of(NOON), 2, true, Optional.of(Destination.ofCounter("c2")),
                        Optional.empty(), Optional.of("why")),
                Optional.of("call"));
        Entry bare = new Entry(new Ticket("id", "1", TicketKind.ORDER, Optional.empty(), TicketState.PREPARING, Optional.empty(), 8, NOON,
                Optional.empty(), Optional.empty(), Optional.empty(), 0, false, Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
        assertThat(RecordJson.ticket(RecordJson.of(full))).isEqualTo(full);
        assertThat(RecordJson.ticket(RecordJson.of(bare))).isEqualTo(bare);

        Request request = Request.ofSsml("<speak/>").withTarget(new Target.Zone("hall")).withVoice("a/b").withLocale(Locale.CHINA)
                .withPriority(Priority.URGENT).withTimeToLive(Duration.ofSeconds(9)).withKeys(Keys.NONE.withSupersede("s").withGroup("g"))
                .withRepeat(new Repeat(2, Duration.ofMillis(1500))).withUntilHeard(new UntilHeard(3, Duration.ofSeconds(4)))
                .withChime(new Chime(Optional.of("ding"), Optional.of("none")));
        for (Optional<Request> r : List.of(Optional.of(request), Optional.of(Request.of("x")), Optional.<Request>empty())) {
            KeptCall call = new KeptCall(new Call("c", "id", "A-1", TicketKind.TICKET, Optional.of("a"), Optional.of("c1"), "anna", 1, NOON,
                    CallState.SPOKEN, Optional.of("why"), Optional.of("a1"), List.of("en", "zh"), Optional.of(NOON), Optional.of(NOON),
                    Optional.of(new Call.Heard(4, 3))), r);
            assertThat(RecordJson.call(RecordJson.of(call))).isEqualTo(call);
        }
        Sequence sequence = new Sequence(Instant.EPOCH, 12);
        assertThat(RecordJson.sequence(RecordJson.of(sequence))).isEqualTo(sequence);
        KeyUse key = new KeyUse("Next[]", Optional.of("t"), Optional.empty(), Optional.of("c1"), NOON);
        assertThat(RecordJson.key(RecordJson.of(key))).isEqualTo(key);
    }
}
