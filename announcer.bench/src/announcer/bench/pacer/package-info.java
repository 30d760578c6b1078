/**
 * The driver that measures how late a pacer writes its frames, and the interface through which a pacer is measured. A pacer runs on a
 * thread of its own, which also records the lateness.
 */
package announcer.bench.pacer;
