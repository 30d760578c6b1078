/** A running ffmpeg process and its start. Used by the thread of its push; its output is read by two threads of its own. */
package announcer.ffmpeg.process;
