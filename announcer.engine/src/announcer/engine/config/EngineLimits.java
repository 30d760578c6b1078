package announcer.engine.config;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;

/**
 * Limits that configuration sets.
 *
 * @param maxTextLength characters in an announcement's text
 * @param deadlineBase how long an engine may take in any case
 * @param deadlinePerCharacter and for each character beside
 * @param voiceWait how long an announcement waits for a voice that has just gone, or for any when there is none
 * @param keptSound how much of an announcement's sound is kept to be spoken again
 * @param maxOwed more than this and the push is restarted
 * @param idempotencyWindow how long a repeat with the same idempotency key gets the first one's announcement
 * @param interruptions what a higher priority does to one that is being spoken
 * @param duckDb level of one that is being spoken beneath another one, from its own
 */
public record EngineLimits(int maxTextLength, Duration deadlineBase, Duration deadlinePerCharacter, Duration voiceWait, Duration keptSound,
        Duration maxOwed, Duration idempotencyWindow, InterruptionRules interruptions, double duckDb) {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLimits.class);

    public static EngineLimits of(EngineConfig c) {
        return new EngineLimits(c.maxTextLength(), Duration.ofMillis(c.deadlineMillis()), Duration.ofMillis(c.deadlineMillisPerCharacter()),
                Duration.ofSeconds(c.voiceWaitSeconds()), Duration.ofSeconds(c.keptSoundSeconds()),
                Duration.ofSeconds(c.maxOwedSeconds()), Duration.ofHours(c.idempotencyHours()), interruptions(c.interruptions()),
                c.duckDb());
    }

    /** The factor of one that is being spoken beneath another one. */
    public float duckFactor() {
        return (float) Math.pow(10, duckDb / 20);
    }

    /** Whoever saves wrong ones is refused; ones that came in another way must not keep the engine from starting. */
    private static InterruptionRules interruptions(String[] lines) {
        try {
            return InterruptionRules.of(lines);
        } catch (InvalidConfigurationException e) {
            LOG.error("{}; until this is mended an emergency cuts all others short and repeats them, and all else waits", e.getMessage());
            return InterruptionRules.DEFAULT;
        }
    }
}
