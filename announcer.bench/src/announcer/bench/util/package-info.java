/**
 * Waiting for a condition with a limit, and the programs that a test cannot do without. Waiting blocks the thread that calls.
 */
package announcer.bench.util;
