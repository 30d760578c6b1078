/**
 * Recorded sound and what is measured of it: levels, exact silence, utterances, likeness; and ffmpeg as the player that records. A recorder
 * reads on a thread of its own; what it hands out is immutable.
 */
package announcer.bench.audio;
