package announcer.tts.system;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.process.SearchPath;
import announcer.tts.testkit.PcmCollector;

/** A folder with shell scripts that behave, or misbehave, like speech programs; and what the tests do with an engine that runs them. */
final class StandIn {
    static final String LISTING = """
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  de              --/M      German             gmw/de
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
            """;
    /** 16 bytes of wave, 500 times: 8,000 bytes. */
    static final byte[] TONE = tone(500);
    private final Path folder;

    StandIn(Path folder) throws IOException {
        this.folder = folder;
        Files.write(folder.resolve("known.wav"), wav(22_050, TONE.length, TONE));
        Files.write(folder.resolve("endless.wav"), wav(22_050, 0x7ffff000, TONE));
        Files.write(folder.resolve("tone"), tone(60_000));
        Files.write(folder.resolve("48k.wav"), wav(48_000, TONE.length, TONE));
        Files.write(folder.resolve("silent.wav"), wav(22_050, 0x7ffff000, new byte[1_000]));
    }

    Path folder() {
        return folder;
    }

    /** A script; {@code $here} in it is its folder. */
    Path script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\nhere=" + folder + "\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** One that lists two voices, and speaks as it is told. */
    Path espeak(String body) throws IOException {
        return script("espeak-ng", "if [ \"$1\" = --voices ]; then cat <<'EOF'\n" + LISTING + "EOF\nexit 0; fi\n" + body);
    }

    SystemEngine engine(SpeechProgram program, int concurrency, String... voices) {
        return engine(program, concurrency, Duration.ofSeconds(20), voices);
    }

    SystemEngine engine(SpeechProgram program, int concurrency, Duration listingLimit, String... voices) {
        return new SystemEngine(new SystemEngineSettings("", concurrency, List.of(voices)), program,
                new ProgramSearch(program, SearchPath.parse(folder.toString(), File.pathSeparator)),
                listingLimit, System::nanoTime);
    }

    static byte[] speak(SystemEngine engine, String text, int deadlineMillis) throws SpeechException, InterruptedException {
        PcmCollector sound = new PcmCollector();
        speak(engine, text, deadlineMillis, sound);
        return sound.bytes();
    }

    static void speak(SystemEngine engine, String text, int deadlineMillis, PcmSink sink) throws SpeechException, InterruptedException {
        engine.synthesize(new SpeechRequest(engine.voices().get(0), text, Duration.ofMillis(deadlineMillis)), sink);
    }

    private static byte[] tone(int times) {
        ByteBuffer tone = ByteBuffer.allocate(16 * times).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < times; i++) {
            for (int k = 0; k < 8; k++) {
                tone.putShort((short) (k < 4 ? 9_000 + k : -9_000 - k));
            }
        }
        return tone.array();
    }

    static byte[] wav(int rate, int statedBytes, byte[] pcm) {
        ByteBuffer wav = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(statedBytes + 36).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        return wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(statedBytes).put(pcm).array();
    }
}
