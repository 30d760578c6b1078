/**
 * Clients of the product's HTTP server: the API, the web console, any other request, and the event stream. The methods block the thread
 * that calls them; the event stream is read on a thread of its own.
 */
package announcer.bench.http;
