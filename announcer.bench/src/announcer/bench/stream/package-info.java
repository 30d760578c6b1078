/**
 * The drivers that measure the running RTP stream: its drift against the wall clock, and the times between its packets. A driver runs on
 * the thread that calls it, and the packets are read on the probe's thread.
 */
package announcer.bench.stream;
