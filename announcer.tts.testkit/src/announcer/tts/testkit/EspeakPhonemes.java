package announcer.tts.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;
import announcer.testing.concurrent.BoundedTask;

/** The phonemes that the program espeak-ng makes of texts, many texts in one process. One thread. */
public final class EspeakPhonemes implements PronunciationTrace {
    /** The text as an engine gives it to espeak-ng. */
    @FunctionalInterface
    public interface Preparation {
        /** @throws SpeechException when the engine would refuse it */
        String of(Voice voice, String text) throws SpeechException, InterruptedException;
    }

    /** A text of its own between two others; its phonemes tell where one ends and the next begins. */
    private static final String MARK = "\n\nkibokibokibo.\n\n";
    private static final int TEXTS_AT_ONCE = 2_000;

    private final Path program;
    private final Function<Voice, String> names;
    private final Preparation preparation;
    private final Map<List<String>, List<String>> known = new HashMap<>();

    /**
     * @param program the path of espeak-ng
     * @param names gives espeak-ng's name for a voice
     */
    public EspeakPhonemes(Path program, Function<Voice, String> names, Preparation preparation) {
        this.program = program;
        this.names = names;
        this.preparation = preparation;
    }

    /**
     * Returns the one that is installed, as a second opinion on what others make of a text; empty when there is none on the PATH.
     *
     * @param preparation what the text becomes before
     */
    public static Optional<EspeakPhonemes> installed(Preparation preparation) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, "espeak-ng"))
                .filter(Files::isExecutable).findFirst()
                .map(program -> new EspeakPhonemes(program, EspeakPhonemes::ofLanguage, preparation));
    }

    private static String ofLanguage(Voice voice) {
        String language = voice.locale().getLanguage();
        return language.equals("zh") ? "cmn-latn-pinyin" : language.equals("en") ? "en-us" : language;
    }

    @Override
    public List<String> of(Voice voice, String text) throws SpeechException, InterruptedException {
        String name = names.apply(voice);
        String prepared = preparation.of(voice, text);
        List<String> phonemes = known.get(List.of(name, prepared));
        return phonemes == null ? sounds(run(name, prepared)) : phonemes;
    }

    @Override
    public void ahead(Voice voice, List<String> texts) throws SpeechException, InterruptedException {
        String name = names.apply(voice);
        List<String> prepared = new ArrayList<>();
        for (String text : texts) {
            prepared(voice, text).ifPresent(prepared::add);
        }
        for (int from = 0; from < prepared.size(); from += TEXTS_AT_ONCE) {
            atOnce(name, prepared.subList(from, Math.min(from + TEXTS_AT_ONCE, prepared.size())));
        }
    }

    /** Empty when the text is refused: whoever asks for it is told then. */
    private Optional<String> prepared(Voice voice, String text) throws InterruptedException {
        try {
            return Optional.of(preparation.of(voice, text));
        } catch (SpeechException e) {
            return Optional.empty();
        }
    }

    private void atOnce(String name, List<String> texts) throws SpeechException, InterruptedException {
        List<List<String>> parts = new ArrayList<>();
        String mark = "";
        for (String line : run(name, MARK + String.join(MARK, texts) + MARK)) {
            mark = mark.isEmpty() ? line : mark;
            if (line.equals(mark)) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(line);
            }
        }
        if (parts.size() == texts.size() + 1) {
            for (int i = 0; i < texts.size(); i++) {
                known.put(List.of(name, texts.get(i)), sounds(parts.get(i)));
            }
        } else if (texts.size() > 1) {
            // One of them has swallowed its mark.
            atOnce(name, texts.subList(0, texts.size() / 2));
            atOnce(name, texts.subList(texts.size() / 2, texts.size()));
        }
    }

    /** Returns the lines: one for each clause. */
    private List<String> run(String name, String text) throws SpeechException, InterruptedException {
        try {
            Process process = new ProcessBuilder(program.toString(), "-v", name, "-b", "1", "-q", "-x", "--sep=_", "--stdin")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BoundedTask.start("writes to espeak-ng", () -> {
                try (OutputStream in = process.getOutputStream()) {
                    in.write(text.getBytes(StandardCharsets.UTF_8));
                }
                return null;
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new SpeechException(program + " ended with exit code " + process.exitValue() + " for the voice " + name);
            }
            return output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        } catch (IOException e) {
            throw new SpeechException(program + " could not be run: " + e.getMessage(), e);
        }
    }

    /** The phonemes in its lines, without stress, pauses and the names of languages that it changes to. */
    private static List<String> sounds(List<String> lines) {
        return lines.stream().flatMap(l -> Stream.of(l.replaceAll("\\([a-z-]+\\)", " ").split("[ _]+")))
                .map(p -> p.replaceAll("[',%=!|:;^]", "")).filter(p -> !p.isEmpty()).toList();
    }
}
