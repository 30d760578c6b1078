/** The RTSP server's component and its configuration. Activated and changed on the framework's threads, which never wait for a port. */
package announcer.rtsp;
