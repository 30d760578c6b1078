/**
 * Requests, routes, authorization, limits and problems of the API, without any knowledge of what the API is about. Runs on the HTTP server's
 * threads.
 */
package announcer.web.http;
