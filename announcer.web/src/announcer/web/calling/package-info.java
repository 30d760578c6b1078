/**
 * Calling numbers over HTTP: the operators' part of the API, and what is for everybody. On the threads of the HTTP server, and one for each kind of
 * stream.
 */
package announcer.web.calling;
