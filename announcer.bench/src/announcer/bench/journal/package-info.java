/** The drivers of the journal: {@code kills}, {@code acceptance} and {@code history}. They run on the driver's thread and on threads of their clients. */
package announcer.bench.journal;
