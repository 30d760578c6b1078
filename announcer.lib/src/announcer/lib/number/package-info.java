/** Numbers in the words of a language, by ICU's rules. Pure functions on the callers' threads. */
package announcer.lib.number;
