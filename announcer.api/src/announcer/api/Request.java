package announcer.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import announcer.api.speech.Prosody;

/**
 * A request for an announcement. Immutable; start from {@link #of(String)} and refine with the {@code with} methods. Nothing is
 * checked here beyond {@code null}: the door, {@link Announcer#announce(Request)}, answers for all else in words.
 *
 * @param text what to speak
 * @param markup how {@code text} is written
 * @param target where it is spoken
 * @param voice voice id {@code engine/name}; empty: the best for the locale, or the channel's default voice
 * @param locale the language to speak, where no voice is named; empty: that of the SSML document, or of the channel's default voice
 * @param prosody rate, pitch and volume, on top of the channel's and the voice's settings
 * @param priority order in the channel's queue
 * @param timeToLive how long it may wait for its first sample before it EXPIRES; empty: the channel's default
 * @param keys the caller's own names for it
 * @param repeat how often it is spoken
 * @param untilHeard how often it is spoken again, at most, while no player has received it
 * @param chime the sounds before and after it; with a chime before it, the text may be empty
 */
public record Request(String text, Markup markup, Target target, Optional<String> voice, Optional<Locale> locale, Prosody prosody,
        Priority priority, Optional<Duration> timeToLive, Keys keys, Repeat repeat, UntilHeard untilHeard, Chime chime) {
    /** Id of the channel that is used when a caller names none. */
    public static final String DEFAULT_CHANNEL = "main";

    public Request {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(markup, "markup");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(prosody, "prosody");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(timeToLive, "timeToLive");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(repeat, "repeat");
        Objects.requireNonNull(untilHeard, "untilHeard");
        Objects.requireNonNull(chime, "chime");
    }

    /** One for one channel. */
    public Request(String text, Markup markup, String channel, Optional<String> voice, Optional<Locale> locale, Prosody prosody,
            Priority priority, Optional<Duration> timeToLive, Keys keys, Repeat repeat, UntilHeard untilHeard, Chime chime) {
        this(text, markup, new Target.Channel(channel), voice, locale, prosody, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** One for one channel that is not spoken again for want of players. */
    public Request(String text, Markup markup, String channel, Optional<String> voice, Optional<Locale> locale, Prosody prosody,
            Priority priority, Optional<Duration> timeToLive, Keys keys, Repeat repeat, Chime chime) {
        this(text, markup, channel, voice, locale, prosody, priority, timeToLive, keys, repeat, UntilHeard.NEVER, chime);
    }

    /** The id of its channel; of one that is not for one channel its target in words, which is no channel's id. */
    public String channel() {
        return target.words();
    }

    /** A routine announcement of the plain {@code text} on the default channel, in its default voice. */
    public static Request of(String text) {
        return new Request(text, Markup.PLAIN, DEFAULT_CHANNEL, Optional.empty(), Optional.empty(), Prosody.NEUTRAL, Priority.ROUTINE,
                Optional.empty(), Keys.NONE, Repeat.ONCE, UntilHeard.NEVER, Chime.OF_CHANNEL);
    }

    /** A routine announcement of an SSML document on the default channel. */
    public static Request ofSsml(String document) {
        return of(document).withMarkup(Markup.SSML);
    }

    /** The same, its text written in another way. */
    public Request withMarkup(Markup m) {
        return new Request(text, m, target, voice, locale, prosody, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The same on another channel. */
    public Request withChannel(String id) {
        return withTarget(new Target.Channel(id));
    }

    /** The same on other channels. */
    public Request withTarget(Target t) {
        return new Request(text, markup, t, voice, locale, prosody, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The part of it on one of its channels: the same without the name of the submission, which is one for all. */
    public Request onChannel(String id) {
        return withChannel(id).withKeys(new Keys(Optional.empty(), keys.supersede(), keys.group()));
    }

    /** The same with a named voice, {@code engine/name}. */
    public Request withVoice(String id) {
        return new Request(text, markup, target, Optional.of(id), locale, prosody, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The same in another language. */
    public Request withLocale(Locale l) {
        return new Request(text, markup, target, voice, Optional.of(l), prosody, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The same with another prosody. */
    public Request withProsody(Prosody p) {
        return new Request(text, markup, target, voice, locale, p, priority, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The same with another priority. */
    public Request withPriority(Priority p) {
        return new Request(text, markup, target, voice, locale, prosody, p, timeToLive, keys, repeat, untilHeard, chime);
    }

    /** The same with a time-to-live. */
    public Request withTimeToLive(Duration d) {
        return new Request(text, markup, target, voice, locale, prosody, priority, Optional.of(d), keys, repeat, untilHeard, chime);
    }

    /** The same with other keys. */
    public Request withKeys(Keys k) {
        return new Request(text, markup, target, voice, locale, prosody, priority, timeToLive, k, repeat, untilHeard, chime);
    }

    /** The same, spoken as often as this says. */
    public Request withRepeat(Repeat r) {
        return new Request(text, markup, target, voice, locale, prosody, priority, timeToLive, keys, r, untilHeard, chime);
    }

    /** The same, spoken again while no player has received it. */
    public Request withUntilHeard(UntilHeard u) {
        return new Request(text, markup, target, voice, locale, prosody, priority, timeToLive, keys, repeat, u, chime);
    }

    /** The same with other sounds before and after it. */
    public Request withChime(Chime c) {
        return new Request(text, markup, target, voice, locale, prosody, priority, timeToLive, keys, repeat, untilHeard, c);
    }
}
