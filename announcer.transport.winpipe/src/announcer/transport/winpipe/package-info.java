/** Windows named pipes, by JNA. It has no threads of its own: the pacer writes and looks, wiring threads open and close. */
package announcer.transport.winpipe;
