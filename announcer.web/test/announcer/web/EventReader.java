package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Reads an event stream on a thread of its own, as a browser does. */
final class EventReader {
    /** An event; its name is {@link #END} for the end of the stream. */
    record Event(long id, String name, String data) {
        JsonObject json() {
            return JsonParser.parseString(data).getAsJsonObject();
        }
    }

    static final String END = "the end";

    final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    EventReader(ApiServer server, HttpRequest.Builder request) throws Exception {
        response = server.client.send(request.build(), BodyHandlers.ofInputStream());
        Thread thread = new Thread(this::read, "test-event-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        long id = 0;
        String name = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, name, line.substring(6)));
                }
            }
        } catch (IOException e) {
            // The server has cut it off: an end as well.
        }
        events.add(new Event(0, END, ""));
    }

    /** The next event of this name; others are passed over. Fails when there is none in time. */
    Event next(String name) throws InterruptedException {
        return next(event -> event.name().equals(name));
    }

    Event next(Predicate<Event> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + ApiServer.PATIENCE.toNanos();
        while (true) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(event).as("an event in time").isNotNull();
            if (wanted.test(event)) {
                return event;
            }
            assertThat(event.name()).as("the stream goes on").isNotEqualTo(END);
        }
    }

    /** The next event, whatever it is. */
    Event next() throws InterruptedException {
        return next(event -> true);
    }

    void close() throws IOException {
        response.body().close();
    }
}
