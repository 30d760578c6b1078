/**
 * Drivers that measure times to a first event: submitted to voice, submitted to the first frame, start to the first packet. A driver runs on
 * the thread that calls it.
 */
package announcer.bench.latency;
