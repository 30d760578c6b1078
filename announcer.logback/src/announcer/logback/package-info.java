/** What {@code conf/logback.xml} names of ours. Called by logback, one thread at a time for each file. */
package announcer.logback;
