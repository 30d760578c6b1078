/** The servlet context of metrics and health, and their access control. Runs on the HTTP server's threads. */
package announcer.monitor.http;
