/**
 * Credentials of servlet requests, the HTTP form of what access control answers to them, and the reading of their bodies within limits. Runs on
 * the HTTP server's threads, several at a time; nothing here but {@link announcer.lib.http.SlowBodies} has state.
 */
package announcer.lib.http;
