package announcer.sound.vorbis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;

import announcer.api.audio.SoundStream;

/**
 * An OGG file while the first stream in it is decoded, which must be Vorbis. JOrbis trusts what it reads: whatever it throws at a damaged file
 * becomes an {@link IOException} here, and the heads that decide how much memory it takes do not reach it unseen. One thread.
 */
final class VorbisStream implements SoundStream {
    private static final int CHUNK = 4096;
    /** Types of the packets at its head, in their order: identification, comments, and how it is coded. */
    private static final int[] HEADERS = {1, 3, SetupHeader.TYPE};
    private static final int COMMENTS = 3;
    private static final byte[] SIGNATURE = "vorbis".getBytes(StandardCharsets.US_ASCII);
    /** A comment packet that says nothing, in place of the file's: nobody reads them, and the lengths in one may be anything. */
    private static final byte[] NO_COMMENTS = {COMMENTS, 'v', 'o', 'r', 'b', 'i', 's', 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final InputStream in;
    private final SyncState sync = new SyncState();
    private final StreamState stream = new StreamState();
    private final Page page = new Page();
    private final Packet packet = new Packet();
    private final Info info = new Info();
    private final DspState dsp = new DspState();
    private final Block block = new Block(dsp);
    private final float[][][] pcm = new float[1][][];
    private int[] starts;
    private int serial;
    private boolean lastPage;
    /** Sample groups given so far, and how many there are in all by the last page; an encoder's last block may be longer. */
    private long given;
    private long all = Long.MAX_VALUE;

    private VorbisStream(InputStream in) {
        this.in = in;
    }

    static VorbisStream open(InputStream in) throws IOException {
        VorbisStream s = new VorbisStream(in);
        try {
            s.readHeaders();
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        return s;
    }

    private void readHeaders() throws IOException {
        sync.init();
        if (!nextPage()) {
            throw new IOException("it is not an OGG file, or it is damaged");
        }
        serial = page.serialno();
        stream.init(serial);
        info.init();
        Comment comment = new Comment();
        comment.init();
        accept();
        for (int type : HEADERS) {
            int got = stream.packetout(packet);
            while (got == 0) {
                if (!nextPage()) {
                    throw new EOFException("it ends before its sound: it is damaged, or still being copied");
                }
                accept();
                got = stream.packetout(packet);
            }
            if (got < 0 || !isHeader(type) || !readHeader(type, comment)) {
                throw new IOException(type == HEADERS[0]
                        ? "it is no Vorbis in an OGG file (Opus and FLAC are not read); convert it to WAV"
                        : "its head is damaged");
            }
            if (info.channels < 1 || info.channels > 2) {
                throw new IOException("it has " + info.channels + " audio channels; convert it to mono or stereo");
            }
        }
        starts = new int[info.channels];
        dsp.synthesis_init(info);
        block.init(dsp);
    }

    /** Whether the present packet is a head of a type. */
    private boolean isHeader(int type) {
        int from = packet.packet + 1;
        return packet.bytes > SIGNATURE.length && packet.packet_base[packet.packet] == type
                && Arrays.equals(packet.packet_base, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    private boolean readHeader(int type, Comment comment) throws IOException {
        if (type == COMMENTS) {
            packet.packet_base = NO_COMMENTS.clone();
            packet.packet = 0;
            packet.bytes = NO_COMMENTS.length;
        } else if (type == SetupHeader.TYPE) {
            SetupHeader.check(new BitReader(packet.packet_base, packet.packet + 1 + SIGNATURE.length, packet.packet + packet.bytes),
                    info.channels);
        }
        return info.synthesis_headerin(comment, packet) >= 0;
    }

    private void accept() throws IOException {
        if (page.serialno() == serial) {
            if (stream.pagein(page) < 0) {
                throw new IOException("a page of it is damaged");
            }
            if (page.eos() != 0) {
                lastPage = true;
                all = page.granulepos() > 0 ? page.granulepos() : Long.MAX_VALUE;
            }
        }
    }

    /** Reads to the next page; false at the end of the file. */
    private boolean nextPage() throws IOException {
        while (true) {
            int got = sync.pageout(page);
            if (got > 0) {
                return true;
            }
            if (got < 0) {
                throw new IOException("there is something else between its pages: it is damaged, or not an OGG file");
            }
            int at = sync.buffer(CHUNK);
            int n = in.readNBytes(sync.data, at, CHUNK);
            if (n == 0) {
                return false;
            }
            sync.wrote(n);
        }
    }

    @Override
    public int sampleRateHz() {
        return info.rate;
    }

    @Override
    public int channels() {
        return info.channels;
    }

    @Override
    public int read(float[] into) throws IOException {
        try {
            int groups = dsp.synthesis_pcmout(pcm, starts);
            while (groups <= 0) {
                if (!nextBlock()) {
                    return -1;
                }
                groups = dsp.synthesis_pcmout(pcm, starts);
            }
            return give(Math.min(groups, into.length / info.channels), into);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private int give(int groups, float[] into) throws IOException {
        int wanted = (int) Math.min(groups, all - given);
        for (int c = 0; c < info.channels; c++) {
            for (int i = 0; i < wanted; i++) {
                float sample = pcm[0][c][starts[c] + i];
                if (!Float.isFinite(sample)) {
                    throw new IOException("a sample of it is not a number: it is damaged");
                }
                into[i * info.channels + c] = sample;
            }
        }
        dsp.synthesis_read(groups);
        given += groups;
        return wanted <= 0 ? -1 : wanted * info.channels;
    }

    /** Decodes the next packet; false at the end. */
    private boolean nextBlock() throws IOException {
        int got = stream.packetout(packet);
        while (got == 0) {
            if (lastPage) {
                return false;
            }
            if (!nextPage()) {
                throw new EOFException("it ends before its last page: it is damaged, or still being copied");
            }
            accept();
            got = stream.packetout(packet);
        }
        if (got < 0) {
            throw new IOException("a part of its sound is missing: it is damaged");
        }
        if (block.synthesis(packet) == 0) {
            dsp.synthesis_blockin(block);
        }
        return true;
    }

    private static IOException damaged(RuntimeException e) {
        return new IOException("it cannot be decoded (" + e + "): it is damaged", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
