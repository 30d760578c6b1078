package announcer.rtsp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Announcer RTSP server", description = "The embedded server that channels publish to and players listen to.")
@interface RtspConfig {
    @AttributeDefinition(name = "Host", description = "Address to listen on. 127.0.0.1: this machine only; 0.0.0.0: every network (then set a playing password). Default 127.0.0.1.")
    String host() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "TCP port, 0 to 65535; 0: any free one. Default 8554.", min = "0", max = "65535")
    int port() default 8554;

    @AttributeDefinition(name = "Playing: user", description = "User that players must give when a playing password is set. Default: player.")
    String playUser() default "player";

    @AttributeDefinition(name = "Playing: password", description = "Password that players must give (Digest or Basic). Empty: everybody who can connect may play. Default: empty.", type = AttributeType.PASSWORD, required = false)
    String playPassword() default "";

    @AttributeDefinition(name = "Early players wait", description = "Seconds that a player waits for the publisher of a stream before it is told 404; 0 to 300; 0: told at once. Default 10.", min = "0", max = "300")
    int earlyPlayerWaitSeconds() default 10;

    @AttributeDefinition(name = "Session timeout", description = "Seconds after which a player that gives no sign of life (requests, RTCP reports, taking packets over TCP) is closed; 5 to 3600. Default 60.", min = "5", max = "3600")
    int sessionTimeoutSeconds() default 60;

    @AttributeDefinition(name = "Publisher timeout", description = "Seconds after which a publisher that sends no packet is closed; 2 to 3600. Default 15.", min = "2", max = "3600")
    int publisherTimeoutSeconds() default 15;

    @AttributeDefinition(name = "Request timeout", description = "Seconds that a connection has for its first request, and any request to become complete; 1 to 120. Default 10.", min = "1", max = "120")
    int requestTimeoutSeconds() default 10;

    @AttributeDefinition(name = "Idle timeout", description = "Seconds after which a connection that neither publishes nor plays is closed; 1 to 3600. Default 30.", min = "1", max = "3600")
    int idleTimeoutSeconds() default 30;

    @AttributeDefinition(name = "Connections", description = "Connections in total, publishers and players; 1 to 10000. Default 200.", min = "1", max = "10000")
    int maxConnections() default 200;

    @AttributeDefinition(name = "Streams", description = "Streams (paths) that are published at once; 1 to 10000. Default 1000.", min = "1", max = "10000")
    int maxStreams() default 1000;

    @AttributeDefinition(name = "Header size", description = "Bytes that a request's line and headers may have; 512 to 65536. Default 8192.", min = "512", max = "65536")
    int maxHeaderBytes() default 8192;

    @AttributeDefinition(name = "Body size", description = "Bytes that a request's body may have; 1024 to 1048576. Default 65536.", min = "1024", max = "1048576")
    int maxBodyBytes() default 65536;

    @AttributeDefinition(name = "Slow player: size", description = "KiB that may wait for one player over TCP; more and it is dropped; 16 to 65536. Default 1024.", min = "16", max = "65536")
    int slowPlayerKiB() default 1024;

    @AttributeDefinition(name = "Slow player: time", description = "Seconds within which a player over TCP must once have taken all that waits for it, or it is dropped; 1 to 120. Default 5.", min = "1", max = "120")
    int slowPlayerSeconds() default 5;
}
