package announcer.ffmpeg.command;

/** The transport of RTP from ffmpeg to the RTSP server. */
public enum RtspTransport {
    /** Inside the RTSP connection. */
    TCP,
    /** In datagrams of its own. */
    UDP
}
