/** Numbers, dates, times and characters as words of a language. Pure functions on the callers' threads. */
package announcer.engine.text.sayas;
