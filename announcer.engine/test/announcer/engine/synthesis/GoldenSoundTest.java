package announcer.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.testing.VirtualClock;
import announcer.engine.FakeServices;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.cache.PhraseCache;
import announcer.engine.chime.ChimeLibrary;
import announcer.engine.text.Segment;
import announcer.engine.sound.SoundFiles;
import announcer.engine.text.SpeechDocument;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.CalibrationStore;
import announcer.engine.voice.EngineCircuitBreaker;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceOverrides;
import announcer.engine.voice.VoiceSelector;
import announcer.engine.voice.VoiceUsage;

/**
 * The golden record: for fixed texts, voices and channels, the SHA-256 of each sentence's sound, of its file in the phrase cache, and each
 * voice's measured loudness. Made by the code of 49a8ebb, but for the sentence with a time of day, which is put into words since. A change of it
 * changes what listeners hear and makes every phrase cache worthless:
 * then change it on purpose, from {@code target/golden-sounds.txt}.
 */
class GoldenSoundTest {
    private static final Path RECORD = Path.of("test/announcer/engine/golden-sounds.txt");
    private static final LoudnessTarget USUAL = new LoudnessTarget(-23, -1);
    private static final LoudnessTarget LOUD = new LoudnessTarget(-6, -3);
    private static final PcmFormat[] VOICES = {new PcmFormat(8_000, 1), new PcmFormat(16_000, 1), new PcmFormat(22_050, 1),
            new PcmFormat(24_000, 2), new PcmFormat(44_100, 1), new PcmFormat(48_000, 2)};
    private static final PcmFormat[] CHANNELS = {new PcmFormat(8_000, 1), new PcmFormat(16_000, 1), new PcmFormat(24_000, 1),
            new PcmFormat(24_000, 2), new PcmFormat(48_000, 1), new PcmFormat(48_000, 2)};
    private static final String[] PLAIN = {"Hi.", "The train to 12 leaves at 3:45, from platform 7.",
            "Wait, please, wait! Now go - quickly.",
            "This sentence is so long, and it goes on and on, with one clause after another, and with many words in each of them, that it has"
                    + " to be cut into parts, since nobody waits until all of it has been spoken, and since no engine needs all of it at once,"
                    + " and since it would take half a minute, or even more, before the last word of it had come to an end, finally."};
    private static final String[] SSML = {"<speak>One<break time='437ms'/>two.<break time='1777ms'/>Three.</speak>",
            "<speak>So <prosody volume='50%'>low</prosody> and <prosody volume='silent'>gone</prosody> and <prosody volume='x-loud'>up"
                    + "</prosody>.</speak>",
            "<speak><prosody rate='170%' pitch='+20%'>Fast words</prosody> and <emphasis>stressed</emphasis> ones, <say-as"
                    + " interpret-as='characters'>a1</say-as>.</speak>",
            "<speak><break time='333ms'/></speak>"};

    @TempDir
    Path folder;

    private final List<String> record = new ArrayList<>();
    private final FakeServices services = new FakeServices();
    private final RankedServices<SpeechEngine> engines = new RankedServices<>(services.context());
    private final VirtualClock clock = new VirtualClock();
    private final InstantSource wall = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void the_sound_of_sentences_is_what_it_always_was() throws Exception {
        EngineCircuitBreaker health = new EngineCircuitBreaker(clock);
        VoiceCatalog voices = new VoiceCatalog(engines, health, clock);
        PhraseCache cache = new PhraseCache(folder.resolve("phrases"), new PhraseCache.Limits(0, 1L << 30, Duration.ofDays(1)), wall);
        CalibrationStore levels = new CalibrationStore(folder.resolve("levels.txt"));
        SynthesisServices synthesisServices = new SynthesisServices(engines, voices, new VoiceSelector(voices, () -> Duration.ofSeconds(3)),
                health,
                new VoiceOverrides(() -> {}),
                new LoudnessCalibrator(levels), cache, new FilterBank(), new VoiceUsage(),
                new ChimeLibrary(folder, new SoundFiles(new RankedServices<>(services.context())), new FilterBank()),
                new Pronouncer(new RankedServices<>(services.context()), clock));
        try {
            for (PcmFormat voice : VOICES) {
                ServiceReference<SpeechEngine> ref = add(voice, voice.channels() == 2);
                for (PcmFormat channel : CHANNELS) {
                    say(synthesisServices, "grid", SpeechDocument.plain(PLAIN[1]), Prosody.NEUTRAL, channel, USUAL);
                }
                engines.remove(ref);
            }
            for (PcmFormat voice : new PcmFormat[]{VOICES[1], VOICES[3]}) {
                for (boolean ssml : new boolean[]{false, true}) {
                    ServiceReference<SpeechEngine> ref = add(voice, ssml);
                    for (PcmFormat channel : new PcmFormat[]{CHANNELS[2], CHANNELS[5]}) {
                        kinds(synthesisServices, channel);
                    }
                    engines.remove(ref);
                }
            }
        } finally {
            cache.close();
            voices.close();
        }
        try (Stream<Path> files = Files.list(folder.resolve("phrases"))) {
            for (Path f : files.sorted().toList()) {
                record.add("file " + f.getFileName().toString().substring(0, 16) + " " + sha(Files.readAllBytes(f)));
            }
        }
        Files.readAllLines(folder.resolve("levels.txt")).stream().filter(l -> !l.startsWith("#")).sorted().map(l -> "level " + l)
                .forEach(record::add);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/golden-sounds.txt"), record);
        assertThat(record).isEqualTo(Files.readAllLines(RECORD));
    }

    private void kinds(SynthesisServices synthesisServices, PcmFormat channel) throws Exception {
        for (String text : PLAIN) {
            say(synthesisServices, "plain", SpeechDocument.plain(text), Prosody.NEUTRAL, channel, USUAL);
        }
        for (String text : SSML) {
            say(synthesisServices, "ssml", SpeechDocument.ssml(text), Prosody.NEUTRAL, channel, USUAL);
        }
        for (Prosody p : new Prosody[]{new Prosody(1.6, 0.8, 1), new Prosody(1, 1, 0.5), new Prosody(1, 1, 0), new Prosody(0.5, 1, 3)}) {
            say(synthesisServices, "prosody " + p, SpeechDocument.plain(PLAIN[2]), p, channel, USUAL);
        }
        say(synthesisServices, "loud", SpeechDocument.plain(PLAIN[2]), Prosody.NEUTRAL, channel, LOUD);
        say(synthesisServices, "loud", SpeechDocument.ssml(SSML[1]), Prosody.NEUTRAL, channel, LOUD);
    }

    private ServiceReference<SpeechEngine> add(PcmFormat format, boolean ssml) {
        String name = "golden-" + format.sampleRateHz() + "-" + format.channels() + (ssml ? "-ssml" : "");
        ServiceReference<SpeechEngine> ref = services.register((SpeechEngine) new GoldenVoice(new Voice(name, "v", Locale.US, format)),
                Map.of(SpeechEngine.NAME, name, SpeechEngine.SSML, ssml), 0);
        engines.add(ref);
        return ref;
    }

    private void say(SynthesisServices synthesisServices, String kind, SpeechDocument script, Prosody prosody, PcmFormat channel,
            LoudnessTarget loudness)
            throws Exception {
        int n = 0;
        for (Segment piece : script.pieces(Locale.US)) {
            VoiceSelector.Wish wish = new VoiceSelector.Wish(List.of(), Optional.empty(), List.of(), Set.of());
            SegmentTask s = new SegmentTask(synthesisServices, new SegmentTask.Task(piece, wish, prosody, channel, loudness),
                    text -> Duration.ofSeconds(60),
                    clock, () -> {});
            s.run();
            assertThat(s.outcome()).as("%s %d: %s", kind, n, s.cause()).isEqualTo(SegmentTask.Outcome.DONE);
            record.add("sound " + kind + " " + n++ + " " + (s.using() == null ? "no voice" : s.using().voice().engine()) + " "
                    + channel.sampleRateHz() + "/" + channel.channels() + " " + s.sound().length + " " + sha(s.sound()));
        }
    }

    private static String sha(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
