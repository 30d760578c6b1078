/**
 * Work of a test on a thread of its own, waited for with a limit. The contract test kits, which strangers use, depend on
 * this package, so it uses nothing but the JDK; every method may be called on any thread.
 */
package announcer.testing.concurrent;
