package announcer.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.AnnouncementState;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Role;
import announcer.testing.VirtualClock;
import announcer.web.LiveAnnouncer;
import announcer.web.bundles.BundleView;

/** The events that clients get, and the looks at the engine that they cost, on a clock that the test moves. */
class ChangePublisherTest {
    /** Turns in a second. */
    private static final int SECOND = 5;

    private final EventClients clients = new EventClients();
    private final LiveAnnouncer announcer = new LiveAnnouncer();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger admissions = new AtomicInteger();
    private Role role = Role.ADMIN;
    private boolean admitted = true;
    private Optional<Inventory> inventory = Optional.of(inventory("1.0.0"));
    private final VirtualClock clock = new VirtualClock();
    private final ChangedChannels changes = new ChangedChannels();
    private final ChangePublisher publisher = new ChangePublisher(clients, new FakeSnapshotSource(), () -> inventory, changes, clock);

    @BeforeEach
    void start() {
        publisher.start();
    }

    private static Inventory inventory(String version) {
        return new Inventory(List.of(), Optional.of(List.of(new BundleView(1, "a", version, "A", "ACTIVE", Optional.empty(),
                Optional.empty(), 1, false, false, Optional.empty()))));
    }

    private FakeAsync client(String address) throws IOException {
        return client(address, true);
    }

    private FakeAsync client(String address, boolean levels) throws IOException {
        FakeAsync async = new FakeAsync();
        NonBlockingResponse response = new NonBlockingResponse(async.context(), 1 << 20, clock, () -> {});
        response.open();
        clients.add(new EventClient(caller(), credentials(address), levels, response, clock.nanoTime()));
        async.output.listener.onWritePossible();
        return async;
    }

    private static HttpCredentials credentials(String address) {
        return new HttpCredentials("GET", "http://127.0.0.1", address, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private Caller caller() {
        return new Caller("anna", role.scopes(), Credential.SESSION, "127.0.0.1");
    }

    private void ticks(int n) {
        for (int i = 0; i < n; i++) {
            clock.pass(ChangePublisher.LOOK_NANOS);
            publisher.turn();
            clients.send();
        }
    }

    @Test
    void whoever_comes_together_gets_one_snapshot_that_is_made_once() throws Exception {
        FakeAsync first = client("1");
        FakeAsync second = client("2");
        ticks(1);

        assertThat(first.taken()).isEqualTo("id: 1\nevent: snapshot\ndata: {\"n\":1}\n\n");
        assertThat(second.taken()).isEqualTo("id: 1\nevent: snapshot\ndata: {\"n\":1}\n\n");
        assertThat(snapshots).hasValue(1);
    }

    @Test
    void an_event_every_15_seconds_shows_that_the_stream_is_alive() throws Exception {
        announcer.channels = List.of();
        FakeAsync client = client("1");
        ticks(15 * SECOND - 1);
        assertThat(client.taken()).contains("event: snapshot").doesNotContain("alive");

        ticks(1);
        assertThat(client.taken()).endsWith("event: alive\ndata: {}\n\n");
        ticks(15 * SECOND - 1);
        assertThat(client.taken()).isEmpty();
        ticks(1);
        assertThat(client.taken()).endsWith("event: alive\ndata: {}\n\n");
    }

    @Test
    void pacing_is_told_every_two_seconds() throws Exception {
        FakeAsync client = client("1");
        ticks(2 * SECOND - 1);
        client.taken();
        ticks(1);

        assertThat(client.taken()).contains("event: pacing");
        ticks(2 * SECOND - 1);
        assertThat(client.taken()).isEmpty();
    }

    @Test
    void a_snapshot_waits_a_second_for_what_takes_long_and_no_longer() throws Exception {
        inventory = Optional.empty();
        FakeAsync client = client("1");
        ticks(SECOND - 1);
        assertThat(client.taken()).isEmpty();

        ticks(1);
        assertThat(client.taken()).contains("event: snapshot");
    }

    @Test
    void nothing_is_due_while_a_snapshot_waits_until_it_waits_no_longer() throws Exception {
        inventory = Optional.empty();
        FakeAsync client = client("1");
        publisher.turn();
        long due = publisher.dueNanos();
        assertThat(due - clock.nanoTime()).isGreaterThan(ChangePublisher.LOOK_NANOS);

        clock.pass(due - clock.nanoTime());
        publisher.turn();
        clients.send();
        assertThat(client.taken()).contains("event: snapshot");
    }

    @Test
    void everybody_is_asked_again_within_five_seconds_once_for_all_that_show_the_same() throws Exception {
        FakeAsync one = client("1");
        client("1");
        FakeAsync other = client("2");
        ticks(5 * SECOND);
        assertThat(admissions).hasValue(2);
        assertThat(one.completions).isZero();

        admitted = false;
        ticks(5 * SECOND);
        assertThat(one.completions).isEqualTo(1);
        assertThat(other.completions).isEqualTo(1);
    }

    @Test
    void who_is_no_administrator_any_more_is_told_of_no_bundles_any_more() throws Exception {
        FakeAsync client = client("1");
        ticks(1);
        inventory = Optional.of(inventory("1.0.1"));
        client.taken();
        ticks(1);
        assertThat(client.taken()).contains("event: bundles");

        role = Role.OPERATOR;
        ticks(5 * SECOND);
        client.taken();
        inventory = Optional.of(inventory("1.0.2"));
        ticks(1);
        assertThat(client.taken()).doesNotContain("event: bundles");
    }

    /** A client that has its snapshot, of a silent channel, just after a look at all channels. */
    private FakeAsync begun(boolean levels) throws IOException {
        announcer.channels = List.of(channel(Double.NEGATIVE_INFINITY));
        FakeAsync client = client("1", levels);
        ticks(2 * SECOND);
        client.taken();
        announcer.looks.clear();
        return client;
    }

    private static ChannelStatus channel(double peakDbfs) {
        return LiveAnnouncer.channel("main", true, peakDbfs, List.of());
    }

    private static ChannelStatus withQueue() {
        return LiveAnnouncer.channel("main", true, Double.NEGATIVE_INFINITY,
                List.of(LiveAnnouncer.announcement("a1", "main", AnnouncementState.QUEUED)));
    }

    @Test
    void after_a_time_without_clients_a_snapshot_shows_nothing_of_before() throws Exception {
        client("1");
        ticks(1);
        publisher.start();
        inventory = Optional.empty();
        FakeAsync client = client("2");
        ticks(1);
        assertThat(client.taken()).isEmpty();

        inventory = Optional.of(inventory("1.0.1"));
        ticks(1);
        assertThat(client.taken()).contains("event: snapshot");
    }

    @Test
    void while_nothing_changes_the_engine_is_asked_every_two_seconds_only() throws Exception {
        begun(true);
        assertThat(publisher.dueNanos() - clock.nanoTime()).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        ticks(2 * SECOND - 1);
        assertThat(announcer.looks).isEmpty();

        ticks(1);
        assertThat(announcer.looks).containsExactly("all");
    }

    @Test
    void a_change_is_looked_at_and_told_at_once() throws Exception {
        FakeAsync client = begun(false);
        ticks(1);
        announcer.channels = List.of(withQueue());
        changes.add("main");
        assertThat(publisher.dueNanos()).isEqualTo(clock.nanoTime());
        publisher.turn();
        clients.send();

        assertThat(client.taken()).contains("event: channel");
        assertThat(announcer.looks).containsExactly("main");
    }

    @Test
    void a_state_that_follows_its_event_is_told_a_moment_later() throws Exception {
        FakeAsync client = begun(false);
        changes.add("main");
        ticks(1);
        assertThat(client.taken()).isEmpty();
        announcer.channels = List.of(withQueue());
        ticks(1);

        assertThat(client.taken()).contains("event: channel");
        ticks(3);
        assertThat(announcer.looks).containsExactly("main", "main");
    }

    @Test
    void many_changes_cost_five_looks_a_second() throws Exception {
        begun(false);
        for (int i = 0; i < 100; i++) {
            changes.add("main");
            clock.pass(TimeUnit.MILLISECONDS.toNanos(10));
            publisher.turn();
        }

        assertThat(announcer.looks).hasSize(5).containsOnly("main");
    }

    @Test
    void a_change_without_an_event_is_told_within_two_seconds() throws Exception {
        FakeAsync client = begun(false);
        announcer.channels = List.of(withQueue());
        ticks(2 * SECOND - 1);
        assertThat(client.taken()).isEmpty();

        ticks(1);
        assertThat(client.taken()).contains("event: channel");
    }

    @Test
    void levels_are_sampled_while_a_channel_is_audible() throws Exception {
        FakeAsync client = begun(true);
        announcer.channels = List.of(channel(-12));
        changes.add("main");
        ticks(1);
        assertThat(client.taken()).contains("{\"main\":-12.0}");
        announcer.channels = List.of(channel(-13));
        ticks(1);
        assertThat(client.taken()).contains("{\"main\":-13.0}");
        announcer.channels = List.of(channel(Double.NEGATIVE_INFINITY));
        ticks(1);
        assertThat(client.taken()).contains("{\"main\":null}");

        announcer.looks.clear();
        ticks(4);
        assertThat(announcer.looks).isEmpty();
    }

    @Test
    void levels_that_nobody_wants_are_not_sampled() throws Exception {
        begun(false);
        announcer.channels = List.of(channel(-12));
        changes.add("main");
        ticks(2);
        announcer.looks.clear();
        ticks(4);
        assertThat(announcer.looks).isEmpty();
    }

    @Test
    void a_channel_that_has_gone_is_told_once() throws Exception {
        FakeAsync client = begun(false);
        announcer.channels = List.of();
        changes.add("main");
        ticks(1);

        assertThat(client.taken()).endsWith("event: gone\ndata: {\"id\":\"main\"}\n\n");
        ticks(SECOND);
        assertThat(client.taken()).isEmpty();
    }

    @Test
    void when_the_engine_goes_all_channels_are_looked_at_at_once() throws Exception {
        FakeAsync client = begun(false);
        announcer.channels = List.of();
        changes.addAll();
        ticks(1);

        assertThat(client.taken()).contains("event: gone");
    }

    private final class FakeSnapshotSource implements SnapshotSource {
        private JsonObject something() {
            JsonObject json = new JsonObject();
            json.addProperty("n", 1);
            return json;
        }

        @Override
        public Optional<Announcer> engine() {
            return Optional.of(announcer);
        }

        @Override
        public Optional<Caller> now(Caller caller, HttpCredentials shown) {
            admissions.incrementAndGet();
            return admitted ? Optional.of(caller()) : Optional.empty();
        }

        @Override
        public JsonElement voices(List<EngineStatus> engines) {
            return something();
        }

        @Override
        public JsonElement cache(Optional<CacheStatus> cache) {
            return something();
        }

        @Override
        public JsonElement bundles(List<BundleView> bundles) {
            return something();
        }

        @Override
        public JsonObject snapshot(List<ChannelStatus> channels, Optional<CacheStatus> cache, Optional<Inventory> known, boolean whole) {
            snapshots.incrementAndGet();
            return something();
        }
    }
}
