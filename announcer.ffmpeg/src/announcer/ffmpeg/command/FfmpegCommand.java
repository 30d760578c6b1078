package announcer.ffmpeg.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.Codec;
import announcer.api.stream.PushRequest;

/**
 * The arguments of one push: what is chosen here decides the delay that ffmpeg adds.
 *
 * <p>
 * ffmpeg cuts raw PCM into packets by its sample rate: 40 ms (5.1), up to 85 ms (8.1), and holds sound back until a packet is full. No
 * option changes that, but the rate is ours to state: the input is declared at a much lower rate, so that packets are about a millisecond
 * long, and the filter {@code asetrate} puts the true rate back. Not one sample is changed.
 */
public final class FfmpegCommand {
    // Tried in order; 500 packets of PCM a second is still nothing to ffmpeg.
    private static final int[] DECLARED_RATES_HZ = {4000, 2000, 1000, 500};
    private static final int FRAMES_PER_SECOND = 50;
    /** 40 ms: a quarter of what a pipe holds; the system takes its own share on top. */
    private static final int TCP_BUFFERS_PER_SECOND = 25;

    private FfmpegCommand() {
    }

    /** The codec of a push: its own wish, or the setting. */
    public static Codec codec(PushRequest request, Encoding encoding) {
        return request.codec().orElse(encoding.codec());
    }

    /** ffmpeg's name for the encoder. */
    public static String encoder(Codec codec) {
        return switch (codec) {
            case AAC -> "aac";
            case OPUS -> "libopus";
            case PCMA -> "pcm_alaw";
            case PCMU -> "pcm_mulaw";
            case L16 -> "pcm_s16be";
            case MP2 -> "mp2";
        };
    }

    /**
     * Returns the arguments after the program's name. They hold the destination's credentials: do not log them.
     *
     * @param destination the run's own
     * @param canVerify whether the ffmpeg that gets them can verify a server's certificate
     */
    public static List<String> arguments(PushRequest request, String destination, Encoding encoding, boolean canVerify) {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-nostats", "-loglevel", "warning", "-progress", "pipe:1",
                "-stats_period", "0.1"));
        PcmFormat format = request.format();
        if (request.inputUrl().startsWith("tcp:")) {
            // Else the system keeps seconds of sound for it, and its stalling would be seen that late.
            arguments.addAll(
                    List.of("-recv_buffer_size", Integer.toString(Math.max(2048, format.bytesPerSecond() / TCP_BUFFERS_PER_SECOND))));
        }
        arguments.addAll(List.of("-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0", "-f", "s16le", "-ar",
                Integer.toString(declaredRateHz(format.sampleRateHz())), "-ac", Integer.toString(format.channels()), "-i",
                request.inputUrl()));
        Codec codec = codec(request, encoding);
        int kbps = request.bitrateKbps().orElse(encoding.bitrateKbps());
        arguments.addAll(List.of("-map", "0:a:0", "-af", filters(codec, format), "-c:a", encoder(codec)));
        switch (codec) {
            // 21 ms a packet instead of 43 at 24 kHz.
            case AAC -> arguments.addAll(List.of("-ar", "48000", "-b:a", rate(kbps, 96)));
            case OPUS -> arguments.addAll(List.of("-ar", Integer.toString(opusRateHz(format.sampleRateHz())), "-application", "lowdelay",
                    "-frame_duration", "20", "-b:a", rate(kbps, 48)));
            case PCMA, PCMU -> arguments.addAll(List.of("-ar", "8000", "-ac", "1"));
            case L16 -> arguments.addAll(List.of("-ar", Integer.toString(format.sampleRateHz())));
            case MP2 -> arguments.addAll(List.of("-ar", "48000", "-b:a", rate(kbps, 96)));
        }
        arguments.addAll(List.of("-muxdelay", "0", "-flush_packets", "1"));
        if (canVerify && encoding.certificates().concern(destination)) {
            arguments.addAll(encoding.certificates().options());
        }
        // They come later: the last of two options that differ counts.
        arguments.addAll(encoding.outputOptions());
        arguments.addAll(List.of("-f", "rtsp", "-rtsp_transport", encoding.transport().name().toLowerCase(Locale.ROOT),
                destination));
        return arguments;
    }

    /**
     * The highest rate at which a 20 ms frame ends where one of ffmpeg's packets ends, so that nothing waits for the next frame. Versions
     * differ: up to 5 a packet is rate/25 samples, later the power of two below rate/10.
     */
    static int declaredRateHz(int trueRateHz) {
        int frame = trueRateHz / FRAMES_PER_SECOND;
        for (int rate : DECLARED_RATES_HZ) {
            if (frame % (rate / 25) == 0 && frame % Integer.highestOneBit(rate / 10) == 0) {
                return rate;
            }
        }
        return DECLARED_RATES_HZ[DECLARED_RATES_HZ.length - 1];
    }

    /**
     * ffmpeg 5 holds each packet of PCM until the next one is there, and a resampler holds a few samples: an encoder's 20 ms frame that ended
     * exactly where the pipe's does would wait for the pipe's next one. So 15 ms are left out at the very beginning, which is silence, and
     * from then on the encoder's frames end 5 ms before the pipe's. (AAC and MP2 frames have lengths of their own.)
     */
    private static String filters(Codec codec, PcmFormat format) {
        int rateHz = format.sampleRateHz();
        String trueRate = "asetrate=" + rateHz;
        String early = ",atrim=start_sample=" + rateHz * 15 / 1000;
        return switch (codec) {
            case AAC, MP2 -> trueRate;
            case OPUS -> trueRate + early;
            // PCM encoders send whatever they are given: what would be a thousand tiny packets a second is gathered.
            case PCMA, PCMU -> trueRate + early + ",aresample=8000,asetnsamples=n=160:p=0";
            case L16 -> trueRate + early + ",asetnsamples=n=" + rateHz / FRAMES_PER_SECOND + ":p=0";
        };
    }

    /** The lowest rate that Opus knows and that loses nothing: where it is the input's own, resampling and its delay are spared. */
    private static int opusRateHz(int inputRateHz) {
        for (int rate : new int[]{8000, 12000, 16000, 24000}) {
            if (inputRateHz <= rate) {
                return rate;
            }
        }
        return 48_000;
    }

    private static String rate(int kbps, int otherwiseKbps) {
        return (kbps == 0 ? otherwiseKbps : kbps) + "k";
    }
}
