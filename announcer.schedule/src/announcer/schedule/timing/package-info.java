/** When a schedule runs: rules of cron, time zones, the changes of the clocks, exceptions. Immutable, so for any thread, and without one of its own. */
package announcer.schedule.timing;
