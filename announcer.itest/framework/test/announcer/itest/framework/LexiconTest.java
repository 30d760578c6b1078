package announcer.itest.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.SpokenPart;
import announcer.api.lexicon.TicketGrammar;
import announcer.api.speech.SpeechEngine;

/** The lexicon's bundle, files and grammars come, go and change on the air. */
class LexiconTest {
    private static final String BUNDLE = "announcer.lexicon";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void what_is_said_follows_the_lexicon_as_it_comes_goes_and_changes_and_nothing_is_lost() throws Exception {
        ToneEngine tone = ToneEngine.named("itest-lexicon", 440);
        Path file = folder().resolve("en.tsv");
        Configuration grammar = Product.factoryConfiguration(TicketGrammar.PID, "en");
        ServiceRegistration<SpeechEngine> registration = tone.register(100);
        try (Channel channel = Channel.byHand("itest-lexicon"); Listener listener = channel.listen()) {
            say(channel, "Wy A-023");
            Files.writeString(file, "Wy\tWhy\n");
            comesOut("Why A-023");
            say(channel, "Wy A-023");
            Product.update(grammar, Map.of("language", "en", "inTexts", true, "names", new String[]{"0=oh"}));
            comesOut("Why A oh two three");
            say(channel, "Wy A-023");
            Product.stop(BUNDLE);
            try {
                say(channel, "Wy A-023");
            } finally {
                Product.start(BUNDLE);
            }
            comesOut("Why A oh two three");
            say(channel, "Wy A-023");
            // Its loudness is measured by another text before.
            assertThat(tone.texts()).filteredOn(text -> text.startsWith("W")).containsExactly("Wy A-023", "Why A-023", "Why A oh two three",
                    "Wy A-023", "Why A oh two three");

            List<Announcement> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(channel.say("Wy " + i));
                Product.update(BUNDLE);
            }
            for (Announcement a : all) {
                assertThat(Product.outcome(a).state()).isEqualTo(AnnouncementState.SPOKEN);
            }
            assertThat(listener.allReceived()).as("connections").hasSize(1);
            Continuity.isKept(listener);
        } finally {
            Product.delete(grammar);
            Files.deleteIfExists(file);
            registration.unregister();
        }
        comesOut("Wy A-023");
    }

    private static void say(Channel channel, String text) {
        assertThat(Product.outcome(channel.say(text)).state()).isEqualTo(AnnouncementState.SPOKEN);
    }

    /** Without a home it is in the bundle's own data. */
    private static Path folder() throws IOException {
        return Files.createDirectories(Product.bundle(BUNDLE).getDataFile("lexicon").toPath());
    }

    private static void comesOut(String words) {
        Until.matches("\"Wy A-023\" comes out as \"" + words + "\"", SOON, () -> Product.service(Lexicon.class)
                .spoken("Wy A-023", Locale.ENGLISH).stream().map(SpokenPart::text).collect(Collectors.joining()), words::equals);
    }
}
