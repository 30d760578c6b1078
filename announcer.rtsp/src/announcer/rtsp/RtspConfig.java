package announcer.rtsp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "%form", description = "%form.help", localization = "OSGI-INF/l10n/rtsp")
@interface RtspConfig {
    @AttributeDefinition(name = "%host", description = "%host.help")
    String host() default "127.0.0.1";

    @AttributeDefinition(name = "%port", description = "%port.help", min = "0", max = "65535")
    int port() default 8554;

    @AttributeDefinition(name = "%playUser", description = "%playUser.help")
    String playUser() default "player";

    @AttributeDefinition(name = "%playPassword", description = "%playPassword.help", type = AttributeType.PASSWORD, required = false)
    String playPassword() default "";

    @AttributeDefinition(name = "%earlyPlayerWaitSeconds", description = "%earlyPlayerWaitSeconds.help", min = "0", max = "300")
    int earlyPlayerWaitSeconds() default 10;

    @AttributeDefinition(name = "%sessionTimeoutSeconds", description = "%sessionTimeoutSeconds.help", min = "5", max = "3600")
    int sessionTimeoutSeconds() default 60;

    @AttributeDefinition(name = "%publisherTimeoutSeconds", description = "%publisherTimeoutSeconds.help", min = "2", max = "3600")
    int publisherTimeoutSeconds() default 15;

    @AttributeDefinition(name = "%requestTimeoutSeconds", description = "%requestTimeoutSeconds.help", min = "1", max = "120")
    int requestTimeoutSeconds() default 10;

    @AttributeDefinition(name = "%idleTimeoutSeconds", description = "%idleTimeoutSeconds.help", min = "1", max = "3600")
    int idleTimeoutSeconds() default 30;

    @AttributeDefinition(name = "%maxConnections", description = "%maxConnections.help", min = "1", max = "10000")
    int maxConnections() default 200;

    @AttributeDefinition(name = "%maxStreams", description = "%maxStreams.help", min = "1", max = "10000")
    int maxStreams() default 1000;

    @AttributeDefinition(name = "%maxHeaderBytes", description = "%maxHeaderBytes.help", min = "512", max = "65536")
    int maxHeaderBytes() default 8192;

    @AttributeDefinition(name = "%maxBodyBytes", description = "%maxBodyBytes.help", min = "1024", max = "1048576")
    int maxBodyBytes() default 65536;

    @AttributeDefinition(name = "%slowPlayerKiB", description = "%slowPlayerKiB.help", min = "16", max = "65536")
    int slowPlayerKiB() default 1024;

    @AttributeDefinition(name = "%slowPlayerSeconds", description = "%slowPlayerSeconds.help", min = "1", max = "120")
    int slowPlayerSeconds() default 5;
}
