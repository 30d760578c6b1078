/** The search for an ffmpeg that works: in PATH, in the usual folders, in a bundle. Any thread; looking runs programs and may take seconds. */
package announcer.ffmpeg.program;
