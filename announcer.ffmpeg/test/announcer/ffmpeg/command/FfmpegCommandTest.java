package announcer.ffmpeg.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.Codec;
import announcer.api.stream.PushRequest;

class FfmpegCommandTest {
    private static final String URL = "rtsp://u:p w@host/main";
    private static final Certificates VERIFIED = new Certificates(true, "/etc/ca.pem");
    private static final String URL_OF_RUN = "rtsp://run:7@host/main";

    private static String line(Optional<Codec> codec, OptionalInt kbps, Encoding encoding, int rateHz) {
        return String.join(" ", FfmpegCommand.arguments(
                new PushRequest("main", "unix:/run/a b.sock", new PcmFormat(rateHz, 1), URL, codec, kbps), URL, encoding, true));
    }

    private static String line(Codec codec) {
        return line(Optional.empty(), OptionalInt.empty(), new Encoding(codec, 0, RtspTransport.TCP, List.of(), VERIFIED), 24_000);
    }

    @Test
    void input_is_not_probed_and_the_true_rate_is_put_back() {
        assertThat(line(Codec.AAC)).contains("-progress pipe:1 -stats_period 0.1")
                .contains("-fflags nobuffer -probesize 32 -analyzeduration 0 -f s16le -ar 500 -ac 1 -i unix:/run/a b.sock ")
                .contains("-af asetrate=24000").doesNotContain("-re ");
    }

    @Test
    void by_tcp_no_more_than_a_fraction_of_a_second_is_let_in_ahead() {
        Encoding encoding = new Encoding(Codec.AAC, 0, RtspTransport.TCP, List.of(), VERIFIED);
        PushRequest request = new PushRequest("main", "tcp://127.0.0.1:4711", new PcmFormat(48_000, 2), URL, Optional.empty(),
                OptionalInt.empty());
        assertThat(String.join(" ", FfmpegCommand.arguments(request, URL, encoding, true)))
                .containsPattern("-recv_buffer_size 7680 .*-i tcp://127.0.0.1:4711 ");
        assertThat(line(Codec.AAC)).doesNotContain("-recv_buffer_size");
    }

    @Test
    void each_codec_has_its_own_options() {
        assertThat(line(Codec.AAC)).contains("-c:a aac -ar 48000 -b:a 96k");
        assertThat(line(Codec.OPUS)).contains("-c:a libopus -ar 24000 -application lowdelay -frame_duration 20 -b:a 48k");
        assertThat(line(Codec.PCMA)).contains("aresample=8000,asetnsamples=n=160:p=0 -c:a pcm_alaw -ar 8000 -ac 1");
        assertThat(line(Codec.PCMU)).contains("-c:a pcm_mulaw -ar 8000 -ac 1");
        assertThat(line(Codec.L16)).contains("asetnsamples=n=480:p=0 -c:a pcm_s16be -ar 24000");
        assertThat(line(Codec.MP2)).contains("-c:a mp2 -ar 48000 -b:a 96k");
    }

    @Test
    void opus_takes_the_lowest_rate_that_loses_nothing() {
        Encoding opus = new Encoding(Codec.OPUS, 0, RtspTransport.TCP, List.of(), VERIFIED);
        assertThat(line(Optional.empty(), OptionalInt.empty(), opus, 22_050)).contains("-ar 24000");
        assertThat(line(Optional.empty(), OptionalInt.empty(), opus, 44_100)).contains("-ar 48000");
    }

    @Test
    void a_channel_overrides_codec_and_bit_rate() {
        Encoding aac = new Encoding(Codec.AAC, 128, RtspTransport.UDP, List.of("-metadata", "title=Hall 1"), VERIFIED);
        assertThat(line(Optional.of(Codec.MP2), OptionalInt.of(64), aac, 24_000)).contains("-c:a mp2 -ar 48000 -b:a 64k");
        assertThat(line(Optional.empty(), OptionalInt.empty(), aac, 24_000)).contains("-b:a 128k")
                .endsWith("-metadata title=Hall 1 -f rtsp -rtsp_transport udp " + URL);
    }

    @Test
    void the_run_s_destination_is_one_argument_and_the_last() {
        List<String> arguments = FfmpegCommand.arguments(new PushRequest("main", "unix:/x", new PcmFormat(24_000, 1), URL,
                Optional.empty(), OptionalInt.empty()), URL_OF_RUN, new Encoding(Codec.AAC, 0, RtspTransport.TCP, List.of(), VERIFIED),
                true);
        assertThat(arguments).endsWith("rtsp", "-rtsp_transport", "tcp", URL_OF_RUN).doesNotContain(URL);
    }

    private static String to(String destination, boolean verify, boolean canVerify) {
        PushRequest request = new PushRequest("main", "unix:/x", new PcmFormat(24_000, 1), destination, Optional.empty(),
                OptionalInt.empty());
        return String.join(" ", FfmpegCommand.arguments(request, destination, new Encoding(Codec.AAC, 0, RtspTransport.TCP,
                List.of("-metadata", "title=x"), new Certificates(verify, "/etc/ca.pem")), canVerify));
    }

    @Test
    void certificates_are_verified_where_there_are_some_and_ffmpeg_can_and_options_of_one_s_own_overrule_it() {
        assertThat(to("RTSPS://host/x", true, true)).contains(" -tls_verify 1 -ca_file /etc/ca.pem -metadata title=x ");
        assertThat(to("rtsp://host/x", true, true)).doesNotContain("-tls_verify");
        assertThat(to("rtsps://host/x", true, false)).doesNotContain("-tls_verify");
        assertThat(to("rtsps://host/x", false, true)).doesNotContain("-tls_verify");
        assertThat(List.of("rtsps://10.0.0.1/x", "rtsps://u:p@10.0.0.1:322/x", "rtsps://[::1]:322")).allMatch(Certificates::hasAddress);
        assertThat(List.of("rtsps://10.example/x", "rtsps://u:1.2@host:322/x", "rtsps://host")).noneMatch(Certificates::hasAddress);
        assertThat(new Certificates(true, "").options()).as("ffmpeg's own").containsExactly("-tls_verify", "1");
    }

    @Test
    void packets_of_every_version_end_where_frames_of_usual_rates_end() {
        for (int rateHz : new int[]{8000, 16_000, 24_000, 32_000, 48_000}) {
            int declared = FfmpegCommand.declaredRateHz(rateHz);
            assertThat(rateHz / 50 % (declared / 25)).as("ffmpeg 5 at %d", rateHz).isZero();
            assertThat(rateHz / 50 % Integer.highestOneBit(declared / 10)).as("ffmpeg 8 at %d", rateHz).isZero();
        }
    }

    @Test
    void a_line_of_options_is_split_without_a_shell() {
        assertThat(ArgumentSplitter.split("-metadata \"title=Hall 1\"  -a '' $HOME `x`")).containsExactly("-metadata", "title=Hall 1", "-a",
                "",
                "$HOME", "`x`");
        assertThatThrownBy(() -> ArgumentSplitter.split("-x \"open")).hasMessageContaining("a quote is not closed in: -x \"open");
    }
}
