/** Logging what strangers can cause without end. Any thread. */
package announcer.lib.log;
