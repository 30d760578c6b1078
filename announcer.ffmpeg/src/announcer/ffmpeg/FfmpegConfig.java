package announcer.ffmpeg;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import announcer.api.stream.Codec;
import announcer.ffmpeg.command.RtspTransport;

/** Settings of the ffmpeg supervisor, PID {@code announcer.ffmpeg}. */
@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/ffmpeg")
public @interface FfmpegConfig {
    @AttributeDefinition(name = "%path", description = "%path.help", required = false)
    String path() default "";

    @AttributeDefinition(name = "%codec", description = "%codec.help")
    Codec codec() default Codec.AAC;

    @AttributeDefinition(name = "%bitrateKbps", description = "%bitrateKbps.help", min = "0", max = "510")
    int bitrateKbps() default 0;

    @AttributeDefinition(name = "%rtspTransport", description = "%rtspTransport.help")
    RtspTransport rtspTransport() default RtspTransport.TCP;

    @AttributeDefinition(name = "%outputOptions", description = "%outputOptions.help", required = false)
    String[] outputOptions() default {};

    @AttributeDefinition(name = "%verifyCertificates", description = "%verifyCertificates.help")
    boolean verifyCertificates() default true;

    @AttributeDefinition(name = "%caFile", description = "%caFile.help", required = false)
    String caFile() default "";

    @AttributeDefinition(name = "%staleSeconds", description = "%staleSeconds.help", min = "1", max = "60")
    int staleSeconds() default 5;

    @AttributeDefinition(name = "%startSeconds", description = "%startSeconds.help", min = "1", max = "120")
    int startSeconds() default 10;

    @AttributeDefinition(name = "%backoffMinMillis", description = "%backoffMinMillis.help", min = "50", max = "60000")
    int backoffMinMillis() default 250;

    @AttributeDefinition(name = "%backoffMaxMillis", description = "%backoffMaxMillis.help", min = "50", max = "600000")
    int backoffMaxMillis() default 30_000;

    @AttributeDefinition(name = "%healthySeconds", description = "%healthySeconds.help", min = "1", max = "3600")
    int healthySeconds() default 10;

    @AttributeDefinition(name = "%maxMemoryMegabytes", description = "%maxMemoryMegabytes.help", min = "0", max = "1000000")
    int maxMemoryMegabytes() default 1024;

    @AttributeDefinition(name = "%maxCpuPercent", description = "%maxCpuPercent.help", min = "0", max = "10000")
    int maxCpuPercent() default 80;
}
