/**
 * The command line of the measuring tools for Announcer: {@link announcer.bench.Bench} runs one driver and ends the JVM. The drivers and the
 * tools below see the product from outside, and but for the pacer's driver they know no class of its; everything here runs on the main thread.
 */
package announcer.bench;
