package announcer.ffmpeg.command;

import java.util.List;

import announcer.api.stream.Codec;

/**
 * The settings that shape ffmpeg's command.
 *
 * @param bitrateKbps kbit/s; 0: the codec's default
 * @param outputOptions arguments, one each
 * @param certificates for destinations that have one
 */
public record Encoding(Codec codec, int bitrateKbps, RtspTransport transport, List<String> outputOptions, Certificates certificates) {
    public Encoding {
        outputOptions = List.copyOf(outputOptions);
    }
}
