/**
 * Processes of this machine as Linux tells of them under {@code /proc}, and signals to them. Nothing is kept, so any thread may ask.
 */
package announcer.bench.process;
