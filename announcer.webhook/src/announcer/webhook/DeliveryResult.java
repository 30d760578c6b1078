package announcer.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of one attempt.
 *
 * @param status the HTTP status; 0 when there was none
 * @param retryAfter the time that the receiver asks to wait
 * @param words the cause of a failure, without secrets; empty when there is none
 */
record DeliveryResult(int status, Optional<Duration> retryAfter, String words) {
    static DeliveryResult failed(String words) {
        return new DeliveryResult(0, Optional.empty(), words);
    }

    boolean taken() {
        return status >= 200 && status < 300;
    }

    /** Whether another attempt may go better. */
    boolean again() {
        return status == 0 || status >= 500 || status == 408 || status == 429;
    }

    /** Whether it is the receiver that cannot take anything now, and not this one event. */
    boolean receiverIsDown() {
        return status == 0 || status == 408 || status == 429 || status == 503;
    }
}
