package announcer.ffmpeg;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import announcer.api.stream.Codec;

/** Settings of the ffmpeg supervisor, PID {@code announcer.ffmpeg}. */
@ObjectClassDefinition(name = "Announcer: ffmpeg", description = "How streams are encoded and published, and how ffmpeg is watched.")
public @interface FfmpegConfig {
    @AttributeDefinition(name = "Path of ffmpeg", description = "The program to run. Empty: the first one that works is taken, from PATH, "
            + "from the usual folders, or from the packaged one. When a path is given, only that one is used.", required = false)
    String path() default "";

    @AttributeDefinition(name = "Codec", description = "How sound is encoded when a channel does not say. AAC: widest support. OPUS: low delay.")
    Codec codec() default Codec.AAC;

    @AttributeDefinition(name = "Bit rate (kbit/s)", description = "For AAC, OPUS and MP2, when a channel does not say. 0: the codec's own "
            + "default (AAC 96, OPUS 48, MP2 96). From 0 to 510.", min = "0", max = "510")
    int bitrateKbps() default 0;

    @AttributeDefinition(name = "RTSP transport", description = "How sound travels to the RTSP server. TCP passes firewalls; UDP may lose packets.")
    RtspTransport rtspTransport() default RtspTransport.TCP;

    @AttributeDefinition(name = "Further output options", description = "Options for ffmpeg's output, placed just before the destination, one "
            + "argument each or several in a line; quotes keep blanks together: -metadata \"title=Hall 1\".", required = false)
    String[] outputOptions() default {};

    @AttributeDefinition(name = "Stale after (seconds)", description = "ffmpeg is ended when its media time has not advanced for so long. "
            + "From 1 to 60.", min = "1", max = "60")
    int staleSeconds() default 5;

    @AttributeDefinition(name = "Start limit (seconds)", description = "ffmpeg is ended when its media time has not begun to advance so long "
            + "after its start. From 1 to 120.", min = "1", max = "120")
    int startSeconds() default 10;

    @AttributeDefinition(name = "Shortest delay (milliseconds)", description = "Delay before the second restart in a row; the first is immediate. "
            + "It doubles with each further one. From 50 to 60000.", min = "50", max = "60000")
    int backoffMinMillis() default 250;

    @AttributeDefinition(name = "Longest delay (milliseconds)", description = "The delay grows no further than this. From 50 to 600000.", min = "50", max = "600000")
    int backoffMaxMillis() default 30_000;

    @AttributeDefinition(name = "Healthy after (seconds)", description = "The delay starts again from its shortest after so many seconds of "
            + "uninterrupted publishing. From 1 to 3600.", min = "1", max = "3600")
    int healthySeconds() default 60;
}
