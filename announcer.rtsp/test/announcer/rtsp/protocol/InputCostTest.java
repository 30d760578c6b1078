package announcer.rtsp.protocol;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import announcer.testing.InputCost;

/** What strangers send is parsed before any login, on the one thread that carries all streams: it must not cost more than its length. */
class InputCostTest {
    private static final int SHORT = 32 * 1024;

    static Stream<InputCost> inputs() {
        InputCost.Parser uri = text -> RequestUri.parse(text).withoutTrack().stream();
        InputCost.Parser length = InterleavedCodec::contentLength;
        InputCost.Parser digest = RtspAuthenticator::parameters;
        return Stream.of(
                new InputCost("Content-Length, blanks", length, "Content-Length: x", " ", "x\r\n"),
                new InputCost("Content-Length, blanks before the colon", length, "Content-Length", " ", "x\r\n"),
                new InputCost("headers, many", length, "", "Content-Lengt: 1\r\n", "\r\n"),
                new InputCost("headers, empty lines", length, "", "\r\n", "x"),
                new InputCost("digest, letters", digest, "", "a", ""),
                new InputCost("digest, blanks", digest, "a", " ", "b"),
                new InputCost("digest, equals signs", digest, "", "=", ""),
                new InputCost("digest, quotes", digest, "a=", "\"", ""),
                new InputCost("digest, commas", digest, "", ",", ""),
                new InputCost("digest, many", digest, "", "a=\"b\", ", ""),
                new InputCost("address, slashes", uri, "rtsp://x/", "/", "x"),
                new InputCost("address, slashes within", uri, "rtsp://x/a", "/", "x"),
                new InputCost("address, slashes at the end", uri, "rtsp://x/x", "/", ""),
                new InputCost("address, tracks", uri, "rtsp://x/", "/trackID=1", "x"),
                new InputCost("address, at signs", uri, "rtsp://", "a@", "/x"),
                new InputCost("address, host", uri, "rtsp://", "a", "!"),
                new InputCost("address, user", uri, "rtsp://", "a!", ""),
                new InputCost("address, escapes", uri, "rtsp://x/", "%41", ""),
                new InputCost("address, segments", uri, "rtsp://x/", "a/", "!"),
                new InputCost("transport, commas", TransportHeader::parse, "", ",", "x"),
                new InputCost("transport, semicolons", TransportHeader::parse, "RTP/AVP", ";", "x"),
                new InputCost("transport, digits", TransportHeader::parse, "RTP/AVP;client_port=", "1", "x"),
                new InputCost("description, blank lines", Sdp::parse, "m=audio 0 RTP/AVP 0", "\r\n", "x"),
                new InputCost("description, blanks", Sdp::parse, "m=audio", " ", "x"),
                new InputCost("description, slashes", Sdp::parse, "m=audio 0 RTP/AVP 96\r\na=rtpmap:96 x", "/", "x"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_costs_its_length_and_no_more(InputCost input) {
        input.check(SHORT);
    }
}
