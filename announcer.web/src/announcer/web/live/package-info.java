/**
 * Streaming responses: events, the sound of channels, previews. {@code announcer-web-events} publishes events and
 * {@code announcer-web-inventory} lists engines and bundles, both only while clients are there; a listener holds a thread of the HTTP server.
 */
package announcer.web.live;
