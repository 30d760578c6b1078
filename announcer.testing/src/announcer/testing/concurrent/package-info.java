/**
 * Work of a test on a thread of its own, waited for with a limit. The contract test kits carry a copy of this package
 * ({@code -conditionalpackage}), so it uses nothing but the JDK; every method may be called on any thread.
 */
package announcer.testing.concurrent;
