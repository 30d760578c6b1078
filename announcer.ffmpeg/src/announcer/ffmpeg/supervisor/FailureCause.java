package announcer.ffmpeg.supervisor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says in words why ffmpeg ended, from its exit code and its last lines. */
public final class FailureCause {
    private static final String RUN_PREFIX = "--- run ";
    private static final Pattern CONTEXT = Pattern.compile("^(\\[[^\\]]*\\]\\s*)+");
    private static final Pattern NOISE = Pattern
            .compile("no version information available|Guessed Channel Layout|^Exiting |^Conversion failed"
                    + "|Qavg|Last message repeated|^Error initializing output stream|^Task finished with|^Terminating thread|Multiple -af"
                    + "|^Error while (opening|processing)|Could not open encoder before EOF|^Nothing was written");
    /** Advice to administrators by a line's pattern, the most telling first. */
    private static final Map<Pattern, String> ADVICE = advice();

    private FailureCause() {
    }

    private static Map<Pattern, String> advice() {
        Map<Pattern, String> advice = new LinkedHashMap<>();
        advice.put(Pattern.compile("(?i)certificate"),
                "is the server's certificate for the host in the destination, by an authority that is trusted? Else name its own in caFile of announcer.ffmpeg");
        advice.put(Pattern.compile("401|Unauthorized|403|Forbidden"), "are the credentials in the destination right?");
        advice.put(Pattern.compile("Connection refused"), "is the RTSP server running?");
        advice.put(Pattern.compile("resolve hostname|Name or service not known|Temporary failure in name"),
                "is the host's name in the destination right?");
        advice.put(Pattern.compile("timed out|No route to host|Network is unreachable"), "can the server be reached from here?");
        advice.put(Pattern.compile("404 Not Found|453|461"), "does the server accept publishing on this path, by this transport?");
        advice.put(Pattern.compile("Unknown encoder|Unrecognized option|Option .* not found|Invalid argument"),
                "are the further output options in announcer.ffmpeg right?");
        advice.put(Pattern.compile("error while loading shared libraries|cannot open shared object"),
                "this ffmpeg is not complete; install the package ffmpeg, or set the path in announcer.ffmpeg");
        advice.put(Pattern.compile("Connection reset|Broken pipe|End of file"), "the server has ended the connection; its log may say why");
        return advice;
    }

    /** The line that stands before a run's output. */
    static String runLine(int run) {
        return RUN_PREFIX + run + " ---";
    }

    /**
     * @param code what the process returned
     * @param lines its output, after its {@link #runLine}
     */
    static String of(int code, List<String> lines) {
        StringBuilder text = new StringBuilder("ffmpeg ");
        if (code == 0) {
            text.append("ended by itself (its input ended, or it was asked to)");
        } else if (code > 128 && code < 128 + 65) {
            text.append("was ended by signal ").append(code - 128);
        } else {
            text.append("exited with ").append(code);
        }
        latest(lines).ifPresent(line -> text.append(": ").append(line));
        return text.toString();
    }

    /** The most telling of the latest lines, with advice where there is any. */
    static Optional<String> latest(List<String> lines) {
        List<String> telling = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(RUN_PREFIX)) {
                telling.clear();
            } else {
                String bare = CONTEXT.matcher(line.strip()).replaceFirst("");
                if (!bare.isBlank() && !NOISE.matcher(bare).find()) {
                    telling.add(bare);
                }
            }
        }
        for (Map.Entry<Pattern, String> advice : ADVICE.entrySet()) {
            for (String line : telling) {
                if (advice.getKey().matcher(line).find()) {
                    return Optional.of(line + "; " + advice.getValue());
                }
            }
        }
        return telling.isEmpty() ? Optional.empty() : Optional.of(telling.get(telling.size() - 1));
    }
}
