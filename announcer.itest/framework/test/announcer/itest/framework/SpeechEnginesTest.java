package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.EngineStatus;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;

/** Speech engines come, go, change and fail; the stream is never the one to suffer. */
@SuppressWarnings("try") // settings are in force for the length of a block that does not name them
class SpeechEnginesTest {
    private static final int TIMES = Product.times(2, 10);
    /** How often an engine that hangs could be asked: more often than it takes until it is set aside. */
    private static final int HANGS = Product.times(5, 8);
    private static final String KEVIN = "freetts/kevin16";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LISTED = Duration.ofSeconds(2);

    @Test
    void no_engine_at_all_is_silence_without_a_lost_frame_and_an_announcement_says_what_is_missing() {
        try (Channel channel = Channel.byHand("itest-none");
                Listener listener = channel.listen();
                Product.Restore settings = Product.configured(Product.ENGINE, Map.of("voiceWaitSeconds", 1))) {
            Product.stop(Product.FREETTS);
            try {
                AnnouncementStatus s = Product.outcome(channel.say("Nobody can say this."));
                assertThat(s.state()).isEqualTo(AnnouncementState.FAILED);
                assertThat(s.cause().orElseThrow()).contains("no speech engine was there").contains("announcer.tts.freetts");
            } finally {
                Product.start(Product.FREETTS);
            }
            Until.heard(listener, Duration.ofMillis(500));
            assertThat(listener.received().utterances()).isEmpty();
            Continuity.isKept(listener);
        }
    }

    @Test
    void announcement_waits_for_an_engine_that_comes_back_in_time() {
        try (Channel channel = Channel.byHand("itest-wait");
                Listener listener = channel.listen();
                Product.Restore settings = Product.configured(Product.ENGINE, Map.of("voiceWaitSeconds", 20))) {
            Product.stop(Product.FREETTS);
            Announcement a;
            try {
                a = channel.say("Number five, please.");
                Until.matches("it says that it waits for a voice", SOON, a::status,
                        s -> s.cause().orElse("").contains("waiting for a voice"));
            } finally {
                Product.start(Product.FREETTS);
            }
            assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).hasSize(1);
            Continuity.isKept(listener);
        }
    }

    @Test
    void best_ranked_engine_speaks_as_long_as_it_is_there() {
        try (Channel channel = Channel.byHand("itest-ranking")) {
            try (Listener listener = channel.listen()) {
                assertThat(voiceOf(channel.say("First."))).isEqualTo(KEVIN);
                ToneEngine tone = ToneEngine.named("itest-tone", 440);
                ServiceRegistration<SpeechEngine> registration = tone.register(100);
                try {
                    assertThat(voiceOf(channel.say("Second."))).isEqualTo(tone.voiceId());
                    registration.setProperties(Product.dictionary(tone.properties(-100)));
                    assertThat(voiceOf(channel.say("Third."))).as("after its ranking has fallen").isEqualTo(KEVIN);
                    registration.setProperties(Product.dictionary(tone.properties(100)));
                    assertThat(voiceOf(channel.say("Fourth."))).as("after its ranking has risen").isEqualTo(tone.voiceId());
                } finally {
                    registration.unregister();
                }
                assertThat(voiceOf(channel.say("Fifth."))).isEqualTo(KEVIN);
                Until.heard(listener, Until.SAID_AGAIN);
                List<Utterance> heard = listener.received().utterances();
                assertThat(heard).hasSize(5);
                assertThat(heard.get(1).millis()).as("the whole tone").isBetween(ToneEngine.MILLIS - 20L, ToneEngine.MILLIS + 40L);
                assertThat(heard.get(3)).isEqualTo(heard.get(1));
                Continuity.isKept(listener);
            }
        }
    }

    private static String voiceOf(Announcement a) {
        AnnouncementStatus s = Product.outcome(a);
        assertThat(s.state()).as("%s", s).isEqualTo(AnnouncementState.SPOKEN);
        return s.voice().orElseThrow();
    }

    @Test
    void engine_that_goes_in_mid_sentence_hands_over_to_the_next_and_the_sentence_is_heard_whole_and_once() {
        try (Channel channel = Channel.byHand("itest-handover");
                Listener listener = channel.listen()) {
            Utterance whole = References.of(channel, listener, List.of("Number six, please.")).get(0);
            for (int i = 0; i < TIMES; i++) {
                ToneEngine halting = ToneEngine.haltingAfter("itest-halting", 300);
                ServiceRegistration<SpeechEngine> registration = halting.register(100);
                Announcement a;
                try {
                    a = channel.say("Number six, please.");
                    Until.holds("the engine is in mid-sentence", SOON, halting::isHalted);
                } finally {
                    registration.unregister();
                }
                assertThat(voiceOf(a)).isEqualTo(KEVIN);
            }
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).hasSize(TIMES + 1).containsOnly(whole);
            Continuity.isKept(listener);
        }
    }

    @Test
    void engine_that_hangs_is_given_up_at_the_deadline_and_the_next_one_speaks_and_the_third_time_it_is_set_aside() {
        ToneEngine hung = ToneEngine.hanging("itest-hung-often");
        try (Channel channel = Channel.byHand("itest-contained");
                Listener listener = channel.listen();
                Product.Restore settings = Product.configured(Product.ENGINE,
                        Map.of("deadlineMillis", 1500, "deadlineMillisPerCharacter", 0))) {
            // Its voice is loaded now, and is no part of the deadline.
            assertThat(voiceOf(channel.say("Zero."))).isEqualTo(KEVIN);
            long before = synthThreads();
            ServiceRegistration<SpeechEngine> registration = hung.register(100);
            try {
                for (int i = 0; i < HANGS; i++) {
                    assertThat(voiceOf(channel.say("Number " + i + "."))).isEqualTo(KEVIN);
                }
                assertThat(hung.asked()).as("requests before it was set aside").isEqualTo(3);
                long now = synthThreads();
                System.out.printf("synthesis threads: %d before, %d with an engine that hung %d times%n", before, now, hung.asked());
                assertThat(now).isLessThanOrEqualTo(2 + 3);
                EngineStatus shown = engine("itest-hung-often");
                assertThat(shown.failures()).isEqualTo(3);
                assertThat(shown.setAsideUntil()).isPresent();
            } finally {
                registration.unregister();
                hung.letGo();
            }
            Until.holds("the threads that it held end", SOON, () -> synthThreads() <= 2);
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).hasSize(HANGS + 1);
            Continuity.isKept(listener);
        }
    }

    private static long synthThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("announcer-synth-")).count();
    }

    @Test
    void rate_of_a_voice_and_volume_of_a_channel_are_settings() {
        try (Channel channel = Channel.byHand("itest-prosody", Map.of("rate", 1.0)); Listener listener = channel.listen()) {
            Utterance usual = References.of(channel, listener, List.of("Counter three.")).get(0);
            Configuration voice = Product.factoryConfiguration("announcer.voice", "itest");
            Product.update(voice, Map.of("voice", KEVIN, "rate", 2.0));
            Product.configurationsAreTold();
            try {
                Until.matches("it is twice as fast", SOON,
                        () -> References.of(channel, listener, List.of("Counter three.")).get(0).millis(),
                        m -> Math.abs(m - usual.millis() / 2) < usual.millis() / 8);
            } finally {
                Product.delete(voice);
            }
            channel.set(Map.of("volume", 0.0));
            Product.configurationsAreTold();
            Until.holds("it is silent", SOON, () -> isSilent(channel, listener));
        }
    }

    private static boolean isSilent(Channel channel, Listener listener) {
        int before = listener.received().utterances().size();
        assertThat(Product.outcome(channel.say("Nobody hears this.")).state()).isEqualTo(AnnouncementState.SPOKEN);
        Until.heard(listener, Until.SAID_AGAIN);
        return listener.received().utterances().size() == before;
    }

    @Test
    void engine_without_an_object_is_shown_with_its_problem_and_harms_nobody() {
        // What Declarative Services hands out for a component whose constructor throws.
        ServiceFactory<SpeechEngine> failing = new ServiceFactory<>() {
            @Override
            public SpeechEngine getService(Bundle bundle, ServiceRegistration<SpeechEngine> registration) {
                return null;
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<SpeechEngine> registration, SpeechEngine service) {
                // There is nothing to give back.
            }
        };
        ServiceRegistration<SpeechEngine> registration = Product.context().registerService(SpeechEngine.class, failing,
                Product.dictionary(Map.of(SpeechEngine.NAME, "itest-null", "service.ranking", 100)));
        try (Channel channel = Channel.byHand("itest-null"); Listener listener = channel.listen()) {
            EngineStatus shown = engine("itest-null");
            assertThat(shown.voices()).isEmpty();
            assertThat(shown.problem().orElseThrow()).contains("itest-null").contains("failed to start");
            assertThat(voiceOf(channel.say("Number eight, please."))).isEqualTo(KEVIN);
            Continuity.isKept(listener);
        } finally {
            registration.unregister();
        }
    }

    @Test
    void voices_of_a_new_engine_are_listed_at_once_and_renaming_it_is_seen() {
        ToneEngine tone = ToneEngine.named("itest-new", 440);
        ServiceRegistration<SpeechEngine> registration = tone.register(0);
        try {
            Until.holds("its voice is listed", LISTED,
                    () -> engine("itest-new").voices().stream().map(Voice::id).toList().contains(tone.voiceId()));
            registration.setProperties(Product.dictionary(Map.of(SpeechEngine.NAME, "itest-renamed")));
            Until.holds("its new name is listed", LISTED,
                    () -> names().contains("itest-renamed") && !names().contains("itest-new"));
        } finally {
            registration.unregister();
        }
        Until.holds("it is no longer listed", LISTED, () -> !names().contains("itest-renamed"));
    }

    private static List<String> names() {
        return Product.announcer().engines().stream().map(EngineStatus::name).toList();
    }

    private static EngineStatus engine(String name) {
        return Until.matches("engine " + name + " is listed", LISTED,
                () -> Product.announcer().engines().stream().filter(e -> e.name().equals(name)).findFirst(), e -> e.isPresent())
                .orElseThrow();
    }

    @Test
    void freetts_is_installed_updated_and_uninstalled_many_times_and_still_speaks() throws BundleException, IOException {
        BundleContext context = Product.context();
        String location = Product.bundle(Product.FREETTS).getLocation();
        byte[] jar;
        try (InputStream in = Product.jar(Product.FREETTS)) {
            jar = in.readAllBytes();
        }
        try (Channel channel = Channel.byHand("itest-ten"); Listener listener = channel.listen()) {
            Utterance whole = References.of(channel, listener, List.of("Again.")).get(0);
            long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
            for (int i = 0; i < TIMES; i++) {
                Product.update(Product.FREETTS);
                Product.bundle(Product.FREETTS).uninstall();
                context.installBundle(location, new ByteArrayInputStream(jar)).start();
                assertThat(voiceOf(channel.say("Again."))).isEqualTo(KEVIN);
            }
            Until.heard(listener, Until.SAID_AGAIN);
            assertThat(listener.received().utterances()).hasSize(TIMES + 1).containsOnly(whole);
            Continuity.isKept(listener);
            ClassLoaders.areFreed("FreeTTS, " + 2 * TIMES + " class loaders", classes);
        }
    }
}
