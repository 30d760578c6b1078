/**
 * The resources of the engine: announcements, channels, voices, the phrase cache. Runs on the HTTP server's threads; a request that waits for
 * an outcome holds none.
 */
package announcer.web.engine;
