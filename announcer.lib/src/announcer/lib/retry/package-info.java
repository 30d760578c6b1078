/** Policies of trying again. Immutable values, no threads. */
package announcer.lib.retry;
