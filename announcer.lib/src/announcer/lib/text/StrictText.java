package announcer.lib.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Bytes that people wrote as text: as they meant it, or not at all. What cannot be read never becomes U+FFFD. */
public final class StrictText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private StrictText() {
    }

    /** Returns UTF-8 as text, without a byte order mark at its beginning. */
    public static String of(byte[] bytes) throws UnreadableTextException {
        return of(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Returns bytes as text, without a byte order mark at its beginning.
     *
     * @throws UnreadableTextException when they are none in this charset; the message is what follows the name of their place: {@code is not
     *         UTF-8: its byte 3 is 0xFC}
     */
    public static String of(byte[] bytes, Charset charset) throws UnreadableTextException {
        if (isUtf16(bytes)) {
            throw new UnreadableTextException("is UTF-16, not " + charset);
        }
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer into = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        if (decoder.decode(from, into, true).isError() || decoder.flush(into).isError()) {
            throw new UnreadableTextException("is not " + charset + ": its byte " + (from.position() + 1)
                    + String.format(" is 0x%02X", bytes[from.position()]));
        }
        String text = into.flip().toString();
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableTextException("has zero bytes, as UTF-16 has, and is not " + charset);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** Whether bytes begin with the byte order mark of UTF-16. */
    public static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
    }

    /** Bytes are no text; the message follows the name of their place. */
    public static final class UnreadableTextException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableTextException(String message) {
            super(message);
        }
    }
}
