package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.config.Settings;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.stream.StreamServer;

/** Settings change while streams are on the air. */
class ConfigurationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    static List<Arguments> settings() {
        return List.of(Arguments.of(Product.ENGINE, Map.of("maxTextLength", 4000, "synthesisThreads", 3)),
                Arguments.of(Product.FFMPEG, Map.of("staleSeconds", 6)), Arguments.of(Product.RTSP, Map.of("sessionTimeoutSeconds", 70)),
                Arguments.of(Product.UNIX, Map.of("bufferMillis", 200)), Arguments.of(Product.FREETTS, Map.of("poolSize", 3)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void save_does_not_activate_a_component_anew(String pid, Map<String, Object> values) {
        try (Channel channel = Channel.byHand("itest-saved"); Listener listener = channel.listen()) {
            Product.service(StreamServer.class);
            List<String> before = Product.services(pid);
            assertThat(before).as("services of %s", pid).isNotEmpty();
            try (Product.Restore saved = Product.configured(pid, values)) {
                Product.configurationsAreTold();
                Until.heard(listener, Duration.ofMillis(200));
                assertThat(Product.services(pid)).as("services after %s", saved).isEqualTo(before);
            }
            Product.configurationsAreTold();
            Until.heard(listener, Duration.ofMillis(200));
            assertThat(Product.services(pid)).isEqualTo(before);
            assertThat(listener.allReceived()).hasSize(1);
            Continuity.isKept(listener);
        }
    }

    @Test
    void forms_say_the_same_in_chinese_to_programs_and_to_the_console() {
        MetaTypeInformation console = Product.service(MetaTypeService.class).getMetaTypeInformation(Product.bundle("announcer.engine"));
        SettingsForm form = Product.service(Settings.class).forms(Locale.SIMPLIFIED_CHINESE).stream()
                .filter(f -> f.pid().equals("announcer.channel")).findFirst().orElseThrow();
        ObjectClassDefinition shown = console.getObjectClassDefinition("announcer.channel", "zh_CN");
        assertThat(form.name()).isEqualTo("Announcer：频道").isEqualTo(shown.getName());
        AttributeDefinition[] attributes = shown.getAttributeDefinitions(ObjectClassDefinition.ALL);
        assertThat(form.fields()).extracting(SettingsField::key)
                .containsExactlyElementsOf(Stream.of(attributes).map(AttributeDefinition::getID).toList());
        assertThat(form.fields()).extracting(SettingsField::name)
                .containsExactlyElementsOf(Stream.of(attributes).map(AttributeDefinition::getName).toList()).contains("采样率（Hz）");
        SettingsField codec = form.fields().stream().filter(f -> f.key().equals("codec")).findFirst().orElseThrow();
        assertThat(codec.options()).containsEntry("", "采用推流程序的设置").containsEntry("PCMA", "G.711 A 律");
    }

    @Test
    void changed_gap_lead_in_or_voice_loses_no_frame_and_cuts_no_sentence() {
        try (Channel channel = Channel.byHand("itest-tuned"); Listener listener = channel.listen()) {
            Utterance whole = References.of(channel, listener, List.of("Number nine, please.")).get(0);
            Announcement a = channel.say("Number nine, please.");
            Product.reaches(a, AnnouncementState.SPEAKING);
            channel.set(Map.of("gapMillis", 400));
            channel.set(Map.of("leadInMillis", 40));
            channel.set(Map.of("voice", "freetts/kevin"));
            assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            Announcement other = channel.say("Number nine, please.");
            assertThat(Product.outcome(other).voice()).hasValue("freetts/kevin");
            Until.heard(listener, Until.SAID_AGAIN);

            assertThat(listener.allReceived()).as("connections").hasSize(1);
            assertThat(listener.received().utterances()).hasSize(3).startsWith(whole, whole);
            Continuity.isKept(listener);
        }
    }

    @Test
    void changed_rate_rebuilds_its_channel_alone() {
        try (Channel changed = Channel.byHand("itest-rate-a");
                Channel other = Channel.byHand("itest-rate-b");
                Listener ofChanged = changed.listen();
                Listener ofOther = other.listen()) {
            Announcement waiting = changed.say("Number ten, please.");
            Product.reaches(waiting, AnnouncementState.SPEAKING);
            Announcement beside = other.say("Number eleven, please.");

            changed.set(Map.of("sampleRateHz", 48_000));

            Until.holds("the reader of the changed channel has come back", SOON, () -> ofChanged.allReceived().size() == 2);
            assertThat(changed.status().orElseThrow().format().sampleRateHz()).isEqualTo(48_000);
            assertThat(Product.outcome(waiting).state()).isEqualTo(AnnouncementState.SPOKEN);
            assertThat(Product.outcome(beside).state()).isEqualTo(AnnouncementState.SPOKEN);
            Until.heard(ofOther, Until.SAID_AGAIN);
            assertThat(ofOther.allReceived()).hasSize(1);
            assertThat(ofOther.received().utterances()).hasSize(1);
            Continuity.isKept(ofOther);
        }
    }

    @Test
    void second_channel_is_a_second_published_stream_at_once_and_leaves_no_socket_behind() {
        Path socket;
        try (Channel first = Channel.pushed("itest-one"); Channel second = Channel.pushed("itest-two")) {
            socket = second.socket();
            assertThat(second.status().orElseThrow().playUrl().orElseThrow()).endsWith("/itest-two");
            assertThat(second.status().orElseThrow().playUrl()).isNotEqualTo(first.status().orElseThrow().playUrl());
            List<Announcement> said = List.of(first.say("One."), second.say("Two."));
            said.forEach(a -> assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN));
        }
        Channel.isRemoved(socket);
    }

    @Test
    void second_configuration_of_an_id_is_refused_until_its_owner_goes() throws InvalidConfigurationException {
        Configuration second = Product.factoryConfiguration("announcer.channel", "itest-duplicate");
        try (Channel owner = Channel.byHand("itest-owned"); Listener listener = owner.listen()) {
            Path socket = owner.socket();
            Product.update(second, Map.of("id", "itest-owned", "pusher", "none", "sampleRateHz", 16_000));
            try {
                assertThat(refusal("announcer.channel~itest-duplicate", "itest-owned")).hasValueSatisfying(
                        message -> assertThat(message).contains("itest-owned").contains("announcer.channel~itest-owned"));
                Until.heard(listener, Duration.ofMillis(500));
                assertThat(owner.status().orElseThrow().format().sampleRateHz()).isEqualTo(24_000);
                assertThat(owner.socket()).isEqualTo(socket);
                Continuity.isKept(listener);
            } finally {
                Product.delete(second);
            }
            Until.heard(listener, Duration.ofMillis(500));
            assertThat(listener.allReceived()).as("connections").hasSize(1);
        }
    }

    /** What the console and hand edits are told by the engine's check. */
    private static Optional<String> refusal(String pid, String id) {
        try {
            for (ServiceReference<ConfigurationCheck> ref : Product.context().getServiceReferences(ConfigurationCheck.class, null)) {
                if ("announcer.channel".equals(ref.getProperty(ConfigurationCheck.PIDS))) {
                    Product.context().getService(ref).check(pid, Map.of("id", id));
                }
            }
            return Optional.empty();
        } catch (InvalidConfigurationException e) {
            return Optional.of(e.getMessage());
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void channel_whose_reader_never_reads_does_not_delay_another() throws IOException {
        try (Channel blocked = Channel.byHand("itest-blocked");
                Channel other = Channel.byHand("itest-free");
                SocketChannel deaf = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            deaf.connect(UnixDomainSocketAddress.of(blocked.socket()));
            blocked.isOnAir();
            try (Listener listener = other.listen()) {
                Announcement stuck = blocked.say("Nobody hears this.");
                List<String> texts = List.of("Number twelve, please.", "Number thirteen, please.");
                References.of(other, listener, texts);
                assertThat(stuck.status().state()).isNotEqualTo(AnnouncementState.SPOKEN);
                Continuity.isKept(listener);
            }
        }
    }
}
