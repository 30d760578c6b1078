package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import announcer.api.speech.Prosody;

/**
 * SAPI of Windows, by way of System.Speech in Windows PowerShell. The scripts are constant; what changes comes by environment variables
 * and standard input, so that nothing needs quoting.
 */
final class Sapi implements SpeechProgram {
    private static final String LIST = encoded("list-voices.ps1");
    private static final String SPEAK = encoded("speak.ps1");
    /** Its rates: -10 is a third, 10 is three times. */
    private static final int MAX_RATE = 10;

    @Override
    public List<String> names() {
        // Not pwsh: System.Speech belongs to the .NET Framework.
        return List.of("powershell.exe");
    }

    @Override
    public String advice() {
        return "Windows PowerShell is a part of Windows; voices are added in Settings, Time & language, Speech";
    }

    @Override
    public Invocation listing() {
        return new Invocation(arguments(LIST), Map.of(), "");
    }

    @Override
    public List<SystemVoice> parse(String listing) {
        VoiceNames names = new VoiceNames();
        List<SystemVoice> voices = new ArrayList<>();
        for (String line : listing.lines().toList()) {
            String[] row = line.split("\t");
            if (row.length == 2 && !row[0].isBlank()) {
                voices.add(SystemVoice.of(names.next(row[0]), Locale.forLanguageTag(row[1]), row[0], 0));
            }
        }
        return voices;
    }

    @Override
    public String prepare(String text, SystemVoice voice) {
        return TextSanitizer.sanitize(text);
    }

    @Override
    public Invocation speak(String text, SystemVoice voice, Prosody prosody, Path file) {
        long rate = Math.round(MAX_RATE * Math.log(prosody.rate()) / Math.log(3));
        Map<String, String> environment = Map.of("ANNOUNCER_VOICE", voice.key(), "ANNOUNCER_RATE",
                Long.toString(Math.max(-MAX_RATE, Math.min(MAX_RATE, rate))), "ANNOUNCER_SSML", prosody.pitch() == 1 ? "0" : "1");
        return new Invocation(arguments(SPEAK), environment, prosody.pitch() == 1 ? text : pitched(text, voice, prosody.pitch()));
    }

    /** SAPI knows pitch only in markup. */
    private static String pitched(String text, SystemVoice voice, double factor) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format(Locale.ROOT,
                "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"%s\"><prosody pitch=\"%+d%%\">%s</prosody></speak>",
                voice.voice().locale().toLanguageTag(), Math.round(100 * (factor - 1)), escaped);
    }

    private static List<String> arguments(String script) {
        // -InputFormat None: PowerShell is to leave standard input to the script.
        return List.of("-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "None", "-OutputFormat", "Text", "-EncodedCommand",
                script);
    }

    private static String encoded(String name) {
        try (InputStream script = Sapi.class.getResourceAsStream(name)) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16LE));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle announcer.tts.system is incomplete: " + name, e);
        }
    }
}
