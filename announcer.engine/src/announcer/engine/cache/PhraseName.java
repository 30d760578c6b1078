package announcer.engine.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What a phrase is called on disk: a key in its one canonical form, and the name of the file, which is its SHA-256. */
final class PhraseName {
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}\\.phrase");
    private static final Pattern TEMPORARY = Pattern.compile("[0-9a-f]{64}\\.[0-9a-f]{1,16}\\.tmp");

    private final byte[] key;
    private final String file;

    PhraseName(PhraseCache.Key key) {
        this.key = canonical(key);
        this.file = file(this.key);
    }

    byte[] key() {
        return key;
    }

    String file() {
        return file;
    }

    /** A name for the file while it is written; another one each time. */
    String temporary(long number) {
        return file.substring(0, 64) + "." + Long.toHexString(number) + ".tmp";
    }

    /** The name of the file that holds the phrase with this canonical key. */
    static String file(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)) + ".phrase";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a file of this name may be the cache's. Others are never touched. */
    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /** Whether a file of this name was begun by a cache and not ended. */
    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
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
