package announcer.transport.tcp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the loopback TCP transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = TcpTransport.PID, name = "Announcer: loopback TCP transport", description = "How sound reaches ffmpeg where neither Unix sockets nor "
        + "named pipes will do; used by channels whose transport is tcp. Every user of this machine can listen to such a channel. "
        + "A change applies to ports that are opened afterwards: restart a channel to move it.")
public @interface TcpTransportConfig {
    @AttributeDefinition(name = "Ports", description = "A port, or a range such as 5100-5199 of which each channel takes the first free one; 0: any free port of the system's choice.")
    String ports() default "0";

    @AttributeDefinition(name = "Buffer (ms)", min = "0", max = "2000", description = "Milliseconds of sound that our end of the connection holds at most, 0 to 2000; the reader's end holds as much as "
            + "the reader asks for. 0: what the channel asks for (160).")
    int bufferMillis() default 0;
}
