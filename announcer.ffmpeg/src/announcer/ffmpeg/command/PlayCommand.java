package announcer.ffmpeg.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.api.audio.PcmFormat;
import announcer.ffmpeg.program.FfmpegProgram;

/** The arguments of an ffmpeg that plays a stream and writes its sound to its standard output, as soon as it can. */
public final class PlayCommand {
    private static final String ENCODER = "pcm_s16le";

    private PlayCommand() {
    }

    /** What plays a URL. RTSP and its packets in one connection: every ffmpeg that can publish by RTSP can play by it. */
    public static FfmpegProgram.Need need(String url) {
        return FfmpegProgram.Need.of(isRtsp(url) ? "tcp:" : url.toLowerCase(Locale.ROOT), ENCODER);
    }

    /** Returns the arguments after the program's name. They hold the URL's credentials: do not log them. */
    public static List<String> arguments(String url, PcmFormat format) {
        List<String> all = new ArrayList<>(List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "warning"));
        // What is no live stream but a file is to come at its own speed, too.
        all.addAll(isRtsp(url)
                ? List.of("-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0", "-rtsp_transport",
                        "tcp")
                : List.of("-re"));
        all.addAll(List.of("-i", url, "-map", "0:a:0", "-ar", Integer.toString(format.sampleRateHz()), "-ac",
                Integer.toString(format.channels()), "-f", "s16le", "-flush_packets", "1", "pipe:1"));
        return all;
    }

    private static boolean isRtsp(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("rtsp");
    }
}
