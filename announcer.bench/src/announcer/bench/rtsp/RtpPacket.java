package announcer.bench.rtsp;

import java.nio.ByteBuffer;

/**
 * An RTP packet as it came.
 *
 * @param arrivalNanos when its last byte was read, {@link System#nanoTime()}
 * @param payloadType 0 to 127
 * @param sequence 0 to 65535
 * @param timestamp unsigned 32 bits
 * @param ssrc unsigned 32 bits
 * @param payload what it carries
 */
@SuppressWarnings("ArrayRecordComponent") // packets are never compared with each other, and nobody writes to a payload
public record RtpPacket(long arrivalNanos, int payloadType, int sequence, long timestamp, long ssrc, byte[] payload) {
    /** Of the bytes of a packet. Throws {@link IllegalArgumentException} when they are none. */
    public static RtpPacket parse(byte[] bytes, long arrivalNanos) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < 12 || (bytes[0] & 0xC0) != 0x80) {
            throw new IllegalArgumentException("not an RTP packet of version 2: " + bytes.length + " bytes");
        }
        int header = 12 + 4 * (bytes[0] & 0x0F);
        if ((bytes[0] & 0x10) != 0 && bytes.length >= header + 4) {
            header += 4 + 4 * (in.getShort(header + 2) & 0xFFFF);
        }
        int padding = (bytes[0] & 0x20) != 0 ? bytes[bytes.length - 1] & 0xFF : 0;
        int size = bytes.length - header - padding;
        if (size < 0) {
            throw new IllegalArgumentException(
                    "an RTP packet of " + bytes.length + " bytes with a header of " + header + " and padding of " + padding);
        }
        byte[] payload = new byte[size];
        in.get(header, payload);
        return new RtpPacket(arrivalNanos, bytes[1] & 0x7F, in.getShort(2) & 0xFFFF, in.getInt(4) & 0xFFFF_FFFFL,
                in.getInt(8) & 0xFFFF_FFFFL, payload);
    }
}
