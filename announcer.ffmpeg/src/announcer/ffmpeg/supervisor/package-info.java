/** The supervision of one push: its states, its restarts, its thread. All of it on the thread {@code announcer-push-<channel>} but for status and requests. */
package announcer.ffmpeg.supervisor;
