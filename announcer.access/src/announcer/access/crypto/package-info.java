/** Hashes of passwords and tokens, keyed hashes, and comparisons that take the same time for every guess. No state but keys; safe for several threads. */
package announcer.access.crypto;
