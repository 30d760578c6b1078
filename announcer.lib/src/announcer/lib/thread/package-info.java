/** What owners of threads share. Called on the thread that waits. */
package announcer.lib.thread;
