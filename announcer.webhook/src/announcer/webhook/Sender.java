package announcer.webhook;

import java.time.Instant;

/** Makes one attempt. */
interface Sender {
    /**
     * Sends, and waits for the answer, at most as long as the target says.
     *
     * @throws InterruptedException when the calling thread is to end
     */
    Answer send(Target target, Delivery delivery, Instant now) throws InterruptedException;
}
