/** Pipes over loopback TCP, for channels that name this transport. It has no threads of its own: the pacer writes, wiring threads open and close. */
package announcer.transport.tcp;
