/** Webhooks: events of announcements and channels, queued on the engine's event thread and sent by HTTP. Each webhook sends on its own thread, {@code announcer-webhook-NAME}. */
package announcer.webhook;
