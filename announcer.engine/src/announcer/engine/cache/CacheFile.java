package announcer.engine.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The file of a phrase. Its name is the SHA-256 of the phrase's key in its one canonical form. It holds a head of 32 bytes (magic, version,
 * time made, length of the key, length of the sound, CRC32 of the sound, CRC32 of the head and the key), the key, the sound. Numbers are
 * big-endian. Immutable; any thread.
 */
final class CacheFile {
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

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.phrase");
    private static final Pattern TEMPORARY = Pattern.compile("[0-9a-f]{64}\\.[0-9a-f]{1,16}\\.tmp");

    /** All that is before the sound. */
    private static final class Head {
        private final byte[] key;
        private final long createdMillis;
        private final int soundBytes;
        private final int soundCrc;

        Head(byte[] key, long createdMillis, int soundBytes, int soundCrc) {
            this.key = key;
            this.createdMillis = createdMillis;
            this.soundBytes = soundBytes;
            this.soundCrc = soundCrc;
        }
    }

    private final byte[] key;
    private final String name;

    CacheFile(PhraseCache.Key key) {
        this.key = canonical(key);
        name = name(this.key);
    }

    byte[] key() {
        return key;
    }

    String name() {
        return name;
    }

    /** A name for the file while it is written; another one each time. */
    String temporary(long number) {
        return name.substring(0, 64) + "." + Long.toHexString(number) + ".tmp";
    }

    /** Whether a file of this name may be the cache's. Others are never touched. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a file of this name was begun by a cache and not ended. */
    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** How long the file is with a sound. */
    long bytes(byte[] pcm) {
        return (long) HEAD_BYTES + key.length + pcm.length;
    }

    void write(GatheringByteChannel to, MemoryTier.Sound sound) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        head.putInt(MAGIC).putInt(VERSION).putLong(sound.createdMillis()).putInt(key.length).putInt(sound.pcm().length);
        head.putInt(crc(sound.pcm())).putInt(crc(head, key)).flip();
        ByteBuffer[] all = {head, ByteBuffer.wrap(key), ByteBuffer.wrap(sound.pcm())};
        while (all[2].hasRemaining()) {
            to.write(all);
        }
    }

    /** Reads the phrase, checked in every part. */
    MemoryTier.Sound read(Path path) throws IOException {
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
            Head head = head(from, path);
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

    /** When the phrase in a file was made; checks all but the sound. */
    static long createdMillis(Path path) throws IOException {
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
            Head head = head(from, path);
            if (!name(head.key).equals(path.getFileName().toString())) {
                throw new Broken(path.getFileName() + " holds another phrase than its name says");
            }
            return head.createdMillis;
        }
    }

    private static Head head(FileChannel from, Path path) throws IOException {
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
        return new Head(key, created, soundBytes, soundCrc);
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

    private static String name(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)) + ".phrase";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lengths go first, so that no two keys look alike; 16 bits a character, since UTF-8 makes all lone surrogates the same. */
    private static byte[] canonical(PhraseCache.Key key) {
        String[] words = {key.engine(), key.engineVersion(), key.voice(), key.text(), key.levelling()};
        int size = 3 * Double.BYTES + 2 * Integer.BYTES;
        for (String word : words) {
            size += Integer.BYTES + word.length() * Character.BYTES;
        }
        ByteBuffer to = ByteBuffer.allocate(size);
        to.putDouble(key.prosody().rate()).putDouble(key.prosody().pitch()).putDouble(key.prosody().volume());
        to.putInt(key.format().sampleRateHz()).putInt(key.format().channels());
        for (String word : words) {
            to.putInt(word.length());
            to.asCharBuffer().put(word);
            to.position(to.position() + word.length() * Character.BYTES);
        }
        return to.array();
    }
}
