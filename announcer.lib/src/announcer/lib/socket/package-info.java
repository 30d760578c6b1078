/**
 * The parts of a media transport that do not depend on its kind: a pipe over sockets, the list of open pipes, the checked settings. The pipe is
 * the pacer's, as {@link announcer.api.stream.MediaPipe} says; the rest is safe for any thread.
 */
package announcer.lib.socket;
