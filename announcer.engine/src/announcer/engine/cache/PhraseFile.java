package announcer.engine.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The file of a phrase: a head of 32 bytes (magic, version, time made, length of the key, length of the sound, CRC32 of the sound, CRC32 of
 * the head and the key), the key, the sound. Numbers are big-endian.
 */
final class PhraseFile {
    /** The file is not what it should be. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    static final int HEAD_BYTES = 32;
    private static final int MAGIC = 0x414E5048; // ANPH
    private static final int VERSION = 1;
    private static final int CRC_AT = HEAD_BYTES - Integer.BYTES;

    private final byte[] key;
    private final long createdMillis;
    private final int soundBytes;
    private final int soundCrc;

    private PhraseFile(byte[] key, long createdMillis, int soundBytes, int soundCrc) {
        this.key = key;
        this.createdMillis = createdMillis;
        this.soundBytes = soundBytes;
        this.soundCrc = soundCrc;
    }

    /** How long the file of a phrase is. */
    static long bytes(byte[] key, byte[] pcm) {
        return (long) HEAD_BYTES + key.length + pcm.length;
    }

    static void write(GatheringByteChannel to, byte[] key, MemoryTier.Sound sound) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        head.putInt(MAGIC).putInt(VERSION).putLong(sound.createdMillis()).putInt(key.length).putInt(sound.pcm().length);
        head.putInt(crc(sound.pcm())).putInt(crc(head, key)).flip();
        ByteBuffer[] all = {head, ByteBuffer.wrap(key), ByteBuffer.wrap(sound.pcm())};
        while (all[2].hasRemaining()) {
            to.write(all);
        }
    }

    /** Reads what is before the sound, and checks it and the file's length. */
    static PhraseFile head(Path path) throws IOException {
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
            return head(from, path);
        }
    }

    /** Reads the phrase with this key, checked in every part. */
    static MemoryTier.Sound read(Path path, byte[] key) throws IOException {
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
            PhraseFile head = head(from, path);
            if (!Arrays.equals(head.key, key)) {
                throw new Broken(path.getFileName() + " holds another phrase than its name says");
            }
            byte[] pcm = readFully(from, head.soundBytes, path);
            if (crc(pcm) != head.soundCrc) {
                throw new Broken(path.getFileName() + " is damaged: the checksum of its sound is wrong");
            }
            return new MemoryTier.Sound(pcm, head.createdMillis);
        }
    }

    private static PhraseFile head(FileChannel from, Path path) throws IOException {
        long size = from.size();
        if (size < HEAD_BYTES) {
            throw new Broken(path.getFileName() + " has " + size + " bytes, fewer than a head");
        }
        ByteBuffer head = ByteBuffer.wrap(readFully(from, HEAD_BYTES, path));
        if (head.getInt() != MAGIC || head.getInt() != VERSION) {
            throw new Broken(path.getFileName() + " is not a phrase of version " + VERSION);
        }
        long created = head.getLong();
        int keyBytes = head.getInt();
        int soundBytes = head.getInt();
        int soundCrc = head.getInt();
        int headCrc = head.getInt();
        // Before any of it is believed: a length that is wrong must not ask for gigabytes.
        if (keyBytes < 0 || soundBytes < 0 || size != (long) HEAD_BYTES + keyBytes + soundBytes) {
            throw new Broken(path.getFileName() + " has " + size + " bytes, not the " + HEAD_BYTES + " + " + keyBytes + " + " + soundBytes
                    + " that its head says");
        }
        byte[] key = readFully(from, keyBytes, path);
        if (crc(head, key) != headCrc) {
            throw new Broken(path.getFileName() + " is damaged: the checksum of its head is wrong");
        }
        return new PhraseFile(key, created, soundBytes, soundCrc);
    }

    private static byte[] readFully(FileChannel from, int length, Path path) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (from.read(into) < 0) {
                throw new Broken(path.getFileName() + " became shorter while it was read");
            }
        }
        return into.array();
    }

    private static int crc(ByteBuffer head, byte[] key) {
        CRC32 crc = new CRC32();
        crc.update(head.duplicate().position(0).limit(CRC_AT));
        crc.update(key);
        return (int) crc.getValue();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    byte[] key() {
        return key;
    }

    long createdMillis() {
        return createdMillis;
    }
}
