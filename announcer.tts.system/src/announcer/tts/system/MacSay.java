package announcer.tts.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.api.speech.Prosody;

/** {@code say} of macOS. It must seek in what it writes, so that its sound goes through a file. */
final class MacSay implements SpeechProgram {
    /** Words a minute at which its voices are taken to speak by themselves. */
    private static final int OWN_RATE = 175;
    /** Name, locale and a sentence: {@code Eddy (German (Germany)) de_DE # Hallo!}. */
    private static final Pattern VOICE = Pattern.compile("(\\S.*?)\\s+([a-z]{2,3}(?:[_-][A-Za-z0-9]+)*)\\s+#.*");

    @Override
    public List<String> names() {
        return List.of("say");
    }

    @Override
    public String advice() {
        return "say is a part of macOS (/usr/bin/say); voices are added in System Settings, Accessibility, Spoken Content";
    }

    @Override
    public Invocation listing() {
        return new Invocation(List.of("-v", "?"), Map.of(), "");
    }

    @Override
    public List<SystemVoice> parse(String listing) {
        VoiceNames names = new VoiceNames();
        return listing.lines().map(VOICE::matcher).filter(Matcher::matches)
                .map(row -> SystemVoice.of(names.next(row.group(1)), locale(row.group(2)), row.group(1), 0)).toList();
    }

    private static Locale locale(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-'));
    }

    @Override
    public String prepare(String text, SystemVoice voice) {
        // Two brackets begin a command.
        return TextSanitizer.sanitize(text).replace("[[", "[ [");
    }

    @Override
    public Invocation speak(String text, SystemVoice voice, Prosody prosody, Path file) {
        List<String> arguments = new ArrayList<>(List.of("-v", voice.key(), "-o", file.toString(), "--file-format=WAVE",
                "--data-format=LEI16@" + SystemVoice.FORMAT.sampleRateHz(), "-f", "-"));
        if (prosody.rate() != 1) {
            arguments.addAll(List.of("-r", Long.toString(Math.round(OWN_RATE * prosody.rate()))));
        }
        return new Invocation(arguments, Map.of(), pitched(prosody.pitch()) + text);
    }

    /** say knows pitch only as a command within the text, in semitones. */
    private static String pitched(double factor) {
        return factor == 1 ? "" : String.format(Locale.ROOT, "[[pbas %+.2f]] ", 12 * Math.log(factor) / Math.log(2));
    }

    @Override
    public boolean writesFile() {
        return true;
    }
}
