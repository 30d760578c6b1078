package announcer.transport.unix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Unix socket transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = UnixTransport.PID, name = "Announcer: Unix socket transport", description = "How sound reaches ffmpeg on Linux and macOS. "
        + "A change applies to sockets that are opened afterwards: restart a channel to move it.")
public @interface UnixTransportConfig {
    @AttributeDefinition(name = "Socket path", required = false, description = "Absolute path of the socket, 107 bytes at most (macOS: 103); {channel} stands for "
            + "the channel's id, needed when there are several. Empty: a private folder in XDG_RUNTIME_DIR, or in /tmp.")
    String socketPath() default "";

    @AttributeDefinition(name = "Socket mode", description = "Permissions of the socket file, octal: 0600 to 0660. Others are never let in.")
    String mode() default "0600";

    @AttributeDefinition(name = "Socket group", required = false, description = "Group that the socket file is given; needs a socket path and, to be of use, mode 0660. "
            + "Empty: the group of this process.")
    String group() default "";

    @AttributeDefinition(name = "Allowed user ids", required = false, description = "Numeric user ids, separated by commas, whose processes may read besides this process's own user. "
            + "Root (0) is not allowed unless it is listed.")
    String allowedUids() default "";

    @AttributeDefinition(name = "Buffer (ms)", min = "0", max = "2000", description = "Milliseconds of sound that the socket holds at most, 0 to 2000. "
            + "0: what the channel asks for (160). A small buffer shows a stalled reader soon.")
    int bufferMillis() default 0;
}
