package announcer.api;

import java.time.Instant;

/**
 * 20 ms that a channel sent.
 *
 * @param written when the channel's pipe took it
 * @param pcm signed 16-bit little-endian samples, interleaved; the receiver's own
 */
@SuppressWarnings("ArrayRecordComponent")
public record SentFrame(Instant written, byte[] pcm) {}
