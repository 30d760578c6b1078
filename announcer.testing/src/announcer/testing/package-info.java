/** Fakes and helpers that the tests of several modules share. Each class says on which threads it may be used. */
package announcer.testing;
