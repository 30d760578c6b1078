/** The audit trail, and the limit on what strangers can make it and the log repeat. Called on the threads of requests; safe for several threads. */
package announcer.access.audit;
