package announcer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.Proof;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.testing.VirtualClock;

/** Which events there are of what happens. */
class WebhookComponentTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Webhook webhook(String[] events, String... channels) {
        return new Webhook("test", WebhookTargets.target("http://host/", events, channels, true), Clock.fixed(NOON, ZoneOffset.UTC),
                new VirtualClock(), 100);
    }

    private static AnnouncementStatus announcement(String channel, AnnouncementState state, String cause) {
        return new AnnouncementStatus("a1", Request.of("one").withChannel(channel), state, Optional.ofNullable(cause), Optional.empty(),
                NOON, Optional.empty(), state.isFinal() ? Optional.of(NOON.plusSeconds(3)) : Optional.empty(), 0);
    }

    private static ChannelStatus channel(boolean onAir, Instant since, boolean paused, PushState push, String problem) {
        PushStatus status = new PushStatus(push, NOON, Optional.empty(), 1, 0, Duration.ZERO, Optional.empty(), OptionalLong.empty(),
                "rtsp://user:pass@far/main");
        return new ChannelStatus("main", new PcmFormat(24_000, 1), onAir, Optional.ofNullable(since), paused, Double.NEGATIVE_INFINITY,
                Optional.empty(), List.of(), 100, "", new PacingStatus(0, 0, 0, 0, 0, 0, 0), Optional.of("unix"), Optional.empty(),
                Optional.of("rtsp://user:pass@far/main"), Optional.of(status), Optional.ofNullable(problem));
    }

    /** Takes out all that waits. */
    private static List<Delivery> deliveries(Webhook webhook) {
        List<Delivery> all = webhook.queue().expire(Duration.ofHours(1).toNanos(), Duration.ZERO);
        return all;
    }

    private static List<String> events(Webhook webhook) {
        return deliveries(webhook).stream().map(Delivery::event).toList();
    }

    @Test
    void every_state_of_an_announcement_is_an_event_once() {
        Webhook webhook = webhook(new String[]{"all"});
        webhook.changed(announcement("main", AnnouncementState.QUEUED, null));
        webhook.changed(announcement("main", AnnouncementState.QUEUED, "waits for a reader"));
        webhook.changed(announcement("main", AnnouncementState.SYNTHESISING, null));
        webhook.changed(announcement("main", AnnouncementState.QUEUED, null));
        webhook.changed(announcement("main", AnnouncementState.FAILED, "no voice"));
        assertThat(events(webhook)).containsExactly("announcement.queued", "announcement.synthesising", "announcement.queued",
                "announcement.failed");
    }

    @Test
    void only_wanted_events_of_wanted_channels_are_kept() {
        Webhook webhook = webhook(new String[]{"announcement.spoken", "channel.off-air"}, "main");
        webhook.changed(announcement("main", AnnouncementState.QUEUED, null));
        webhook.changed(announcement("lobby", AnnouncementState.SPOKEN, null));
        webhook.changed(announcement("main", AnnouncementState.SPOKEN, null));
        assertThat(events(webhook)).containsExactly("announcement.spoken");
    }

    @Test
    void one_for_several_channels_is_an_event_of_each_of_them_and_has_one_outcome() {
        Webhook webhook = webhook(new String[]{"all"}, "lobby");
        Request both = Request.of("one").withTarget(new Target.Channels(List.of("main", "lobby")));
        AnnouncementStatus queued = announcement("main", AnnouncementState.QUEUED, null);
        AnnouncementStatus failed = announcement("lobby", AnnouncementState.FAILED, "no room");
        for (AnnouncementState state : List.of(AnnouncementState.QUEUED, AnnouncementState.SPEAKING, AnnouncementState.SPEAKING,
                AnnouncementState.FAILED)) {
            webhook.changed(new AnnouncementStatus("a1", both, state, Optional.empty(), Optional.empty(), NOON, Optional.empty(),
                    state.isFinal() ? Optional.of(NOON) : Optional.empty(), 0, Proof.NONE, List.of(queued, failed)));
        }
        List<Delivery> all = deliveries(webhook);
        assertThat(all).extracting(Delivery::event).containsExactly("announcement.queued", "announcement.speaking", "announcement.failed");
        assertThat(all.get(2).body()).contains("\"channels\":[\"main\",\"lobby\"]").contains("\"cause\":\"no room\"");
    }

    @Test
    void what_a_channel_was_before_is_no_news_and_what_changes_is() {
        Webhook webhook = webhook(new String[]{"all"});
        webhook.changed(channel(true, NOON.minusSeconds(1), true, PushState.PUSHING, null));
        assertThat(events(webhook)).isEmpty();
        webhook.changed(channel(false, null, true, PushState.BACKING_OFF, "refused"));
        assertThat(events(webhook)).containsExactly("channel.off-air", "channel.push", "channel.problem");
        webhook.changed(channel(true, NOON, false, PushState.PUSHING, null));
        assertThat(events(webhook)).containsExactly("channel.on-air", "channel.resumed", "channel.push", "channel.problem");
        webhook.changed(channel(true, NOON, true, PushState.PUSHING, null));
        assertThat(events(webhook)).containsExactly("channel.paused");
        webhook.gone("main");
        assertThat(events(webhook)).containsExactly("channel.gone");
    }

    @Test
    void a_channel_that_came_on_the_air_just_now_is_news_at_first_sight() {
        Webhook webhook = webhook(new String[]{"all"});
        webhook.changed(channel(true, NOON, false, PushState.PUSHING, null));
        assertThat(events(webhook)).containsExactly("channel.on-air");
    }

    @Test
    void the_bodies_have_the_names_of_the_api_and_no_credentials() {
        Webhook webhook = webhook(new String[]{"all"});
        webhook.changed(announcement("main", AnnouncementState.SPOKEN, null));
        webhook.changed(channel(true, NOON, false, PushState.PUSHING, "rtsp://user:pass@far/main refused"));
        List<Delivery> both = deliveries(webhook);
        JsonObject announcement = JsonParser.parseString(both.get(0).body()).getAsJsonObject();
        assertThat(announcement.keySet()).containsExactly("id", "event", "at", "announcement");
        assertThat(announcement.get("at").getAsString()).as("when it ended").isEqualTo("2026-11-22T12:00:03Z");
        assertThat(announcement.getAsJsonObject("announcement").keySet()).containsExactly("id", "text", "markup", "channel", "channels",
                "zone",
                "voice",
                "requestedVoice", "locale", "rate", "pitch", "volume", "priority", "ttlSeconds", "idempotencyKey", "supersede", "group",
                "repeat", "repeatUntilHeard", "chime", "state", "cause", "submitted", "started",
                "ended", "sendings", "proof", "outcomes");
        JsonObject channel = JsonParser.parseString(both.get(1).body()).getAsJsonObject().getAsJsonObject("channel");
        assertThat(channel.keySet()).containsExactly("id", "format", "onAir", "onAirSince", "paused", "peakDbfs", "speaking", "beneath",
                "queueLength", "queueCapacity", "voice", "pacing", "transport", "inputUrl", "playUrl", "push", "hearing", "background",
                "problem");
        assertThat(channel.get("peakDbfs").isJsonNull()).isTrue();
        assertThat(both.get(1).body()).contains("rtsp://***@far/main").doesNotContain("pass");
    }

    @Test
    void the_name_is_the_last_part_of_the_pid() {
        assertThat(Webhook.nameOf("announcer.webhook~ops")).isEqualTo("ops");
        assertThat(Webhook.nameOf("announcer.webhook")).isEqualTo("announcer.webhook");
    }
}
