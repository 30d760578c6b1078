/**
 * Serves the pages for calling numbers, which are static files, and the QR code of a ticket. Runs on the HTTP server's threads, several at a
 * time; what the pages show they get from the HTTP API.
 */
package announcer.pages;
