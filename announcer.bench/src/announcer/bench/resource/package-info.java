/**
 * Drivers that measure processor time and memory of the product's processes and threads. A driver runs on the thread that calls it, and
 * starts a thread for each channel that it keeps speaking.
 */
package announcer.bench.resource;
