package announcer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.Request;
import announcer.api.speech.SpeechRequest;
import announcer.engine.config.ChannelSettings;

/** Every text that comes to an engine has been normalised, by whatever way it came; what people are shown is what the caller wrote. */
class NormalizedTextTest {
    private final Rig rig = new Rig("", 10 << 20);
    private final FakeEngine english = new FakeEngine("english", Locale.US, 1000);
    private final FakeEngine german = new FakeEngine("german", Locale.GERMANY, 3000);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void engines_get_the_number_and_the_caller_sees_his_own_text() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        Announcement a = rig.say("\uff14\uff12 please. Room 3\u00bd. Don\u2019t wait");
        rig.untilDone(a);
        assertThat(a.status().state()).isEqualTo(AnnouncementState.SPOKEN);
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("42 please.", "Room three and a half.", "Don't wait");
        assertThat(a.status().request().text()).isEqualTo("\uff14\uff12 please. Room 3\u00bd. Don\u2019t wait");
    }

    @Test
    void the_language_is_that_of_the_voice_that_speaks() throws Exception {
        rig.add(english, 5);
        rig.add(german, 0);
        rig.pipe.readerComes();
        rig.untilDone(rig.say(Request.of("Raum 3\u00bd um 8:00").withVoice("german/v")));
        rig.untilDone(rig.say(Request.of("Raum 3\u00bd um 8:00").withLocale(Locale.GERMAN)));
        rig.untilDone(rig.say("Room 3\u00bd at 8:00"));
        assertThat(german.asked).extracting(SpeechRequest::text).containsExactly("Raum drei einhalb um acht Uhr");
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Room three and a half at eight o'clock");
    }

    @Test
    void text_within_markup_is_normalised_and_markup_is_not() throws Exception {
        rig.add(english, 0);
        rig.pipe.readerComes();
        rig.untilDone(rig.say(Request.ofSsml("<speak>Go to <sub alias='Room \uff13'>R3</sub>.</speak>")));
        rig.untilDone(rig.say(Request.ofSsml("<speak><say-as interpret-as='digits'>\uff14\uff12</say-as> comes.</speak>")));
        rig.untilDone(rig.say(Request.ofSsml("<speak>Take <say-as interpret-as='fraction'>\u00bd</say-as>.</speak>")));
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Go to Room 3.", "four two comes.", "Take one half.");
    }

    @Test
    void two_ways_to_write_the_same_share_their_sound_and_phrases_are_made_ahead_in_it() throws Exception {
        ChannelSettings s = Rig.settings("");
        rig.channels.put(new ChannelSettings(s.pid(), s.id(), s.format(), "", List.of(), s.prosody(), s.loudness(),
                List.of("Counter \uff13, please."), "", "", s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(),
                s.timeToLive(), s.queueCapacity(), s.paused()));
        rig.add(english, 0);
        rig.run(Duration.ofSeconds(2));
        rig.pipe.readerComes();
        rig.untilDone(rig.say("Counter \u2462, please."));
        rig.untilDone(rig.say("Counter 3, please."));
        assertThat(english.asked).extracting(SpeechRequest::text).containsExactly("Counter 3, please.");
    }
}
