/**
 * An RTSP player that keeps the packets themselves, and what can be told from RTP and RTCP packets. A probe reads on a thread of its own;
 * what it hands out is immutable.
 */
package announcer.bench.rtsp;
