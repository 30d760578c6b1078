package announcer.web.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;

class FiguresTest {
    private static final Instant EIGHT = Instant.parse("2026-11-30T07:00:00Z");

    private static Ticket ticket(TicketState state, int wait, int service, boolean typed) {
        Optional<Instant> called = wait < 0 ? Optional.empty() : Optional.of(EIGHT.plusSeconds(wait));
        Optional<Instant> ended = state.isFinal() ? Optional.of(EIGHT.plusSeconds(Math.max(wait, 0) + service)) : Optional.empty();
        return new Ticket("id", "A-1", TicketKind.TICKET, Optional.of("a"), state, Optional.of("c1"), 1, EIGHT, called, called, ended, 1,
                typed,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void timesAreRanked() {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            tickets.add(ticket(TicketState.SERVED, i * 10, 100 + i, false));
        }
        JsonObject row = new Figures(ZoneId.of("Europe/Berlin")).add(tickets).total();

        assertThat(row.getAsJsonObject("waitSeconds")).hasToString("{\"mean\":55,\"median\":50,\"p90\":90,\"longest\":100}");
        assertThat(row.getAsJsonObject("serviceSeconds")).hasToString("{\"mean\":105,\"median\":105,\"p90\":109,\"longest\":110}");
        assertThat(row.get("served").getAsInt()).isEqualTo(10);
    }

    @Test
    void whoWasCalledAndNeverServedIsANoShow() {
        JsonObject row = new Figures(ZoneId.of("UTC")).add(List.of(ticket(TicketState.NO_SHOW, 5, 0, false),
                ticket(TicketState.CANCELLED, 5, 0, false), ticket(TicketState.CANCELLED, -1, 0, false))).total();

        assertThat(row.get("noShow").getAsInt()).isEqualTo(2);
        assertThat(row.get("cancelled").getAsInt()).isEqualTo(1);
        assertThat(row.get("serviceSeconds").isJsonNull()).isTrue();
    }

    @Test
    void aTypedNumberHasNotWaited() {
        assertThat(
                new Figures(ZoneId.of("UTC")).add(List.of(ticket(TicketState.SERVED, 0, 60, true))).total().get("waitSeconds").isJsonNull())
                .isTrue();
    }

    @Test
    void hoursAreThoseOfTheHouse() {
        Figures figures = new Figures(ZoneId.of("Europe/Berlin"))
                .add(List.of(ticket(TicketState.SERVED, 0, 60, false), ticket(TicketState.ISSUED, -1, 0, false)));

        assertThat(figures.hours()).hasSize(1);
        assertThat(figures.hours().get(0).getAsJsonObject().get("hour").getAsInt()).isEqualTo(8);
    }

    @Test
    void whatIsAddedDayByDayCountsTogether() {
        Figures figures = new Figures(ZoneId.of("UTC"));
        for (int i = 1; i <= 100; i++) {
            figures.add(List.of(ticket(TicketState.SERVED, i, 60, false)));
        }

        assertThat(figures.total().getAsJsonObject("waitSeconds")).hasToString("{\"mean\":50,\"median\":50,\"p90\":90,\"longest\":100}");
    }

    @Test
    void aClockThatWasSetBackMakesNoTimeLessThanNothing() {
        Instant before = EIGHT.minusSeconds(600);
        Ticket t = new Ticket("id", "A-1", TicketKind.TICKET, Optional.of("a"), TicketState.SERVED, Optional.of("c1"), 1, EIGHT,
                Optional.of(before), Optional.of(EIGHT), Optional.of(before), 1, false, Optional.empty(), Optional.empty(),
                Optional.empty());

        assertThat(Figures.waited(t)).contains(java.time.Duration.ZERO);
        assertThat(Figures.served(t)).contains(java.time.Duration.ZERO);
    }
}
