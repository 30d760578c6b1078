/**
 * Background sound: files of a folder, or a stream, decoded and brought to a channel's {@link announcer.engine.playout.BackgroundTrack}. One thread
 * announcer-background-CHANNEL for each channel that has some; it may block on files and on the start of a player.
 */
package announcer.engine.background;
