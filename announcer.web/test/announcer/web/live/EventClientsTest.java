package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Role;
import announcer.testing.VirtualClock;

/** The delivery of events, and the clients that are dropped. */
class EventClientsTest {
    private static final int MANY = 1000;
    private static final Pattern EVENT = Pattern.compile("event: announcement\n");
    private static final String LONG = "x".repeat(10_000);
    private static final String SHORT = "x";

    private final EventClients clients = new EventClients();

    private FakeAsync client() throws IOException {
        FakeAsync async = new FakeAsync();
        NonBlockingResponse response = new NonBlockingResponse(async.context(), EventResource.MOST_WAITING_BYTES, new VirtualClock(),
                () -> {});
        response.open();
        EventClient client = new EventClient(new Caller("anna", Role.ADMIN.scopes(), Credential.SESSION, "127.0.0.1"),
                new HttpCredentials("GET", "http://127.0.0.1", "127.0.0.1", Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty()),
                true, response, 0);
        client.begin(new byte[0]);
        clients.add(client);
        async.output.listener.onWritePossible();
        return async;
    }

    private static List<Supplier<JsonElement>> many(String text) {
        return Collections.nCopies(MANY, () -> new JsonPrimitive(text));
    }

    private static long events(FakeAsync client) {
        return EVENT.matcher(client.taken()).results().count();
    }

    @Test
    void who_reads_gets_many_long_announcements_at_once_though_they_are_more_than_may_wait() throws Exception {
        FakeAsync client = client();
        clients.publishAll(EventScope.EVERYBODY, "announcement", many(LONG));
        clients.send();

        assertThat(client.completions).as("dropped").isZero();
        assertThat(events(client)).isEqualTo(MANY);
    }

    @Test
    void who_does_not_read_is_dropped_by_the_same_and_others_are_not() throws Exception {
        FakeAsync lazy = client();
        FakeAsync eager = client();
        lazy.output.ready = false;
        clients.publishAll(EventScope.EVERYBODY, "announcement", many(LONG));
        clients.send();

        assertThat(lazy.completions).isPositive();
        assertThat(eager.completions).isZero();
        assertThat(events(eager)).isEqualTo(MANY);
    }

    @Test
    void short_ones_are_sent_32_at_a_time() throws Exception {
        FakeAsync client = client();
        int flushes = client.output.flushes;
        clients.publishAll(EventScope.EVERYBODY, "announcement", many(SHORT));
        clients.send();

        assertThat(client.output.flushes - flushes).isEqualTo(MANY / 32 + 1);
    }
}
