package announcer.calling.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import announcer.api.calling.TicketState;

class TicketMachineTest {
    /** What can be done in each state, and where it leads; nothing else can. */
    private static final String TABLE = """
            ISSUED      CALL=CALLED TRANSFER=TRANSFERRED CANCEL=CANCELLED
            TRANSFERRED CALL=CALLED TRANSFER=TRANSFERRED CANCEL=CANCELLED
            CALLED      AGAIN=CALLED SERVE=SERVING FINISH=SERVED NO_SHOW=NO_SHOW PARK=PARKED TRANSFER=TRANSFERRED REQUEUE=ISSUED
            SERVING     AGAIN=SERVING FINISH=SERVED NO_SHOW=NO_SHOW PARK=PARKED TRANSFER=TRANSFERRED REQUEUE=ISSUED
            SERVED
            NO_SHOW     CALL=CALLED TRANSFER=TRANSFERRED REQUEUE=ISSUED CANCEL=CANCELLED
            PARKED      CALL=CALLED TRANSFER=TRANSFERRED REQUEUE=ISSUED CANCEL=CANCELLED
            CANCELLED
            PREPARING   READY=READY COLLECT=COLLECTED CANCEL=CANCELLED
            READY       READY=READY COLLECT=COLLECTED CANCEL=CANCELLED
            COLLECTED
            """;

    @Test
    void everyActInEveryState() {
        Map<TicketState, Map<String, String>> expected = new TreeMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] words = line.strip().split(" +");
            Map<String, String> acts = new TreeMap<>();
            Arrays.stream(words).skip(1).forEach(w -> acts.put(w.split("=")[0], w.split("=")[1]));
            expected.put(TicketState.valueOf(words[0]), acts);
        }
        Map<TicketState, Map<String, String>> found = new TreeMap<>();
        for (TicketState state : TicketState.values()) {
            Map<String, String> acts = new TreeMap<>();
            for (Act act : Act.values()) {
                TicketMachine.next(state, act).ifPresent(next -> acts.put(act.name(), next.name()));
            }
            found.put(state, acts);
        }

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void nothingLeadsOutOfAnEnd() {
        for (TicketState state : TicketState.values()) {
            if (state.isFinal()) {
                assertThat(Act.values()).noneMatch(act -> TicketMachine.next(state, act).isPresent());
            }
        }
    }
}
