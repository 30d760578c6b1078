/** The web console's login, its filter, and Announcer's own tab. Runs on the HTTP server's threads. */
package announcer.console;
