package announcer.lib.socket;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;

/**
 * The setting {@code bufferMillis} of a transport: the time of media that the operating system should hold at most.
 *
 * @param millis 0: as much as the channel asks for
 */
public record BufferMillis(int millis) {
    private static final String FIELD = "bufferMillis";
    private static final int MAX = 2000;

    /** @throws InvalidConfigurationException when it is out of range */
    public static BufferMillis of(int millis) throws InvalidConfigurationException {
        if (millis < 0 || millis > MAX) {
            throw new InvalidConfigurationException(FIELD,
                    FIELD + " is " + millis + "; it must be 0 (as the channel asks) to " + MAX + " ms");
        }
        return new BufferMillis(millis);
    }

    /**
     * Reads the number that a form or a file holds.
     *
     * @param value a number or text; null: not set
     */
    public static int parse(Object value) throws InvalidConfigurationException {
        try {
            return value == null ? 0 : Integer.parseInt(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(FIELD, FIELD + " is '" + value + "'; it must be a whole number");
        }
    }

    /** Returns the bytes that should be held at most for this request. */
    public int bytes(PipeRequest request) {
        return millis == 0 ? request.bufferBytes() : Math.toIntExact((long) request.bytesPerSecond() * millis / 1000);
    }
}
