/**
 * Parts of speech engines: the sink of a call, pooled instances, calls in flight, the end of threads. All of it runs on the threads of an engine's callers; every
 * class but {@link announcer.lib.speech.MonitoredSink} is safe for any thread.
 */
package announcer.lib.speech;
