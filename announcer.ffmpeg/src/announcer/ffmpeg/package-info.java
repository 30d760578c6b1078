/** The supervised publication of a channel by ffmpeg: its components and settings. Each push has one thread, announcer-push-CHANNEL, in announcer.ffmpeg.supervisor. */
package announcer.ffmpeg;
