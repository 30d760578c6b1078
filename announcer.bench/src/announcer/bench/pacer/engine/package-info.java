/**
 * The engine's pacer and lanes as {@link announcer.bench.pacer.PacerUnderTest}s, driven by their public classes. Each starts and ends the
 * pacer's own thread.
 */
package announcer.bench.pacer.engine;
