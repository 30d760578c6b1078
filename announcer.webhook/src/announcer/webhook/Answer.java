package announcer.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one attempt.
 *
 * @param status the HTTP status; 0 when there was none
 * @param retryAfter how long the receiver asks to wait
 * @param words what went wrong, without secrets; empty when nothing did
 */
record Answer(int status, Optional<Duration> retryAfter, String words) {
    static Answer failed(String words) {
        return new Answer(0, Optional.empty(), words);
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
