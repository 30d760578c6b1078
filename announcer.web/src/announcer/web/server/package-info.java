/**
 * Limits of the HTTP server under all of its pages: connections, the heads of requests, and methods. Called on the server's threads; one task of
 * its scheduler looks at the deadlines each second.
 */
package announcer.web.server;
