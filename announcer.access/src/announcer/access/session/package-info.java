/** Login sessions, kept in memory. Called on the threads of requests; safe for several threads. */
package announcer.access.session;
