/** What is known of tickets and calls, in memory and in the store. Memory is read on any thread; one at a time changes it and writes. */
package announcer.calling.state;
