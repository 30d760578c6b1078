/** An announcement's state, the queue of a channel, and the events that tell of both. Events are told on announcer-events. */
package announcer.engine.announcement;
