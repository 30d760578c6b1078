/** Pipes over Unix domain sockets, by junixsocket. It has no threads of its own: the pacer writes, wiring threads open and close. */
package announcer.transport.unix;
