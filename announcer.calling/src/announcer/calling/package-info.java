/**
 * Calling numbers: the service's component and its forms. Commands run on their callers' threads, what is due is done on the thread
 * {@code announcer-calling}.
 */
package announcer.calling;
