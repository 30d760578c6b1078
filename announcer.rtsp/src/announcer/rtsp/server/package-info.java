/** The server: its event loop, its listening socket and its addresses. The loop is the thread {@code announcer-rtsp-loop}; the socket is bound on {@code announcer-rtsp-listen}. */
package announcer.rtsp.server;
