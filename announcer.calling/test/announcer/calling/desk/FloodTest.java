package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Ticket;
import announcer.api.journal.StateStore.Change;
import announcer.calling.house.House;

/** Somebody takes numbers by the thousand, and as many wait as may. */
class FloodTest {
    private final Office office = new Office();

    private void floodWith(Object... service) throws Exception {
        House before = office.house(Map.of("take", true));
        office.house = new House(before.whole(), List.of(Office.service("a", service)), before.counters(), List.of());
    }

    private CallingException takeUntilRefused(int most) {
        for (int i = 0; i < most; i++) {
            try {
                office.perform(new Command.Issue("a", true));
            } catch (CallingException e) {
                return e;
            }
        }
        throw new AssertionError(most + " were taken");
    }

    @Test
    void visitorsLeaveSomeNumbersToTheCounters() throws Exception {
        floodWith("last", 50);

        assertThat(takeUntilRefused(60)).hasMessageContaining("45 of the 50 numbers").extracting(CallingException::reason)
                .isEqualTo(Reason.NUMBERS_USED_UP);
        for (int i = 46; i <= 50; i++) {
            assertThat(office.issue("a").number()).isEqualTo(String.format("%03d", i));
        }
        assertThatThrownBy(() -> office.issue("a")).hasMessageContaining("are in use");
    }

    @Test
    void visitorsLeaveSomeRoomToTheCounters() throws Exception {
        floodWith("last", 100_000);
        othersWait(Commands.MOST_LIVE - Commands.LEFT_BY_VISITORS - 3);

        assertThat(takeUntilRefused(10)).hasMessageContaining("4000 tickets").extracting(CallingException::reason)
                .isEqualTo(Reason.QUEUE_FULL);
        office.issue("a");
        assertThat(office.perform(new Command.CallNumber("c1", "X-7", Optional.empty())).made()).isTrue();
    }

    /** So many, by way of the disk: a command for each would take long. */
    private void othersWait(int count) throws Exception {
        Ticket one = office.issue("a");
        String record = office.disk.read("calling").get("ticket/" + one.id());
        List<Change> more = new ArrayList<>();
        for (int i = 2; i <= count; i++) {
            more.add(Change.put("calling", "ticket/t" + i, record.replace(one.id(), "t" + i).replace(one.number(), "N" + i)
                    .replace("\"place\":" + one.place(), "\"place\":" + i)));
        }
        office.disk.write(more);
        office.start();
        assertThat(office.desk.tickets()).hasSize(count);
    }
}
