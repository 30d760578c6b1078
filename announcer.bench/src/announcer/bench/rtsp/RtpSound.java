package announcer.bench.rtsp;

import java.util.List;

import announcer.bench.audio.Recording;

/** The sound in RTP packets of codecs that need no decoder: L16, PCMU and PCMA. One after the other: time that no packet covers is left out. */
public final class RtpSound {
    private RtpSound() {
    }

    /** Whether {@link #of} can read it. */
    public static boolean canRead(RtspMedia media) {
        return List.of("L16", "PCMU", "PCMA").contains(media.encoding());
    }

    /** All packets' sound. */
    public static Recording of(List<RtpPacket> packets, RtspMedia media) {
        if (!canRead(media)) {
            throw new IllegalArgumentException("sound of " + media.encoding() + " is not read without a decoder; use a StreamRecorder");
        }
        boolean linear = media.encoding().equals("L16");
        int bytes = packets.stream().mapToInt(p -> p.payload().length).sum();
        short[] samples = new short[linear ? bytes / 2 : bytes];
        int at = 0;
        for (RtpPacket p : packets) {
            byte[] b = p.payload();
            if (linear) {
                for (int i = 0; i + 1 < b.length; i += 2) {
                    samples[at++] = (short) ((b[i] << 8) | (b[i + 1] & 0xFF));
                }
            } else {
                for (byte value : b) {
                    samples[at++] = media.encoding().equals("PCMU") ? muLaw(value) : aLaw(value);
                }
            }
        }
        return new Recording(samples, media.clockRateHz(), media.channels());
    }

    // ITU-T G.711: sign, three bits of segment, four of step; mu-law is sent inverted and has a bias of 33 steps of 4.
    static short muLaw(byte coded) {
        int v = ~coded & 0xFF;
        int magnitude = ((((v & 0x0F) << 3) + 0x84) << ((v & 0x70) >> 4)) - 0x84;
        return (short) ((v & 0x80) != 0 ? -magnitude : magnitude);
    }

    // A-law is sent with every second bit inverted; its lowest segment is linear.
    static short aLaw(byte coded) {
        int v = (coded ^ 0x55) & 0xFF;
        int segment = (v & 0x70) >> 4;
        int magnitude = ((v & 0x0F) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short) ((v & 0x80) != 0 ? magnitude : -magnitude);
    }
}
