/** Commands, calls and views. Commands run on their callers' threads, one at a time; what is due is done on the thread announcer-calling. */
package announcer.calling.desk;
