package announcer.api;

import java.util.OptionalDouble;

/**
 * The usage figures of a voice.
 *
 * @param loudnessLufs how loud the engine makes it, before it is levelled, in LUFS (ITU-R BS.1770); empty until it has been measured
 * @param made sentences that its engine made since Announcer's engine started
 * @param fromCache sentences whose sound came from the phrase cache instead
 */
public record VoiceFigures(OptionalDouble loudnessLufs, long made, long fromCache) {}
