package announcer.webhook;

import java.time.Instant;

/** Makes one attempt. */
interface DeliverySender {
    /**
     * Sends, and waits for the answer, at most as long as the target says.
     *
     * @throws InterruptedException when the calling thread is to end
     */
    DeliveryResult send(WebhookTarget target, Delivery delivery, Instant now) throws InterruptedException;
}
