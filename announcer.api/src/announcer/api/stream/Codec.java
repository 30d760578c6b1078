package announcer.api.stream;

/** An audio codec of the published stream. */
public enum Codec {
    /** MPEG-4 AAC, the widest support. */
    AAC,
    /** Opus in 20 ms packets, low delay. */
    OPUS,
    /** G.711 A-law, 8 kHz. */
    PCMA,
    /** G.711 mu-law, 8 kHz. */
    PCMU,
    /** Linear 16-bit PCM, uncompressed. */
    L16,
    /** MPEG-1 layer II. */
    MP2
}
