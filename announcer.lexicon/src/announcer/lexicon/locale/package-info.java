/** Which settings of a language are for whom. Pure functions on the callers' threads. */
package announcer.lexicon.locale;
