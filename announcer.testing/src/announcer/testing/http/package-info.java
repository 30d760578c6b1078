/** Requests to servlets without a server. Used by one thread, a test's. */
package announcer.testing.http;
