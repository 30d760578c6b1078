/** Announcements for more than one channel: which channels a target means, and the one announcement that its parts are. Runs on the threads of those who call. */
package announcer.engine.targets;
