package announcer.engine.config;

import java.time.Duration;

/**
 * Limits that configuration sets.
 *
 * @param maxTextLength characters in an announcement's text
 * @param deadlineBase how long an engine may take in any case
 * @param deadlinePerCharacter and for each character beside
 * @param voiceWait how long an announcement waits for a voice that has just gone, or for any when there is none
 * @param keptSound how much of an announcement's sound is kept to be spoken again
 * @param maxOwed more than this and the push is restarted
 */
public record EngineLimits(int maxTextLength, Duration deadlineBase, Duration deadlinePerCharacter, Duration voiceWait, Duration keptSound,
        Duration maxOwed) {
    public static EngineLimits of(EngineConfig c) {
        return new EngineLimits(c.maxTextLength(), Duration.ofMillis(c.deadlineMillis()), Duration.ofMillis(c.deadlineMillisPerCharacter()),
                Duration.ofSeconds(c.voiceWaitSeconds()), Duration.ofSeconds(c.keptSoundSeconds()),
                Duration.ofSeconds(c.maxOwedSeconds()));
    }
}
