/**
 * Starts jcstress with the choice of JVM modes that this project wants. Everything here runs on the main thread of jcstress's own JVM, which
 * starts a JVM for each test.
 */
package announcer.jcstress;
