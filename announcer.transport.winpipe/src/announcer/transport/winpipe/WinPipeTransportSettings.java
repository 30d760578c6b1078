package announcer.transport.winpipe;

import java.util.Locale;
import java.util.Optional;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.BufferMillis;

/**
 * The configuration, checked.
 *
 * @param path the pipe's whole path, may hold {@link #CHANNEL}; empty: a name of our own
 * @param buffer overrides what the channel asks for
 */
record WinPipeTransportSettings(Optional<String> path, BufferMillis buffer) {
    static final String CHANNEL = "{channel}";
    static final String PREFIX = "\\\\.\\pipe\\";
    /** Of a whole path, in UTF-16 units; Windows' limit. */
    static final int MAX_PATH = 256;

    static WinPipeTransportSettings of(String pipeName, int bufferMillis) throws InvalidConfigurationException {
        return new WinPipeTransportSettings(path(pipeName.strip()), BufferMillis.of(bufferMillis));
    }

    /** Bytes that should be held at most for this request. */
    int bufferBytes(PipeRequest r) {
        return buffer.bytes(r);
    }

    private static Optional<String> path(String pipeName) throws InvalidConfigurationException {
        if (pipeName.isEmpty()) {
            return Optional.empty();
        }
        // Windows does not tell upper from lower case here.
        boolean whole = pipeName.toLowerCase(Locale.ROOT).startsWith(PREFIX);
        String name = whole ? pipeName.substring(PREFIX.length()) : pipeName;
        if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == '\\' || c == '/')) {
            throw new InvalidConfigurationException("pipeName", "pipeName is '" + pipeName
                    + "'; it must be a name without \\ and /, such as tts_audio_pipe or announcer-{channel}, or " + PREFIX
                    + " and such a name");
        }
        String path = PREFIX + name;
        int least = path.replace(CHANNEL, "a").length();
        if (least > MAX_PATH) {
            throw new InvalidConfigurationException("pipeName",
                    "pipeName: " + path + " has " + least + " characters; Windows takes at most " + MAX_PATH);
        }
        return Optional.of(path);
    }
}
