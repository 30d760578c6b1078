package announcer.engine;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one channel. */
@ObjectClassDefinition(name = "Announcer: channel", description = "An always-on live stream. A new configuration is a new stream, at once")
@interface ChannelConfig {
    /** Factory PID. */
    String PID = "announcer.channel";

    @AttributeDefinition(name = "Id", description = "Small letters, digits and dashes; unique; the last part of the stream's URL")
    String id();

    @AttributeDefinition(name = "Sample rate (Hz)", description = "Of the channel's sound; a multiple of 50", min = "8000", max = "48000")
    int sampleRateHz() default 24_000;

    @AttributeDefinition(name = "Audio channels", description = "1: mono, 2: stereo", min = "1", max = "2")
    int channels() default 1;

    @AttributeDefinition(name = "Voice", description = "engine/name, for announcements that name none; empty: the first voice of the best engine", required = false)
    String voice() default "";

    @AttributeDefinition(name = "Fallback voices", description = "engine/name; spoken with in this order when the voice that is wished for cannot speak, those of the same language first; then all other voices of that language", required = false)
    String[] fallbackVoices() default {};

    @AttributeDefinition(name = "Rate (factor)", description = "2 is twice as fast; 0.25 to 4", min = "0.25", max = "4")
    double rate() default 1;

    @AttributeDefinition(name = "Pitch (factor)", description = "2 is an octave higher; 0.5 to 2", min = "0.5", max = "2")
    double pitch() default 1;

    @AttributeDefinition(name = "Volume (factor)", description = "On top of the loudness; 2 is 6 dB louder; 0 to 4", min = "0", max = "4")
    double volume() default 1;

    @AttributeDefinition(name = "Loudness (LUFS)", description = "To which every voice is levelled; -23 is EBU R 128's, -16 is usual on phones", min = "-60", max = "-5")
    double loudnessLufs() default -23;

    @AttributeDefinition(name = "True peak, at most (dBTP)", description = "A limiter holds louder peaks there", min = "-20", max = "0")
    double truePeakDbtp() default -1;

    @AttributeDefinition(name = "Phrases", description = "Sentences whose sound is made ahead of time, and again after the voice has changed, so that they start at once", required = false)
    String[] phrases() default {};

    @AttributeDefinition(name = "Transport", description = "auto: the one of this system; or its type: unix, winpipe, tcp", required = false)
    String transport() default "auto";

    @AttributeDefinition(name = "Pusher", description = "auto: the best that is there; its name: ffmpeg; or none: you push by hand", required = false)
    String pusher() default "auto";

    @AttributeDefinition(name = "Destination (URL)", description = "Where to publish, for instance rtsp://localhost:8554/mystream; empty: the embedded server, path /id. Credentials in it are masked everywhere", required = false)
    String destination() default "";

    @AttributeDefinition(name = "Codec", description = "Empty: the pusher's setting", required = false, options = {
            @Option(label = "the pusher's setting", value = ""), @Option(label = "AAC", value = "AAC"),
            @Option(label = "Opus", value = "OPUS"), @Option(label = "G.711 A-law", value = "PCMA"),
            @Option(label = "G.711 mu-law", value = "PCMU"), @Option(label = "Linear 16 bit", value = "L16"),
            @Option(label = "MPEG layer II", value = "MP2")})
    String codec() default "";

    @AttributeDefinition(name = "Bitrate (kbit/s)", description = "0: the pusher's setting", min = "0", max = "1000")
    int bitrateKbps() default 0;

    @AttributeDefinition(name = "Lead-in (ms)", description = "Silence before each announcement, for players that swallow the first word", min = "0", max = "10000")
    int leadInMillis() default 0;

    @AttributeDefinition(name = "Gap (ms)", description = "Silence between one announcement and the next", min = "0", max = "60000")
    int gapMillis() default 300;

    @AttributeDefinition(name = "Time-to-live (s)", description = "How long an announcement that states none may wait for its first sample", min = "1", max = "86400")
    int timeToLiveSeconds() default 600;

    @AttributeDefinition(name = "Queue capacity (announcements)", description = "More are refused", min = "1", max = "100000")
    int queueCapacity() default 1000;

    @AttributeDefinition(name = "Paused", description = "Nothing new is begun: announcements wait under their time-to-live, what is being spoken is finished, the stream goes on in silence")
    boolean paused() default false;
}
