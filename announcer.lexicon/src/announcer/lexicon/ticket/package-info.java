/** Tickets and counters in the words of a language: grammars, built in and configured, and templates. Pure functions on the callers' threads. */
package announcer.lexicon.ticket;
