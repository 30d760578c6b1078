package announcer.rtsp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What strangers send is parsed before any login, on the one thread that carries all streams: it must not cost more than its length. The costs of
 * lengths are compared with each other, and printed; a pattern that backtracks costs 256 times as much for 16 times the length.
 */
class InputCostTest {
    private static final int SHORT = 32 * 1024;
    private static final int TIMES = 16;
    private static final int MOST_TIMES_THE_COST = 48;
    private static final int TRIES = 7;

    private interface Parser {
        void parse(String text) throws RtspException;
    }

    private record Input(String name, Parser parser, String head, String repeated, String tail) {
        String of(int length) {
            return head + repeated.repeat(length / repeated.length()) + tail;
        }

        /** The least of some tries: what else the machine does only adds to it. */
        long nanos(int length) {
            String text = of(length);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                long start = System.nanoTime();
                try {
                    parser.parse(text);
                } catch (RtspException e) {
                    // It may be refused; that must be quick as well.
                }
                least = Math.min(least, System.nanoTime() - start);
            }
            return least;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Input> inputs() {
        Parser uri = text -> RequestUri.parse(text).withoutTrack().stream();
        Parser length = InterleavedCodec::contentLength;
        Parser digest = RtspAuthenticator::parameters;
        return Stream.of(
                new Input("Content-Length, blanks", length, "Content-Length: x", " ", "x\r\n"),
                new Input("Content-Length, blanks before the colon", length, "Content-Length", " ", "x\r\n"),
                new Input("headers, many", length, "", "Content-Lengt: 1\r\n", "\r\n"),
                new Input("headers, empty lines", length, "", "\r\n", "x"),
                new Input("digest, letters", digest, "", "a", ""),
                new Input("digest, blanks", digest, "a", " ", "b"),
                new Input("digest, equals signs", digest, "", "=", ""),
                new Input("digest, quotes", digest, "a=", "\"", ""),
                new Input("digest, commas", digest, "", ",", ""),
                new Input("digest, many", digest, "", "a=\"b\", ", ""),
                new Input("address, slashes", uri, "rtsp://x/", "/", "x"),
                new Input("address, slashes within", uri, "rtsp://x/a", "/", "x"),
                new Input("address, slashes at the end", uri, "rtsp://x/x", "/", ""),
                new Input("address, tracks", uri, "rtsp://x/", "/trackID=1", "x"),
                new Input("address, at signs", uri, "rtsp://", "a@", "/x"),
                new Input("address, host", uri, "rtsp://", "a", "!"),
                new Input("address, user", uri, "rtsp://", "a!", ""),
                new Input("address, escapes", uri, "rtsp://x/", "%41", ""),
                new Input("address, segments", uri, "rtsp://x/", "a/", "!"),
                new Input("transport, commas", TransportHeader::parse, "", ",", "x"),
                new Input("transport, semicolons", TransportHeader::parse, "RTP/AVP", ";", "x"),
                new Input("transport, digits", TransportHeader::parse, "RTP/AVP;client_port=", "1", "x"),
                new Input("description, blank lines", Sdp::parse, "m=audio 0 RTP/AVP 0", "\r\n", "x"),
                new Input("description, blanks", Sdp::parse, "m=audio", " ", "x"),
                new Input("description, slashes", Sdp::parse, "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 x", "/", "x"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_costs_its_length_and_no_more(Input input) {
        // Once through, so that all of it is compiled.
        input.nanos(SHORT);
        List<Long> costs = Stream.of(1, 2, 4, 8, TIMES).map(times -> input.nanos(SHORT * times)).toList();
        System.out.println(input + ": microseconds at 1, 2, 4, 8 and 16 times 32 KiB: "
                + costs.stream().map(n -> String.valueOf(n / 1_000)).toList());
        // 50 microseconds at least: less cannot be compared.
        assertThat(costs.get(4)).isLessThan(Math.max(costs.get(0), 50_000) * MOST_TIMES_THE_COST);
    }
}
