package announcer.transport.winpipe;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the named pipe transport. A change applies to pipes that are opened afterwards. */
@ObjectClassDefinition(id = WinPipeTransport.PID, name = "Announcer: Windows named pipe transport", description = "How sound reaches ffmpeg on Windows. "
        + "A change applies to pipes that are opened afterwards: restart a channel to move it.")
public @interface WinPipeTransportConfig {
    @AttributeDefinition(name = "Pipe name", required = false, description = "Name of the pipe, such as tts_audio_pipe, with or without \\\\.\\pipe\\ before it; {channel} stands for the "
            + "channel's id, needed when there are several. Empty: announcer-, eight digits that differ by user and home, and the channel's id.")
    String pipeName() default "";

    @AttributeDefinition(name = "Buffer (ms)", min = "0", max = "2000", description = "Milliseconds of sound that the pipe holds at most, 0 to 2000. "
            + "0: what the channel asks for (160). A small buffer shows a stalled reader soon.")
    int bufferMillis() default 0;
}
