/**
 * How long a player that stays connected hears nothing after a fault. The driver's thread breaks and looks; the player and the server that
 * stands in for an external one read on threads of their own.
 */
package announcer.bench.recovery;
