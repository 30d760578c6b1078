package announcer.ffmpeg.command;

import java.util.List;

import announcer.api.audio.PcmFormat;
import announcer.ffmpeg.program.FfmpegProgram;

/** The arguments of an ffmpeg that plays a stream and writes its sound to its standard output, as soon as it can. */
public final class PlayCommand {
    /** RTSP and its packets in one connection, and raw PCM: every ffmpeg that can publish by RTSP can play by it. */
    public static final FfmpegProgram.Need NEED = FfmpegProgram.Need.of("tcp:", "pcm_s16le");

    private PlayCommand() {
    }

    /** Returns the arguments after the program's name. They hold the URL's credentials: do not log them. */
    public static List<String> arguments(String url, PcmFormat format) {
        return List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "warning", "-fflags", "nobuffer", "-flags", "low_delay",
                "-probesize", "32", "-analyzeduration", "0", "-rtsp_transport", "tcp", "-i", url, "-map", "0:a:0", "-ar",
                Integer.toString(format.sampleRateHz()), "-ac", Integer.toString(format.channels()), "-f", "s16le", "-flush_packets", "1",
                "pipe:1");
    }
}
