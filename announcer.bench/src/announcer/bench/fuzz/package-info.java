/**
 * Texts that nobody expects, made from a seed and submitted to every engine, and the report of what became of them. The generator and the
 * report are safe for any thread, since each channel is fed by a thread of its own.
 */
package announcer.bench.fuzz;
