package announcer.web.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.JournalStatus;
import announcer.api.access.AccessControl;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.web.LiveAnnouncer;

/** The impact of stopping, updating or uninstalling bundles of a real framework. */
class ImpactAnalysisTest {
    @TempDir
    Path storage;
    private TestFramework felix;
    private Bundle own;
    private Bundle bundle;
    private final LiveAnnouncer announcer = new LiveAnnouncer();

    @BeforeEach
    void create() throws Exception {
        felix = new TestFramework(storage);
        own = started("announcer.web");
        bundle = started("announcer.some");
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private Bundle started(String name, String... headers) throws Exception {
        Bundle b = felix.install(name, "1.0.0", headers);
        b.start();
        return b;
    }

    /** Registers a service as the bundle's; nobody calls it. */
    private <S> void offers(Bundle by, Class<S> type, Map<String, ?> properties) {
        Object service = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> null);
        by.getBundleContext().registerService(type, type.cast(service), FrameworkUtil.asDictionary(properties));
    }

    private List<String> impact(BundleAction action, Bundle of) {
        return new ImpactAnalysis(felix.context(), own, Optional.of((Announcer) announcer))
                .of(new ImpactScope(felix.context()).stoppedBy(action, of));
    }

    private static ChannelStatus channel(String id, boolean onAir, Optional<AnnouncementStatus> speaking, List<AnnouncementStatus> queued) {
        ChannelStatus c = LiveAnnouncer.channel(id, onAir, -20, queued);
        return new ChannelStatus(id, c.format(), onAir, c.onAirSince(), false, -20, speaking, queued, 100, c.voice(), c.pacing(),
                c.transport(), c.inputUrl(), c.playUrl(), c.push(), c.problem());
    }

    private static AnnouncementStatus announcement(String channel, AnnouncementState state) {
        return LiveAnnouncer.announcement("a", channel, state);
    }

    @Test
    void nothing_is_interrupted_by_a_bundle_that_nobody_uses() {
        assertThat(impact(BundleAction.STOP, bundle)).isEmpty();
        assertThat(impact(BundleAction.UNINSTALL, bundle)).isEmpty();
        assertThat(new ImpactScope(felix.context()).dependents(bundle)).isEmpty();
    }

    @Test
    void of_an_engine_it_is_told_who_speaks_with_it_now_then_who_waits_for_it_then_whose_voice_it_has() {
        offers(bundle, SpeechEngine.class, Map.of(SpeechEngine.NAME, "freetts"));
        AnnouncementStatus waits = announcement("hall", AnnouncementState.QUEUED);
        announcer.channels = List.of(channel("hall", true, Optional.empty(), List.of(waits, waits)),
                channel("main", true, Optional.of(announcement("main", AnnouncementState.SPEAKING)), List.of()));

        assertThat(impact(BundleAction.STOP, bundle)).containsExactly(
                "Channel main is speaking with the voice freetts/kevin16 now: the rest of the announcement is spoken by another voice, or is "
                        + "lost when there is none.",
                "2 announcements that wait on channel hall ask for one of its voices: another voice speaks, or none.",
                "The voice freetts/kevin16 is the voice of channel hall, which is on the air: what comes is spoken by another voice, if there "
                        + "is one.",
                "The voice freetts/kevin16 is the voice of channel main, which is on the air: what comes is spoken by another voice, if there "
                        + "is one.");
    }

    @Test
    void of_an_engine_whose_voices_nobody_uses_nothing_is_told() {
        offers(bundle, SpeechEngine.class, Map.of(SpeechEngine.NAME, "mary"));

        assertThat(impact(BundleAction.STOP, bundle)).isEmpty();
    }

    @Test
    void of_a_transport_a_pusher_and_a_server_it_is_told_whose_stream_ends() throws Exception {
        Bundle pusher = started("announcer.ffmpeg");
        Bundle server = started("announcer.rtsp");
        offers(bundle, MediaTransport.class, Map.of(MediaTransport.TYPE, "unix"));
        offers(pusher, StreamPusher.class, Map.of(StreamPusher.TYPE, "ffmpeg"));
        offers(server, StreamServer.class, Map.of(StreamServer.PORT, 8554));
        announcer.channels = List.of(channel("hall", false, Optional.empty(), List.of()),
                channel("main", true, Optional.empty(), List.of()));

        assertThat(impact(BundleAction.STOP, bundle)).containsExactly(
                "Channel main is on the air now, and its sound goes through the transport unix: its stream ends.",
                "Channel hall cannot come on the air: its sound goes through the transport unix.");
        assertThat(impact(BundleAction.STOP, pusher)).first().asString().contains("published by the pusher ffmpeg");
        assertThat(impact(BundleAction.STOP, server)).first().asString().contains("the RTSP server at port 8554");
    }

    @Test
    void of_the_engine_it_is_told_whether_what_waits_is_lost() {
        offers(bundle, Announcer.class, Map.of());
        AnnouncementStatus waits = announcement("hall", AnnouncementState.QUEUED);
        announcer.channels = List.of(channel("hall", false, Optional.empty(), List.of(waits, waits)));

        assertThat(impact(BundleAction.STOP, bundle)).first().isEqualTo("Channel hall loses what waits: 2.");
        announcer.journal = Optional.of(new JournalStatus(2, 4096, Optional.empty()));
        assertThat(impact(BundleAction.STOP, bundle)).first()
                .isEqualTo("2 announcements that wait on channel hall wait for the engine to be back.");
    }

    @Test
    void another_transport_and_another_server_interrupt_nothing() {
        offers(bundle, MediaTransport.class, Map.of(MediaTransport.TYPE, "tcp"));
        offers(bundle, StreamServer.class, Map.of(StreamServer.PORT, 9999));

        assertThat(impact(BundleAction.STOP, bundle)).isEmpty();
    }

    @Test
    void of_this_api_and_of_who_lets_in_it_is_told_that_this_page_ends() {
        offers(bundle, AccessControl.class, Map.of());

        assertThat(impact(BundleAction.UPDATE, own)).singleElement().asString().contains("this page stops answering");
        assertThat(impact(BundleAction.UPDATE, bundle)).singleElement().asString().contains("nobody is let in");
    }

    @Test
    void an_update_reaches_all_that_are_wired_and_a_stop_only_those_that_are_extended() throws Exception {
        Bundle library = started("library", Constants.EXPORT_PACKAGE, "of.library", Constants.PROVIDE_CAPABILITY,
                "osgi.extender;osgi.extender=\"some.extender\";version:Version=\"1.0\"");
        Bundle wired = started("wired", Constants.IMPORT_PACKAGE, "of.library");
        Bundle extended = started("extended", Constants.REQUIRE_CAPABILITY, "osgi.extender;filter:=\"(osgi.extender=some.extender)\"");
        ImpactScope reach = new ImpactScope(felix.context());

        assertThat(reach.dependents(library)).containsExactly(wired, extended);
        assertThat(reach.stoppedBy(BundleAction.UPDATE, library)).containsExactly(library, wired, extended);
        assertThat(reach.stoppedBy(BundleAction.STOP, library)).containsExactly(library, extended);
    }
}
