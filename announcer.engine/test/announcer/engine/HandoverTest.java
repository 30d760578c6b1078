package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.engine.config.ChannelSettings;
import announcer.engine.intake.VoiceRequestValidator;
import announcer.engine.voice.EngineCircuitBreaker;
import announcer.engine.voice.VoiceCatalog;

/** Who speaks, and what happens when that one cannot: every sentence is heard whole and once, and silence goes on meanwhile. */
class HandoverTest {
    private final Rig rig = new Rig("");
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private final FakeEngine british = new FakeEngine("british", Locale.UK, 2000);
    private final FakeEngine german = new FakeEngine("german", Locale.GERMANY, 3000);

    @AfterEach
    void close() {
        rig.close();
    }

    private void configure(String voice, List<String> fallback, List<String> phrases, Prosody prosody) {
        ChannelSettings s = Rig.settings("");
        rig.channels.put(new ChannelSettings(s.pid(), s.id(), s.format(), voice, fallback, prosody, s.loudness(), phrases, "", "",
                s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(), s.queueCapacity(), s.paused()));
        rig.run(Duration.ofMillis(20));
    }

    private String spokenBy(Announcement a) {
        rig.untilDone(a);
        assertThat(a.status().state()).as("%s", a.status()).isEqualTo(AnnouncementState.SPOKEN);
        return a.status().voice().orElseThrow();
    }

    @Test
    void each_sentence_is_asked_for_by_itself_and_the_first_is_heard_before_the_last_is_made() throws Exception {
        english.hang = new CountDownLatch(1);
        english.hangsAt = "cccc";
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("Aaaa. Bbbb. Cccccc.");
        rig.until(() -> a.status().state() == AnnouncementState.SPEAKING);
        rig.run(Duration.ofMillis(1500));
        assertThat(rig.framesOf(1000)).as("frames while the third sentence hangs").isGreaterThanOrEqualTo(60);
        english.hang.countDown();
        rig.settle(() -> !rig.main().isMakingSound());
        rig.untilDone(a);
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Aaaa.", "Bbbb.", "Cccccc.");
        assertThat(rig.framesOf(1000)).isEqualTo(10 * (5 + 5 + 7));
        assertThat(rig.heard()).containsExactly(1000, 1000, 1000);
        assertThat(a.status().sendings()).isEqualTo(1);
    }

    @Test
    void an_engine_that_fails_at_the_second_sentence_hands_over_there_and_nothing_is_heard_twice() throws Exception {
        english.hang = new CountDownLatch(1);
        english.hangsAt = "Bbbb";
        rig.add(english, 1);
        rig.add(british, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("Aaaa. Bbbb. Cccc.");
        assertThat(spokenBy(a)).isEqualTo("english/v, british/v");
        english.hang.countDown();
        assertThat(rig.framesOf(1000)).isEqualTo(50);
        assertThat(rig.framesOf(2000)).isEqualTo(100);
        assertThat(rig.heard()).containsExactly(1000, 2000, 2000);
        assertThat(a.status().sendings()).isEqualTo(1);
        assertThat(a.status().cause().orElseThrow()).contains("english/v").contains("did not finish within");
    }

    @Test
    void when_nobody_can_go_on_it_fails_behind_the_sentence_that_was_made_and_the_next_one_is_spoken() throws Exception {
        english.hang = new CountDownLatch(1);
        english.hangsAt = "Bbbb";
        rig.add(english, 1);
        rig.pipe.readerComes();
        Announcement a = rig.say("Aaaa. Bbbb.");
        Announcement b = rig.say("Dd");
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.FAILED);
        assertThat(spokenBy(b)).isEqualTo("english/v");
        english.hang.countDown();
        assertThat(rig.framesOf(1000)).isEqualTo(50 + 20);
    }

    @Test
    void a_named_voice_that_has_just_gone_is_awaited_and_speaks_when_it_comes_back_in_time() throws Exception {
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.add(british, 5);
        Announcement a = rig.say(Request.of("aaa").withVoice("english/v"));
        rig.remove(ref);
        rig.pipe.readerComes();
        rig.run(Duration.ofSeconds(2));
        assertThat(a.status().state()).isEqualTo(AnnouncementState.QUEUED);
        assertThat(a.status().cause().orElseThrow()).contains("english/v");
        rig.add(new FakeEngine("english", Locale.US, 1000), 0);
        assertThat(spokenBy(a)).isEqualTo("english/v");
        assertThat(a.status().cause()).isEmpty();
    }

    @Test
    void a_named_voice_that_does_not_come_back_is_replaced_and_the_outcome_says_so() throws Exception {
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        rig.add(german, 9);
        rig.add(british, 5);
        Announcement a = rig.say(Request.of("aaa").withVoice("english/v"));
        rig.remove(ref);
        rig.pipe.readerComes();
        assertThat(spokenBy(a)).isEqualTo("british/v");
        assertThat(a.status().cause().orElseThrow()).contains("english/v").contains("did not come back");
        assertThat(Duration.between(a.status().submitted(), a.status().started().orElseThrow())).isBetween(Duration.ofMillis(2_800),
                Duration.ofMillis(3_500));
    }

    @Test
    void a_channels_voice_that_was_never_there_is_replaced_at_once_and_the_outcome_says_so() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        configure("englsh/v", List.of(), List.of(), Prosody.NEUTRAL);
        Announcement a = rig.say("aaa");
        assertThat(spokenBy(a)).isEqualTo("english/v");
        assertThat(a.status().cause()).contains("englsh/v: no engine offers it");
    }

    @Test
    void the_channels_chain_goes_before_other_engines_and_may_end_in_another_language() throws Exception {
        FakeEngine american = new FakeEngine("american", Locale.US, 4000);
        english.refusal = "it is broken";
        american.refusal = "so is it";
        british.refusal = "and it";
        rig.add(english, 9);
        rig.add(american, 8);
        rig.add(british, 7);
        rig.add(german, 6);
        rig.pipe.readerComes();
        configure("english/v", List.of("german/v", "british/v"), List.of(), Prosody.NEUTRAL);
        Announcement a = rig.say("aaa");
        assertThat(spokenBy(a)).isEqualTo("german/v");
        String cause = a.status().cause().orElseThrow();
        assertThat(cause).isEqualTo("english/v: it is broken; british/v: and it; american/v: so is it");
    }

    @Test
    void a_language_is_spoken_by_a_voice_of_it_and_one_that_nobody_speaks_is_refused() throws Exception {
        rig.add(english, 9);
        rig.add(german, 0);
        rig.pipe.readerComes();
        assertThat(spokenBy(rig.say(Request.of("aaa").withLocale(Locale.GERMAN)))).isEqualTo("german/v");
        rig.add(new FakeEngine("mandarin", Locale.CHINA, 4000), 0);
        assertThat(spokenBy(rig.say(Request.of("aaa").withLocale(Locale.forLanguageTag("cmn"))))).isEqualTo("mandarin/v");
        assertThatThrownBy(() -> rig.say(Request.of("aaa").withLocale(Locale.JAPANESE)))
                .hasMessageContaining("ja").hasMessageContaining("de, en, zh")
                .satisfies(e -> assertThat(((RejectedException) e).reason()).isEqualTo(RejectedException.Reason.UNKNOWN_LANGUAGE));
    }

    @Test
    void an_unknown_voice_is_refused_with_the_names_that_come_near() {
        rig.add(english, 9);
        rig.add(german, 0);
        assertThatThrownBy(() -> rig.say(Request.of("aaa").withVoice("germn/v"))).hasMessageContaining("germn/v")
                .hasMessageContaining("german/v");
        assertThat(VoiceRequestValidator.nearest("kevn16", List.of("system/de", "freetts/kevin16", "mary/cmu-slt-hsmm")).get(0))
                .isEqualTo("freetts/kevin16");
    }

    @Test
    void an_engine_that_fails_three_times_is_set_aside_shown_so_and_tried_again_later() throws Exception {
        english.refusal = "out of order";
        rig.add(english, 9);
        rig.add(british, 0);
        rig.pipe.readerComes();
        for (int i = 0; i < 5; i++) {
            assertThat(spokenBy(rig.say("a" + i))).isEqualTo("british/v");
        }
        assertThat(english.requests).isEqualTo(EngineCircuitBreaker.FAILURES);
        assertThat(rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH).get(0).setAsideUntil()).isPresent();
        english.refusal = null;
        rig.run(Duration.ofSeconds(31));
        assertThat(spokenBy(rig.say("b"))).isEqualTo("english/v");
        assertThat(rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH).get(0).failures()).isZero();
    }

    @Test
    void an_engine_that_is_set_aside_speaks_when_there_is_no_other() throws Exception {
        english.refusal = "out of order";
        rig.add(english, 9);
        rig.pipe.readerComes();
        for (int i = 0; i < 4; i++) {
            Announcement a = rig.say("a" + i);
            rig.untilDone(a);
            assertThat(a.status().state()).isEqualTo(AnnouncementState.FAILED);
        }
        english.refusal = null;
        assertThat(spokenBy(rig.say("b"))).isEqualTo("english/v");
    }

    @Test
    void rates_and_pitches_of_channel_voice_and_announcement_are_multiplied() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        configure("", List.of(), List.of(), new Prosody(2, 1, 1));
        rig.overrides.put("pid", "english/v", new Prosody(1, 1.5, 0.5));
        rig.untilDone(rig.say(Request.of("aaa").withProsody(new Prosody(0.75, 0.5, 1))));
        Prosody asked = english.asked.get(0).prosody();
        assertThat(asked.rate()).isEqualTo(1.5);
        assertThat(asked.pitch()).isEqualTo(0.75);
        assertThat(asked.volume()).as("is not the engine's business").isEqualTo(1);
        assertThat(rig.framesOf(500)).as("at half the volume").isEqualTo(30);
    }

    @Test
    void ssml_breaks_are_exact_silence_for_an_engine_that_knows_none() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say(Request.ofSsml("<speak>Aaaa <break time='400ms'/> bbbb</speak>"));
        rig.untilDone(a);
        assertThat(english.asked).extracting(r -> r.text().strip()).containsExactly("Aaaa", "bbbb");
        assertThat(english.asked).allSatisfy(r -> assertThat(r.ssml()).isEmpty());
        short[] s = rig.pipe.samples();
        int first = 0;
        while (s[first] == 0) {
            first++;
        }
        int end = first;
        while (s[end] != 0) {
            end++;
        }
        int second = end;
        while (s[second] == 0) {
            second++;
        }
        // The ends are faded: of their 5 ms, the outermost samples round to zero.
        assertThat((second - end) / 24.0).as("ms of silence").isBetween(399.0, 402.0);
    }

    @Test
    void a_sentence_of_nothing_but_a_smiley_is_left_out_among_words_and_fails_alone() throws Exception {
        FakeEngine literal = new FakeEngine("literal", Locale.US, 6000) {
            @Override
            public void synthesize(SpeechRequest r, announcer.api.speech.PcmSink sink)
                    throws announcer.api.speech.SpeechException, InterruptedException {
                if (r.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
                    throw new announcer.api.speech.UnspeakableTextException("it has no words");
                }
                super.synthesize(r, sink);
            }
        };
        rig.add(literal, 0);
        rig.pipe.readerComes();
        Announcement mixed = rig.say("Aaaa.\n\n\uD83D\uDE00\n\nBbbb.");
        assertThat(spokenBy(mixed)).isEqualTo("literal/v");
        assertThat(literal.asked).extracting(SpeechRequest::text).containsExactly("Aaaa.", "Bbbb.");
        assertThat(rig.framesOf(6000)).isEqualTo(100);
        Announcement alone = rig.say("\uD83D\uDE00\n\n\uD83D\uDE00");
        rig.untilDone(alone);
        assertThat(alone.status().state()).isEqualTo(AnnouncementState.FAILED);
        assertThat(alone.status().cause().orElseThrow()).contains("it has no words");
    }

    @Test
    void broken_ssml_is_refused_with_line_and_column() {
        rig.add(english, 0);
        assertThatThrownBy(() -> rig.say(Request.ofSsml("<speak>\n  <p>Hello</speak>")))
                .satisfies(e -> {
                    RejectedException r = (RejectedException) e;
                    assertThat(r.reason()).isEqualTo(RejectedException.Reason.BAD_MARKUP);
                    assertThat(r.line()).isEqualTo(2);
                    assertThat(r.column()).isPositive();
                });
    }

    @Test
    void a_sentence_that_is_cached_asks_no_engine_and_another_prosody_is_another_sentence() throws Exception {
        try (Rig cached = new Rig("", 10 << 20)) {
            cached.add(english, 0);
            cached.pipe.readerComes();
            Announcement first = cached.say("aaa");
            cached.untilDone(first);
            // The gap between announcements is no part of it.
            cached.run(Duration.ofMillis(500));
            Announcement again = cached.say("aaa");
            cached.untilDone(again);
            assertThat(english.requests).isEqualTo(1);
            assertThat(cached.framesOf(1000)).isEqualTo(60);
            assertThat(Duration.between(again.status().submitted(), again.status().started().orElseThrow()))
                    .as("on the next frame").isLessThanOrEqualTo(Duration.ofMillis(20));
            cached.untilDone(cached.say(Request.of("aaa").withProsody(new Prosody(2, 1, 1))));
            assertThat(english.requests).isEqualTo(2);
            assertThat(cached.cache.figures().hits()).isEqualTo(1);
        }
    }

    @Test
    void phrases_are_made_ahead_of_time_and_again_when_the_voice_has_changed() throws Exception {
        try (Rig cached = new Rig("", 10 << 20)) {
            cached.add(english, 5);
            ChannelSettings s = Rig.settings("");
            cached.channels.put(new ChannelSettings(s.pid(), s.id(), s.format(), "", List.of(), s.prosody(), s.loudness(),
                    List.of("Please wait.", "Counter three."), "", "", s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(),
                    s.timeToLive(), s.queueCapacity(), s.paused()));
            cached.run(Duration.ofSeconds(2));
            assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Please wait.", "Counter three.");
            cached.add(british, 9);
            cached.run(Duration.ofSeconds(2));
            assertThat(british.asked).extracting(SpeechRequest::text).containsExactly("Please wait.", "Counter three.");
            cached.pipe.readerComes();
            cached.untilDone(cached.say("Counter three."));
            assertThat(british.requests).isEqualTo(2);
        }
    }

    @Test
    void an_engine_that_hangs_when_it_is_asked_for_its_voices_holds_nobody_up() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        FakeEngine mute = new FakeEngine("mute", Locale.US, 5000) {
            @Override
            public List<announcer.api.speech.Voice> voices() {
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        };
        rig.add(mute, 9);
        rig.add(english, 0);
        rig.pipe.readerComes();
        assertThat(spokenBy(rig.say("aaa"))).isEqualTo("english/v");
        assertThat(rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH).get(0).problem().orElseThrow()).contains("mute")
                .contains("does not answer");
        answer.countDown();
    }

    @Test
    void phrases_that_fail_count_as_failures_of_their_engine() {
        ServiceReference<SpeechEngine> ref = rig.add(english, 0);
        english.refusal = "out of order";
        configure("", List.of(), List.of("Please wait."), Prosody.NEUTRAL);
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.synthesisServices.health().failures(VoiceCatalog.serviceId(ref))).isEqualTo(3);
    }
}
