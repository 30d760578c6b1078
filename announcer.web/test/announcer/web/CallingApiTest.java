package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;

import announcer.api.access.Scope;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Destination;
import announcer.api.calling.TicketState;
import announcer.testing.FakeCalling;
import announcer.web.ApiServer.Answer;

/** Calling numbers over HTTP; each answer is held against the document too, see {@link ApiServer}. */
class CallingApiTest {
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
    void an_operator_sees_the_desk() throws Exception {
        JsonObject desk = server.get("calling").json();

        assertThat(desk.get("durable").getAsBoolean()).isTrue();
        assertThat(desk.getAsJsonArray("services").get(0).getAsJsonObject().get("estimatedWaitSeconds").isJsonNull()).isTrue();
        JsonObject counter = desk.getAsJsonArray("counters").get(0).getAsJsonObject();
        assertThat(counter.getAsJsonObject("current").getAsJsonObject("call").getAsJsonObject("heard").get("received").getAsInt())
                .isEqualTo(3);
    }

    @Test
    void tickets_are_listed_and_shown() throws Exception {
        server.calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.ISSUED));

        assertThat(server.get("calling/tickets").json().getAsJsonArray("tickets")).hasSize(2);
        assertThat(server.get("calling/tickets?state=ISSUED,PARKED&service=a&number=a-023&limit=5").json().getAsJsonArray("tickets"))
                .hasSize(1);
        assertThat(server.get("calling/tickets?service=b").json().getAsJsonArray("tickets")).isEmpty();
        assertThat(server.get("calling/tickets/t2").string("number")).isEqualTo("A-023");
        server.get("calling/tickets?state=LOST").isProblem(400, "invalid-field");
        server.get("calling/tickets/t9").isProblem(404, "unknown-ticket");
    }

    @Test
    void each_command_of_a_counter_is_given() throws Exception {
        String at = "calling/counters/k1/";
        List<Command> expected = List.of(new Command.Next("k1", Optional.empty()), new Command.Next("k1", Optional.of("t1")),
                new Command.CallNumber("k1", "B-17", Optional.of("b")), new Command.CallTicket("k1", "t1"),
                new Command.AtCounter("k1", Act.AGAIN, Optional.empty()), new Command.AtCounter("k1", Act.SERVE, Optional.empty()),
                new Command.AtCounter("k1", Act.FINISH, Optional.of("t1")), new Command.AtCounter("k1", Act.NO_SHOW, Optional.empty()),
                new Command.AtCounter("k1", Act.PARK, Optional.empty()),
                new Command.TransferCurrent("k1", Destination.ofService("b"), Optional.empty()),
                new Command.TransferCurrent("k1", Destination.ofCounter("k2"), Optional.of("t1")), new Command.Pause("k1", true),
                new Command.Pause("k1", false));
        for (Answer answer : List.of(server.bare("POST", at + "next"), server.json("POST", at + "next", "{\"ticket\":\"t1\"}"),
                server.json("POST", at + "call", "{\"number\":\"B-17\",\"service\":\"b\"}"),
                server.json("POST", at + "call", "{\"ticket\":\"t1\"}"), server.bare("POST", at + "again"),
                server.bare("POST", at + "serve"), server.json("POST", at + "finish", "{\"ticket\":\"t1\"}"),
                server.json("POST", at + "no-show", "{}"), server.bare("POST", at + "park"),
                server.json("POST", at + "transfer", "{\"service\":\"b\"}"),
                server.json("POST", at + "transfer", "{\"counter\":\"k2\",\"ticket\":\"t1\"}"), server.bare("POST", at + "pause"),
                server.json("POST", at + "open", "{}"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().keySet()).containsExactly("ticket", "call", "counter");
        }

        assertThat(server.calling.given.stream().map(FakeCalling.Given::command)).containsExactlyElementsOf(expected);
    }

    @Test
    void each_command_of_a_ticket_or_an_order_is_given() throws Exception {
        Answer issued = server.json("POST", "calling/tickets", "{\"service\":\"a\"}");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.header("Location")).isEqualTo("/api/calling/tickets/t1");
        server.bare("POST", "calling/tickets/t1/requeue");
        server.json("POST", "calling/tickets/t1/transfer", "{\"counter\":\"k2\"}");
        server.bare("POST", "calling/tickets/t1/cancel");
        assertThat(
                server.json("POST", "calling/orders", "{\"service\":\"s\",\"number\":\"57\",\"ready\":true,\"counter\":\"k1\"}").status())
                .isEqualTo(201);
        server.calling.makes = false;
        assertThat(server.json("POST", "calling/orders", "{\"service\":\"s\"}").status()).isEqualTo(200);
        server.bare("POST", "calling/orders/o1/ready");
        server.bare("POST", "calling/orders/o1/collected");
        server.bare("POST", "calling/orders/o1/cancel");

        assertThat(server.calling.given.stream().map(FakeCalling.Given::command)).containsExactly(new Command.Issue("a", false),
                new Command.Requeue("t1"), new Command.Transfer("t1", Destination.ofCounter("k2")), new Command.Cancel("t1"),
                new Command.Order("s", Optional.of("57"), true, Optional.of("k1")),
                new Command.Order("s", Optional.empty(), false, Optional.empty()), new Command.Ready("o1", Optional.empty()),
                new Command.Collected("o1"), new Command.Cancel("o1"));
    }

    @Test
    void the_key_and_the_caller_go_along() throws Exception {
        server.send(server.to("calling/counters/k1/next").header("Idempotency-Key", "\"k-1\"").POST(BodyPublishers.noBody()));

        assertThat(server.calling.given.getLast().key()).contains("k-1");
        assertThat(server.calling.given.getLast().by()).isNotBlank();
    }

    @Test
    void a_text_is_said_and_a_call_previewed() throws Exception {
        Answer said = server.json("POST", "calling/counters/k1/say", "{\"text\":\"Hello\",\"language\":\"en\"}");
        assertThat(said.status()).isEqualTo(202);
        assertThat(said.string("announcement")).isEqualTo("a8");
        server.json("POST", "calling/counters/k1/say", "{\"text\":\"Hello\",\"language\":\"e\"}").isProblem(400, "invalid-field");

        Answer words = server.json("POST", "calling/counters/k1/preview", "{\"number\":\"A-1\"}");
        assertThat(words.json().getAsJsonArray("words").get(0).getAsJsonObject().get("text").getAsString()).isEqualTo("A-1 please");
        assertThat(words.string("markup")).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource({"INVALID, 400, invalid-field", "UNKNOWN_SERVICE, 404, unknown-service", "UNKNOWN_COUNTER, 404, unknown-counter",
            "UNKNOWN_TICKET, 404, unknown-ticket", "NOBODY_WAITS, 409, nobody-waits", "COUNTER_PAUSED, 409, counter-paused",
            "OTHER_TICKET, 409, other-ticket", "NO_TICKET, 409, no-ticket", "WRONG_STATE, 409, wrong-state",
            "SERVICE_CLOSED, 409, service-closed", "NUMBERS_USED_UP, 409, numbers-used-up", "KEY_REUSED, 422, key-reused",
            "QUEUE_FULL, 429, queue-full", "STORE_FULL, 507, store-full", "STORE_FAILED, 503, store-failed"})
    void a_refusal_is_told_in_its_words(Reason reason, int status, String kind) throws Exception {
        server.calling.refusal = new CallingException(reason, "counter", "k1", "it is so");

        Answer answer = server.bare("POST", "calling/counters/k1/next").isProblem(status, kind);

        assertThat(answer.string("detail")).isEqualTo("it is so");
        assertThat(answer.string("field")).isEqualTo("counter");
    }

    @Test
    void a_body_that_is_wrong_is_refused() throws Exception {
        String at = "calling/counters/k1/";
        server.json("POST", at + "next", "{\"tickets\":\"t1\"}").isProblem(400, "unknown-field");
        server.json("POST", at + "pause", "{\"why\":\"lunch\"}").isProblem(400, "unknown-field");
        server.json("POST", at + "call", "{}").isProblem(400, "missing-field");
        server.json("POST", at + "call", "{\"number\":\"1\",\"ticket\":\"t1\"}").isProblem(400, "invalid-field");
        server.json("POST", at + "call", "{\"number\":17}").isProblem(400, "wrong-type");
        server.json("POST", "calling/orders", "{\"service\":\"s\",\"ready\":\"yes\"}").isProblem(400, "wrong-type");
        server.bare("POST", "calling/tickets").isProblem(400, "missing-field");

        assertThat(server.calling.given).isEmpty();
    }

    @Test
    void who_may_only_look_may_not_call() throws Exception {
        server.access.allow("viewer", "token:viewer", Scope.VIEW);
        server.send(server.as("viewer", "calling/counters/k1/next").POST(BodyPublishers.noBody())).isProblem(403, "forbidden");

        assertThat(server.send(server.as("viewer", "calling")).status()).isEqualTo(200);
        assertThat(server.calling.given).isEmpty();
    }

    @Test
    void a_token_for_one_counter_is_good_for_nothing_else() throws Exception {
        server.access.allowAt("k1", "tablet", "token:tablet", Scope.VIEW, Scope.ANNOUNCE);
        for (String path : List.of("calling/counters/k1/next", "calling/counters/k1/pause")) {
            assertThat(server.send(server.as("tablet", path).POST(BodyPublishers.noBody())).status()).as(path).isEqualTo(200);
        }
        assertThat(server.send(server.as("tablet", "calling")).status()).isEqualTo(200);
        assertThat(server.send(server.as("tablet", "session")).string("counter")).isEqualTo("k1");
        for (String path : List.of("calling/counters/k2/next", "calling/tickets/t1/cancel", "calling/orders/t1/collected")) {
            server.send(server.as("tablet", path).POST(BodyPublishers.noBody())).isProblem(403, "wrong-counter");
        }
        server.send(server.as("tablet", "announcements").POST(BodyPublishers.ofString("{\"text\":\"x\"}"))
                .header("Content-Type", "application/json")).isProblem(403, "wrong-counter");
        server.send(server.as("tablet", "announcements")).isProblem(403, "wrong-counter");
    }

    @Test
    void without_the_service_it_is_said_so() throws Exception {
        server.servlet.inject((announcer.api.calling.Calling) null);

        assertThat(server.get("calling").isProblem(503, "calling-absent").header("Retry-After")).isNotNull();
        server.bare("POST", "calling/counters/k1/next").isProblem(503, "calling-absent");
        server.get("calling/events").isProblem(503, "calling-absent");
    }

    @Test
    void figures_are_made_of_some_days() throws Exception {
        server.calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.SERVED));
        JsonObject figures = server.get("calling/figures?from=2026-11-01&to=2026-11-30").json();

        assertThat(figures.getAsJsonObject("total").get("issued").getAsInt()).isEqualTo(2);
        assertThat(figures.getAsJsonObject("total").getAsJsonObject("waitSeconds").get("mean").getAsInt()).isEqualTo(60);
        assertThat(figures.getAsJsonArray("services").get(0).getAsJsonObject().get("service").getAsString()).isEqualTo("a");
        assertThat(figures.getAsJsonArray("hours").get(0).getAsJsonObject().get("hour").getAsInt()).isEqualTo(12);
        assertThat(server.get("calling/figures?service=b").json().getAsJsonObject("total").get("waitSeconds").isJsonNull()).isTrue();
        server.get("calling/figures?from=2026-01-01&to=2026-12-31").isProblem(400, "invalid-field");
        server.get("calling/figures?from=yesterday").isProblem(400, "invalid-field");
        Answer csv = server.get("calling/figures/export?from=2026-11-01&to=2026-11-30");
        assertThat(csv.text().lines()).hasSize(3).element(1).asString()
                .startsWith("A-023,TICKET,a,k1,CALLED,2026-11-22T11:59:00Z,2026-11-22T12:00:00Z,,,1,60,");
    }

    @Test
    void a_repeated_command_of_which_nothing_is_remembered_says_so() throws Exception {
        server.calling.tickets.clear();

        server.json("POST", "calling/tickets", "{\"service\":\"a\"}").isProblem(404, "unknown-ticket");
    }

    /** A quarter of ten thousand tickets a day would not find room at once. */
    @Test
    void figures_are_read_day_by_day() throws Exception {
        server.get("calling/figures?from=2026-11-01&to=2026-11-30").json();

        assertThat(server.calling.asked).hasSize(30).allMatch(days -> days.get(0).equals(days.get(1)));
    }

    @Test
    void days_that_cannot_be_read_are_told_before_anything_is_sent() throws Exception {
        server.calling.unreadable = LocalDate.of(2026, 11, 1);

        server.get("calling/figures?from=2026-11-01&to=2026-11-30").isProblem(503, "store-failed");
        Answer csv = server.get("calling/figures/export?from=2026-11-01&to=2026-11-30");
        csv.isProblem(503, "store-failed");
    }

    @Test
    void events_tell_the_desk_whole_at_each_change() throws Exception {
        EventReader reader = new EventReader(server, server.to("calling/events"));
        EventReader.Event first = reader.next();
        assertThat(first.name()).isEqualTo("state");
        ApiServer.CONTRACT.valid("Desk", first.data(), "the first event");

        server.servlet.changed();
        server.calling.waiting = 7;
        server.servlet.changed();

        EventReader.Event second = reader.next(e -> e.name().equals("state"));
        assertThat(second.json().getAsJsonArray("counters").get(0).getAsJsonObject().get("waiting").getAsInt()).isEqualTo(7);
        EventReader.Event alive = reader.next(e -> e.name().equals("alive"));
        ApiServer.CONTRACT.valid("DeskAlive", alive.data(), "alive");
    }

    @Test
    void who_may_not_look_any_more_hears_no_more() throws Exception {
        server.access.allow("viewer", "token:viewer", Scope.VIEW);
        EventReader reader = new EventReader(server, server.as("viewer", "calling/events"));
        reader.next();
        server.access.allow("viewer", "token:viewer", Scope.METRICS);

        reader.next(e -> e.name().equals(EventReader.END));
    }
}
