/** Snapshots of the product, and the history and counters that a single look at it does not tell. Fed on the engine's event thread and, every ten seconds, on the thread {@code announcer-monitor}; read on any thread. */
package announcer.monitor.sample;
