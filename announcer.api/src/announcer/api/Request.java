package announcer.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants to have said. Immutable; start from {@link #of(String)} and refine with the {@code with} methods. Nothing is
 * checked here beyond {@code null}: the door, {@link Announcer#announce(Request)}, answers for all else in words.
 *
 * @param text plain text to speak
 * @param channel id of the channel to speak on
 * @param voice voice id {@code engine/name}; empty: the channel's default voice
 * @param priority order in the channel's queue
 * @param timeToLive how long it may wait for its first sample before it EXPIRES; empty: the channel's default
 */
public record Request(String text, String channel, Optional<String> voice, Priority priority, Optional<Duration> timeToLive) {
    /** Id of the channel that is used when a caller names none. */
    public static final String DEFAULT_CHANNEL = "main";

    public Request {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(timeToLive, "timeToLive");
    }

    /** A routine announcement of {@code text} on the default channel, in its default voice. */
    public static Request of(String text) {
        return new Request(text, DEFAULT_CHANNEL, Optional.empty(), Priority.ROUTINE, Optional.empty());
    }

    /** The same on another channel. */
    public Request withChannel(String id) {
        return new Request(text, id, voice, priority, timeToLive);
    }

    /** The same with a named voice, {@code engine/name}. */
    public Request withVoice(String id) {
        return new Request(text, channel, Optional.of(id), priority, timeToLive);
    }

    /** The same with another priority. */
    public Request withPriority(Priority p) {
        return new Request(text, channel, voice, p, timeToLive);
    }

    /** The same with a time-to-live. */
    public Request withTimeToLive(Duration d) {
        return new Request(text, channel, voice, priority, Optional.of(d));
    }
}
