/** The command line of an ffmpeg that publishes. Immutable values, any thread. */
package announcer.ffmpeg.command;
