/** Channels: what each does next, from its queue to the outcome of its announcements. One thread, announcer-control, runs all of it. */
package announcer.engine.channel;
