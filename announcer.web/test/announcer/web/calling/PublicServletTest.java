package announcer.web.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.TicketState;
import announcer.lib.time.MonotonicClock;
import announcer.testing.FakeCalling;
import announcer.testing.VirtualClock;

/** What everybody gets without login, over real HTTP. */
class PublicServletTest {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final VirtualClock clock = new VirtualClock();
    private final FakeCalling calling = new FakeCalling();
    private final PublicServlet servlet = new PublicServlet(clock, MonotonicClock.SYSTEM);
    private Server server;

    @BeforeEach
    void start() throws Exception {
        server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/public");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        servlet.inject(calling);
    }

    @AfterEach
    void stop() throws Exception {
        servlet.deactivate();
        server.stop();
    }

    private HttpRequest.Builder to(String path) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/public/" + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private JsonObject get(String path) throws Exception {
        HttpResponse<String> response = send(to(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private HttpRequest.Builder take() {
        return to("take").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"service\":\"a\"}"));
    }

    private static void isProblem(HttpResponse<String> response, int status, String kind) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("urn:announcer:problem:" + kind);
    }

    @Test
    void a_board_is_shown_to_everybody() throws Exception {
        JsonObject board = get("board");

        assertThat(board.getAsJsonObject("current").get("number").getAsString()).isEqualTo("A-023");
        assertThat(board.getAsJsonObject("current").getAsJsonObject("counter").get("name").getAsString()).isEqualTo("1");
        assertThat(board.keySet()).containsExactly("id", "names", "now", "timeZone", "languages", "current", "last", "waiting",
                "estimatedWaitSeconds", "services", "orders", "notice", "stale");
        assertThat(board.get("stale").getAsBoolean()).isFalse();
        // A board of orders alone looks otherwise.
        assertThat(board.getAsJsonArray("services")).isNotEmpty()
                .allMatch(s -> s.getAsJsonObject().get("kind").getAsString().equals("TICKETS"));
        assertThat(get("board/default").get("id").getAsString()).isEqualTo("default");
        isProblem(send(to("board/cellar")), 404, "unknown-board");
        isProblem(send(to("board/cellar/events")), 404, "unknown-board");
        isProblem(send(to("calling")), 404, "unknown-path");
        isProblem(send(to("board").POST(BodyPublishers.noBody())), 405, "method-not-allowed");
    }

    /** What an operator sees of a call (by whom, why not, the announcement's text) is no field of what everybody sees. */
    @Test
    void everybody_sees_numbers_and_configured_names_and_no_text_that_somebody_typed() throws Exception {
        calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.CALLED));
        JsonObject board = get("board");

        assertThat(board.getAsJsonObject("current").keySet()).containsExactlyInAnyOrder("id", "number", "kind", "counter", "at", "again",
                "speaking");
        assertThat(board.getAsJsonObject("current").getAsJsonObject("counter").keySet()).containsExactlyInAnyOrder("id", "name", "names");
        assertThat(board.getAsJsonArray("services").get(0).getAsJsonObject().keySet()).containsExactlyInAnyOrder("id", "kind", "prefix",
                "names", "open", "waiting", "estimatedWaitSeconds");
        assertThat(get("ticket/t2").keySet()).containsExactlyInAnyOrder("id", "number", "kind", "service", "state", "now", "issued",
                "before",
                "estimatedWaitSeconds", "counter", "called", "again", "languages");
        assertThat(board + get("ticket/t2").toString()).as("who called").doesNotContain("anna");
    }

    @Test
    void a_board_without_an_engine_is_stale() throws Exception {
        calling.engine = false;
        assertThat(get("board").get("stale").getAsBoolean()).isTrue();
        servlet.inject(null);
        isProblem(send(to("board")), 503, "calling-absent");
    }

    @Test
    void a_ticket_is_shown_to_who_knows_its_id() throws Exception {
        calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.ISSUED));

        assertThat(get("ticket/t2").get("before").getAsInt()).isEqualTo(3);
        assertThat(get("ticket/t1").get("before").isJsonNull()).isTrue();
        isProblem(send(to("ticket/t3")), 404, "unknown-ticket");
    }

    @Test
    void numbers_are_taken_where_that_is_allowed() throws Exception {
        isProblem(send(to("take")), 404, "take-off");
        isProblem(send(take()), 404, "take-off");
        calling.takesPerMinute = 5;

        assertThat(get("take").getAsJsonArray("services")).hasSize(1);
        HttpResponse<String> taken = send(take().header("Idempotency-Key", "k"));
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(JsonParser.parseString(taken.body()).getAsJsonObject().get("link").getAsString()).isEqualTo("/ticket/t1");
        assertThat(calling.given.getLast().command()).isEqualTo(new Command.Issue("a", true));
        assertThat(calling.given.getLast().key()).contains("take/k");
        calling.refusal = new CallingException(Reason.SERVICE_CLOSED, "service", "a", "it is closed");
        isProblem(send(take()), 409, "service-closed");
    }

    @Test
    void one_address_takes_a_few_a_minute() throws Exception {
        calling.takesPerMinute = 5;
        for (int i = 0; i < 5; i++) {
            assertThat(send(take()).statusCode()).isEqualTo(201);
        }
        isProblem(send(take()), 429, "too-many-tickets");
        clock.pass(TimeUnit.SECONDS.toNanos(13));

        assertThat(send(take()).statusCode()).isEqualTo(201);
        isProblem(send(take()), 429, "too-many-tickets");
    }

    @Test
    void another_sites_page_takes_none() throws Exception {
        calling.takesPerMinute = 5;

        isProblem(send(take().header("Sec-Fetch-Site", "cross-site")), 403, "foreign");
        isProblem(send(take().header("Origin", "http://elsewhere.example")), 403, "foreign");
        isProblem(send(to("take").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{\"service\":\"a\"}"))), 415,
                "unsupported-media-type");
        assertThat(calling.given).isEmpty();
    }

    @Test
    void one_address_asks_so_often_only() throws Exception {
        int refused = 0;
        for (int i = 0; i < 110; i++) {
            refused += send(to("board")).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
    }

    /** Reads events until one has this name; returns all of their data. */
    private static List<String> until(BufferedReader lines, String name) throws Exception {
        List<String> data = new ArrayList<>();
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.add(line.substring(6));
                if (event.equals(name)) {
                    return data;
                }
            }
        }
        return data;
    }

    private BufferedReader open(String path) throws Exception {
        HttpResponse<InputStream> response = CLIENT.send(to(path).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void a_board_is_told_of_each_change() throws Exception {
        try (BufferedReader lines = open("board/default/events")) {
            assertThat(until(lines, "state").get(0)).contains("A-023");
            calling.boards.put("default", FakeCalling.boardOf("A-024"));
            servlet.changed();

            assertThat(until(lines, "state").get(0)).contains("A-024");
        }
    }

    @Test
    void a_ticket_that_has_ended_ends_its_stream() throws Exception {
        calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.ISSUED));
        try (BufferedReader lines = open("ticket/t2/events")) {
            until(lines, "state");
            calling.tickets.put("t2", FakeCalling.ticket("t2", TicketState.SERVED));
            servlet.changed();

            assertThat(until(lines, "end").get(0)).contains("SERVED");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isNull();
        }
    }
}
