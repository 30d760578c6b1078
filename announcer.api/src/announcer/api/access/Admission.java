package announcer.api.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a request is let in.
 *
 * @param verdict the answer
 * @param caller who it is; present exactly when ADMITTED
 * @param retryAfter how long the caller has to wait, when TOO_MANY or UNAVAILABLE; else zero
 * @param reason a sentence for the caller, without any of what it sent; empty when ADMITTED
 */
public record Admission(Verdict verdict, Optional<Caller> caller, Duration retryAfter, String reason) {
    /** The kinds of answer. */
    public enum Verdict {
        /** Recognised. What it may do is in its scopes. */
        ADMITTED,
        /** It carries no credentials, or its session has ended: answer 401. */
        UNKNOWN,
        /** Its credentials are wrong: answer 401. */
        WRONG,
        /** Too many wrong ones came from there; these were not even looked at: answer 429 with {@code Retry-After}. */
        TOO_MANY,
        /** Another site's page sent it, or it cannot show that none did: answer 403. */
        FOREIGN,
        /** Its credentials could not be looked at, since what they are held against cannot be read now: answer 503 with {@code Retry-After}. */
        UNAVAILABLE
    }
}
