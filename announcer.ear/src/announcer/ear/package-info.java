/** The ear: hears channels as a player does. Each channel that it listens to has a thread of its own, {@code announcer-ear-<channel>}; {@code announcer-ear} begins and ends them. */
package announcer.ear;
