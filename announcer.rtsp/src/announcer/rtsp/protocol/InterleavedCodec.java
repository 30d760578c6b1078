package announcer.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.lib.time.MonotonicClock;

/**
 * Splits what a connection sends into whole requests, for Netty's RTSP decoder behind it, and media frames ($, channel, 16-bit length). All
 * limits on size hold here, before anything is decoded. A {@link RtspException} is thrown for what is neither; nothing that follows is looked at.
 */
public final class InterleavedCodec extends ByteToMessageDecoder {
    private static final int FRAME_HEADER = 4;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Supplier<RtspSettings> settings;
    private final MonotonicClock clock;
    private boolean broken;
    private int scanned;
    private int requestBytes;
    private boolean partial;
    private long partialSince;

    public InterleavedCodec(Supplier<RtspSettings> settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the time that a begun request or frame has been incomplete, in nanoseconds; 0 when none is. */
    public long incompleteNanos(long nowNanos) {
        return partial ? nowNanos - partialSince : 0;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws RtspException {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            boolean whole = next(in, out);
            if (whole || !in.isReadable()) {
                partial = false;
            } else if (!partial) {
                partial = true;
                partialSince = clock.nanoTime();
            }
        } catch (RtspException e) {
            broken = true;
            partial = false;
            throw e;
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        // What is incomplete at the end stays so.
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (requestBytes > 0 && !broken) {
            // A head is here and its body is not: it may wait until the head is acknowledged.
            QuickAck.now(ctx.channel());
        }
        super.channelReadComplete(ctx);
    }

    private boolean next(ByteBuf in, List<Object> out) throws RtspException {
        if (scanned == 0 && requestBytes == 0) {
            while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
                in.skipBytes(1);
            }
        }
        if (!in.isReadable()) {
            return false;
        }
        return in.getByte(in.readerIndex()) == '$' ? frame(in, out) : request(in, out);
    }

    private static boolean frame(ByteBuf in, List<Object> out) {
        int at = in.readerIndex();
        if (in.readableBytes() < FRAME_HEADER || in.readableBytes() < FRAME_HEADER + in.getUnsignedShort(at + 2)) {
            return false;
        }
        int channel = in.getUnsignedByte(at + 1);
        int length = in.getUnsignedShort(at + 2);
        in.skipBytes(FRAME_HEADER);
        out.add(new InterleavedFrame(channel, in.readRetainedSlice(length)));
        return true;
    }

    private boolean request(ByteBuf in, List<Object> out) throws RtspException {
        if (requestBytes == 0) {
            requestBytes = measure(in);
        }
        if (requestBytes == 0 || in.readableBytes() < requestBytes) {
            return false;
        }
        out.add(in.readRetainedSlice(requestBytes));
        requestBytes = 0;
        scanned = 0;
        return true;
    }

    /** The size of the request that the buffer begins with; 0 while its headers are incomplete. */
    private int measure(ByteBuf in) throws RtspException {
        int start = in.readerIndex();
        int max = settings.get().maxHeaderBytes();
        int end = Math.min(in.readableBytes(), max);
        for (; scanned < end; scanned++) {
            int at = start + scanned;
            byte character = in.getByte(at);
            boolean text = (character >= ' ' && character < 127) || character == '\r' || character == '\n' || character == '\t'
                    || character < 0;
            if (!text || (scanned == 0 && !(character >= 'A' && character <= 'Z'))) {
                throw RtspException.badRequest("What came is neither an RTSP request nor a media frame.");
            }
            if (character == '\n' && (before(in, start, at, "\n") || before(in, start, at, "\n\r"))) {
                int headerBytes = scanned + 1;
                return headerBytes + bodyBytes(in.toString(start, headerBytes, StandardCharsets.ISO_8859_1));
            }
        }
        if (in.readableBytes() >= max) {
            throw RtspException.badRequest("The request has more than " + max + " bytes of headers.");
        }
        return 0;
    }

    private static boolean before(ByteBuf in, int start, int at, String text) {
        int from = at - text.length();
        return from >= start && in.toString(from, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private int bodyBytes(String headers) throws RtspException {
        String value = contentLength(headers);
        if (value == null) {
            return 0;
        }
        if (!NUMBER.matcher(value).matches()) {
            throw RtspException.badRequest("Content-Length must be given once, as a number.");
        }
        int max = settings.get().maxBodyBytes();
        if (Integer.parseInt(value) > max) {
            throw new RtspException(RtspResponseStatuses.REQUEST_ENTITY_TOO_LARGE, "A body may have " + max + " bytes, not " + value + ".");
        }
        return Integer.parseInt(value);
    }

    /** The header's value; null when there is none. Each character is looked at a fixed number of times: this is before any login. */
    static String contentLength(String headers) throws RtspException {
        String value = null;
        for (int from = 0; from < headers.length();) {
            int end = headers.indexOf('\n', from);
            String line = headers.substring(from, end < 0 ? headers.length() : end);
            int colon = line.indexOf(':');
            if (colon >= 0 && line.substring(0, colon).stripTrailing().equalsIgnoreCase(RtspHeaders.CONTENT_LENGTH)) {
                if (value != null) {
                    throw RtspException.badRequest("Content-Length must be given once, as a number.");
                }
                value = line.substring(colon + 1).strip();
            }
            from = end < 0 ? headers.length() : end + 1;
        }
        return value;
    }
}
