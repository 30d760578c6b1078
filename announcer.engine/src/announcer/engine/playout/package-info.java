/** Real time: the pacer and the lanes that it writes to pipes. Runs on announcer-pacer, which blocks on nothing but its own next tick and allocates nothing. */
package announcer.engine.playout;
