package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.speech.SpeechEngine;

/** An administrator changes voices while announcements are being spoken: nobody hears a seam. */
class SwapTest {
    /** Each of the five kinds of swap at least once. */
    private static final int SWAPS = Product.times(5, 50);
    private static final int AHEAD = 3;
    private static final List<String> TEXTS = List.of("One.", "Two, please.", "Seven.", "Eleven.");
    private static final String KEVIN = "freetts/kevin16";

    /** What is done to the engines in mid-sentence. */
    private interface Swap {
        void run() throws Exception;
    }

    @Test
    void stops_updates_reinstallations_and_new_rankings_in_mid_sentence_lose_no_frame_and_no_word() throws Exception {
        try (Channel channel = Channel.byHand("itest-swap"); Listener listener = channel.listen()) {
            ToneEngine tone = ToneEngine.named("itest-swap-tone", 440);
            Map<String, Utterance> references = references(channel, listener, tone);
            ServiceRegistration<SpeechEngine> registration = tone.register(-100);
            try {
                List<Swap> swaps = List.of(() -> Product.stopAndStart(Product.FREETTS), () -> Product.update(Product.FREETTS),
                        SwapTest::reinstall,
                        () -> registration.setProperties(Product.dictionary(tone.properties(100))),
                        () -> registration.setProperties(Product.dictionary(tone.properties(-100))));
                List<Announcement> said = sayWhileSwapping(channel, swaps);
                List<Utterance> expected = new ArrayList<>(references.values());
                Map<String, Integer> voices = new HashMap<>();
                for (int i = 0; i < said.size(); i++) {
                    AnnouncementStatus s = Product.outcome(said.get(i));
                    assertThat(s.state()).as("%s", s).isEqualTo(AnnouncementState.SPOKEN);
                    assertThat(s.sendings()).as("%s", s).isEqualTo(1);
                    String voice = s.voice().orElseThrow();
                    voices.merge(voice, 1, Integer::sum);
                    expected.add(references.get(voice.equals(KEVIN) ? text(i) : voice));
                }
                Until.heard(listener, Until.SAID_AGAIN);
                assertThat(listener.allReceived()).as("connections").hasSize(1);
                assertThat(listener.received().utterances()).isEqualTo(expected);
                Continuity.isKept(listener);
                System.out.printf("%d swaps in mid-sentence: %d announcements, each heard whole and once, by %s; %d frames, %d lost%n",
                        SWAPS, said.size(), voices, listener.received().frames(), listener.received().framesLost());
            } finally {
                registration.unregister();
            }
        }
    }

    private static String text(int i) {
        return TEXTS.get(i % TEXTS.size());
    }

    /** How each text sounds by FreeTTS, and the tone, by the text or the tone's voice; in the order in which they were heard. */
    private static Map<String, Utterance> references(Channel channel, Listener listener, ToneEngine tone) {
        Map<String, Utterance> all = new java.util.LinkedHashMap<>();
        List<Utterance> heard = References.of(channel, listener, TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            all.put(TEXTS.get(i), heard.get(i));
        }
        ServiceRegistration<SpeechEngine> registration = tone.register(100);
        try {
            all.put(tone.voiceId(), References.of(channel, listener, List.of("Tone.")).get(0));
        } finally {
            registration.unregister();
        }
        return all;
    }

    /** A swap in each sentence; some more wait at any time, so that it meets those in synthesis too. */
    private static List<Announcement> sayWhileSwapping(Channel channel, List<Swap> swaps) throws Exception {
        List<Announcement> said = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            while (said.size() <= i + AHEAD) {
                said.add(channel.say(text(said.size())));
            }
            Product.reaches(said.get(i), AnnouncementState.SPEAKING);
            swaps.get(i % swaps.size()).run();
        }
        return said;
    }

    private static void reinstall() throws BundleException, IOException {
        String location = Product.bundle(Product.FREETTS).getLocation();
        byte[] jar;
        try (InputStream in = Product.jar(Product.FREETTS)) {
            jar = in.readAllBytes();
        }
        Product.bundle(Product.FREETTS).uninstall();
        Product.context().installBundle(location, new ByteArrayInputStream(jar)).start();
    }
}
