/**
 * Measuring tools for Announcer as a whole, seen from outside: they start the product as a user does, listen as a player does, and know
 * nothing of its classes. The drivers behind {@link announcer.bench.Bench} and the whole-product tests are built on them.
 */
package announcer.bench;
