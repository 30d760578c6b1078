package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.EngineStatus;
import announcer.api.Request;
import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.engine.config.ChannelSettings;

/** A lexicon is asked for every text that comes to an engine, and nothing is lost to one that comes, goes, changes or fails. */
class LexiconTest {
    private final Rig rig = new Rig("", 10 << 20);
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private volatile UnaryOperator<String> words = text -> text.replace("Mr", "Mister");
    private final Lexicon lexicon = new Lexicon() {
        @Override
        public List<SpokenPart> spoken(String text, Locale locale) {
            return List.of(new SpokenPart(words.apply(text)));
        }

        @Override
        public List<LexiconFile> files() {
            return List.of();
        }
    };

    @AfterEach
    void close() {
        rig.close();
    }

    private ServiceReference<Lexicon> comes(Lexicon service) {
        ServiceReference<Lexicon> ref = rig.services.register(service, Lexicon.VERSION, "1", 0);
        rig.engine.lexicons().add(ref);
        return ref;
    }

    private void say(String text) throws Exception {
        say(Request.of(text));
    }

    private void say(Request request) throws Exception {
        Announcement a = rig.say(request);
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    private List<String> asked() {
        return english.asked.stream().map(SpeechRequest::text).toList();
    }

    @Test
    void the_lexicon_has_its_say_before_figures_become_words_and_comes_and_goes_on_the_air() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        say("Mr A at 8:00");
        words = text -> text.replace("Mr", "Mister").replace("noon", "12:00");
        ServiceReference<Lexicon> ref = comes(lexicon);
        say("Mr B at noon");
        say(Request.ofSsml("<speak>Mr <say-as interpret-as='characters'>Mr</say-as></speak>"));
        rig.engine.lexicons().remove(ref);
        say("Mr C");
        assertThat(asked()).containsExactly("Mr A at eight o'clock", "Mister B at twelve o'clock", "Mister M, R", "Mr C");
    }

    @Test
    void a_change_of_the_lexicon_makes_anew_what_it_changes_and_nothing_else() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        comes(lexicon);
        say("Mr A");
        say("Counter 3");
        words = text -> text.replace("Mr", "Messer");
        say("Mr A");
        say("Counter 3");
        say("Mr A");
        assertThat(asked()).containsExactly("Mister A", "Counter 3", "Messer A");
    }

    @Test
    void phrases_that_were_made_ahead_are_made_again() throws Exception {
        ChannelSettings s = Rig.settings("");
        rig.channels
                .put(new ChannelSettings(s.pid(), s.id(), s.format(), "", List.of(), s.prosody(), s.loudness(), List.of("Mr A."), "", "",
                        s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(), s.queueCapacity(), s.paused()));
        rig.add(english, 0);
        rig.run(Duration.ofSeconds(2));
        ServiceReference<Lexicon> ref = comes(lexicon);
        rig.run(Duration.ofSeconds(2));
        words = text -> text.replace("Mr", "Messer");
        // As Declarative Services tells it when the service's properties have changed.
        rig.engine.lexicons().add(ref);
        rig.run(Duration.ofSeconds(2));
        assertThat(asked()).containsExactly("Mr A.", "Mister A.", "Messer A.");
    }

    @Test
    void a_lexicon_that_fails_or_loses_the_words_costs_no_announcement() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.engine.lexicons().add(rig.services.register((Lexicon) null, Lexicon.VERSION, "1", 9));
        comes(lexicon);
        words = text -> {
            throw new IllegalStateException("it broke down");
        };
        say("Mr A");
        words = text -> {
            throw new NoClassDefFoundError("its bundle is being stopped");
        };
        say("Mr B");
        words = text -> " ";
        say("Mr C");
        words = text -> null;
        say("Mr D");
        assertThat(asked()).containsExactly("Mr A", "Mr B", "Mr C", "Mr D");
    }

    @Test
    void phonemes_go_to_an_engine_that_understands_them_and_others_get_the_word() throws Exception {
        FakeEngine ssml = new FakeEngine("ssml", Locale.US, 2000);
        rig.add(english, 0);
        rig.engine.engineComes(rig.services.register((SpeechEngine) ssml, Map.of(SpeechEngine.NAME, "ssml", SpeechEngine.SSML, true), 5));
        rig.pipe.readerComes();
        comes(withPhonemes());
        say(Request.of("Number 5, Wy please.").withVoice("ssml/v"));
        say(Request.of("Number 5, Wy please.").withVoice("english/v"));
        assertThat(ssml.asked).extracting(SpeechRequest::text).containsExactly("Number 5, Wye please.");
        assertThat(ssml.asked.get(0).ssml().orElseThrow())
                .contains(">Number 5, <phoneme alphabet=\"ipa\" ph=\"wa\u026a\">Wye</phoneme> please.</speak>");
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Number 5, Wye please.");
        assertThat(english.asked.get(0).ssml()).isEmpty();
    }

    /** Its documents hold nothing but phonemes when it understands no SSML beside them, and none at all where there are none. */
    @Test
    void an_engine_gets_phonemes_of_the_alphabets_that_it_speaks_and_no_others() throws Exception {
        FakeEngine ipa = new FakeEngine("ipa", Locale.US, 2000);
        FakeEngine own = new FakeEngine("own", Locale.US, 2000);
        rig.engine
                .engineComes(rig.services.register((SpeechEngine) ipa, Map.of(SpeechEngine.NAME, "ipa", SpeechEngine.PHONEMES, "ipa"), 5));
        rig.engine.engineComes(rig.services.register((SpeechEngine) own,
                Map.of(SpeechEngine.NAME, "own", SpeechEngine.SSML, true, SpeechEngine.PHONEMES, new String[]{"x-own", "x-other"}), 4));
        rig.pipe.readerComes();
        say(Request.of("Number 5.").withVoice("ipa/v"));
        comes(withPhonemes());
        say(Request.of("Wy").withVoice("ipa/v"));
        say(Request.of("Wy").withVoice("own/v"));
        say(Request.ofSsml("<speak>To <emphasis>Wy</emphasis></speak>").withVoice("ipa/v"));
        assertThat(ipa.asked).extracting(SpeechRequest::text).startsWith("Number 5.", "Number 5, Wye please.");
        assertThat(ipa.asked.get(0).ssml()).isEmpty();
        assertThat(ipa.asked.get(1).ssml().orElseThrow())
                .endsWith(">Number 5, <phoneme alphabet=\"ipa\" ph=\"wa\u026a\">Wye</phoneme> please.</speak>");
        assertThat(ipa.asked.get(2).ssml().orElseThrow()).doesNotContain("emphasis").contains("<phoneme");
        assertThat(own.asked).extracting(SpeechRequest::text).containsExactly("Number 5, Wye please.");
        assertThat(own.asked.get(0).ssml()).isEmpty();
        assertThat(rig.synthesisServices.engineStatuses(() -> java.time.Instant.EPOCH)).extracting(EngineStatus::phonemes)
                .containsExactly(List.of("ipa"), List.of("x-own", "x-other"));
    }

    private static Lexicon withPhonemes() {
        return new Lexicon() {
            @Override
            public List<SpokenPart> spoken(String text, Locale locale) {
                return List.of(new SpokenPart("Number 5, "), new SpokenPart("Wye", "ipa", "wa\u026a"), new SpokenPart(" please."));
            }

            @Override
            public List<LexiconFile> files() {
                return List.of();
            }
        };
    }
}
