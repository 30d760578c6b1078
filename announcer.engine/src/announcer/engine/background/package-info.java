/** Background sound: files of a folder, decoded and brought to a channel's {@link announcer.engine.playout.BackgroundTrack}. One thread announcer-background-CHANNEL for each channel that has some; it may block on files. */
package announcer.engine.background;
