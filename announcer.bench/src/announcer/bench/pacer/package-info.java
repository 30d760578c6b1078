/** The pacer and its lanes under load, measured by their public classes. Each driver starts and ends its own threads. */
package announcer.bench.pacer;
