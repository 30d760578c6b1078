package announcer.api.audio;

import java.time.Duration;

/**
 * A format of sound. Samples are signed 16-bit little-endian, interleaved by channel; nothing else is ever passed on.
 *
 * <p>
 * Words: a <em>sample</em> is one 16-bit value; a <em>sample group</em> is one sample of each audio channel at the same instant; a
 * <em>frame</em> is 20 ms of sound.
 *
 * @param sampleRateHz sample groups a second, 8,000 to 192,000, a multiple of 50 so that a frame is whole
 * @param channels audio channels, 1 or 2
 */
public record PcmFormat(int sampleRateHz, int channels) {
    /** Bytes in one sample. */
    public static final int BYTES_PER_SAMPLE = 2;
    /** Length of a frame. */
    public static final Duration FRAME = Duration.ofMillis(20);
    /** Frames in a second. */
    public static final int FRAMES_PER_SECOND = 50;
    /** Length of a frame in nanoseconds. */
    public static final long FRAME_NANOS = FRAME.toNanos();

    public PcmFormat {
        if (sampleRateHz < 8_000 || sampleRateHz > 192_000 || sampleRateHz % FRAMES_PER_SECOND != 0) {
            throw new IllegalArgumentException(
                    "sampleRateHz is " + sampleRateHz + "; it must be a multiple of 50 from 8000 to 192000 (for instance 24000)");
        }
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("channels is " + channels + "; it must be 1 (mono) or 2 (stereo)");
        }
    }

    /** Bytes in one sample group. */
    public int bytesPerSampleGroup() {
        return BYTES_PER_SAMPLE * channels;
    }

    /** Sample groups in one frame. */
    public int sampleGroupsPerFrame() {
        return sampleRateHz / FRAMES_PER_SECOND;
    }

    /** Bytes in one frame: 960 for 24 kHz mono. */
    public int bytesPerFrame() {
        return sampleGroupsPerFrame() * bytesPerSampleGroup();
    }

    /** Bytes in one second. */
    public int bytesPerSecond() {
        return sampleRateHz * bytesPerSampleGroup();
    }

    /** How long {@code sampleGroups} sound. */
    public Duration durationOf(long sampleGroups) {
        long seconds = sampleGroups / sampleRateHz;
        long rest = sampleGroups % sampleRateHz;
        return Duration.ofSeconds(seconds, rest * 1_000_000_000L / sampleRateHz);
    }
}
