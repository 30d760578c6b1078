/**
 * The HTTP API's servlet, its settings and its OpenAPI document. The servlet runs on the HTTP server's threads, its listeners on the engine's
 * events thread, where they return at once.
 */
package announcer.web;
