package announcer.tts.system;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The arguments, environment and input of a program. The text is never among the arguments, which everybody on the machine can read.
 *
 * @param arguments those after the program's path
 * @param environment variables that are set for it
 * @param input what it reads on its standard input
 */
record Invocation(List<String> arguments, Map<String, String> environment, String input) {
    byte[] inputBytes() {
        return input.getBytes(StandardCharsets.UTF_8);
    }
}
