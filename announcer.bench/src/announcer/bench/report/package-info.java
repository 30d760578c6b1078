/**
 * Statistics of measured values, and tables for a Markdown page. A table and a histogram belong to one thread; the others are immutable.
 */
package announcer.bench.report;
