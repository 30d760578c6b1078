/**
 * Schedules: each configuration is one, and the scheduler submits its announcement when it is due. All of that is done on the thread
 * {@code announcer-schedule}; the service answers on its callers' threads.
 */
package announcer.schedule;
