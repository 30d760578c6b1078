/**
 * Credentials of servlet requests, and the HTTP form of what access control answers to them. Runs on the HTTP server's threads, several at a
 * time; nothing here has state.
 */
package announcer.lib.http;
