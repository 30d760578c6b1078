/** Levels of sound over time, and the comparison of those that were sent with those that arrive. Pure computation, for one thread. */
package announcer.ear.sound;
