package announcer.engine.sound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.framework.ServiceReference;

import announcer.api.audio.SoundDecoder;
import announcer.api.audio.SoundStream;
import announcer.engine.util.RankedServices;

/** Decodes sound files: WAV itself, others by the decoders that are there. Any thread; blocks on files. */
public final class SoundFiles {
    private static final String WAV = "wav";
    /** The endings that people may expect to be read, in the order in which they are preferred. */
    private static final List<String> ENDINGS = List.of(WAV, "ogg");
    private static final int LOWEST_HZ = 4_000;
    private static final int HIGHEST_HZ = 192_000;
    /** Of full scale; 24 bits have nothing that is less. */
    private static final float NOTHING = 1e-6f;
    private static final int BUFFER = 1 << 16;
    private static final int FIRST_SAMPLES = 1 << 16;

    private final RankedServices<SoundDecoder> decoders;

    public SoundFiles(RankedServices<SoundDecoder> decoders) {
        this.decoders = decoders;
    }

    /** Which file it is, in which version. */
    public record Identity(Path file, long bytes, FileTime modified) {
        /** @throws IOException when there is no such file, or it is no regular one */
        public static Identity of(Path file) throws IOException {
            BasicFileAttributes a;
            try {
                a = Files.readAttributes(file, BasicFileAttributes.class);
            } catch (NoSuchFileException e) {
                throw new IOException("it is not there any more", e);
            }
            // A pipe would block whoever opens it.
            if (!a.isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return new Identity(file, a.size(), a.lastModifiedTime());
        }
    }

    /** The place of a file's ending among those that are read, the best first; -1: it is no sound file by its name. */
    public static int rank(String fileName) {
        return ENDINGS.indexOf(ending(fileName));
    }

    /** What is in a file cannot be heard: reading it again is of no use until it, or what decodes it, is another one. */
    public static final class NotASoundException extends IOException {
        private static final long serialVersionUID = 1L;

        NotASoundException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param mostBytes what is larger is refused
     * @param longest what sounds longer is refused
     * @throws IOException when it cannot be heard; the message says why, in words that follow on the file's name
     */
    public SoundClip read(Identity file, long mostBytes, Duration longest) throws IOException {
        Kept kept = new Kept();
        Length length = decode(file, mostBytes, longest, kept);
        return new SoundClip(length.sampleRateHz, length.channels, Arrays.copyOf(kept.all, kept.length));
    }

    /**
     * Decodes a whole file and keeps nothing of it: tells how long it sounds.
     *
     * @throws IOException as {@link #read}
     */
    public Duration length(Identity file, long mostBytes, Duration longest) throws IOException {
        return decode(file, mostBytes, longest, (part, n) -> {}).duration();
    }

    private interface Collector {
        void add(float[] part, int length);
    }

    private static final class Kept implements Collector {
        private float[] all = new float[FIRST_SAMPLES];
        private int length;

        @Override
        public void add(float[] part, int n) {
            if (length + n > all.length) {
                all = Arrays.copyOf(all, Math.max(length + n, 2 * all.length));
            }
            System.arraycopy(part, 0, all, length, n);
            length += n;
        }
    }

    private record Length(int sampleRateHz, int channels, long samples) {
        Duration duration() {
            return Duration.ofMillis(samples / channels * 1000 / sampleRateHz);
        }
    }

    private Length decode(Identity file, long mostBytes, Duration longest, Collector into) throws IOException {
        if (file.bytes() > mostBytes) {
            throw new NotASoundException("it has " + file.bytes() + " bytes; " + mostBytes + " are allowed", null);
        }
        IOException wrong = null;
        Length length = null;
        // Opened first: whether it can be is no matter of what is in it.
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.file()), BUFFER)) {
            try {
                length = decode(in, file.file(), longest, into);
            } catch (IOException e) {
                wrong = new NotASoundException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
            } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
                // A decoder is another bundle's code, and the file decides how much it takes.
                wrong = new NotASoundException("it could not be decoded: " + e, e);
            }
        }
        if (!Identity.of(file.file()).equals(file)) {
            throw new IOException("it is being written at this moment");
        }
        if (wrong != null) {
            throw wrong;
        }
        return length;
    }

    private Length decode(InputStream in, Path file, Duration longest, Collector into) throws IOException {
        try (RankedServices.Lease<SoundDecoder> decoder = decoder(file); SoundStream sound = decoder.service().decode(in)) {
            return whole(sound, longest, into);
        }
    }

    /**
     * Opens a file to be decoded bit by bit.
     *
     * @throws IOException when it cannot be heard; the message says why, in words that follow on the file's name
     */
    public SoundStream open(Path file) throws IOException {
        Identity.of(file);
        RankedServices.Lease<SoundDecoder> decoder = decoder(file);
        InputStream in = null;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            SoundStream sound = decoder.service().decode(in);
            checkRate(sound);
            return new LeasedStream(sound, decoder);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            decoder.close();
            if (in != null) {
                in.close();
            }
            throw e;
        }
    }

    /** Gives its decoder back when it is closed. */
    private record LeasedStream(SoundStream sound, RankedServices.Lease<SoundDecoder> decoder) implements SoundStream {
        @Override
        public int sampleRateHz() {
            return sound.sampleRateHz();
        }

        @Override
        public int channels() {
            return sound.channels();
        }

        @Override
        public int read(float[] into) throws IOException {
            return sound.read(into);
        }

        @Override
        public void close() throws IOException {
            try {
                sound.close();
            } finally {
                decoder.close();
            }
        }
    }

    /** What decodes now: another object after every change. */
    public Object decoders() {
        return decoders.refs();
    }

    private RankedServices.Lease<SoundDecoder> decoder(Path file) throws IOException {
        String ending = ending(file.getFileName().toString());
        if (ending.equals(WAV)) {
            return new RankedServices.Lease<>(WavStream::new, () -> {});
        }
        Optional<ServiceReference<SoundDecoder>> found = decoders.find(SoundDecoder.ENDING, ending);
        return found.flatMap(decoders::lease).orElseThrow(() -> new IOException("there is no decoder for ." + ending
                + " files now; convert it to WAV, or see that the bundle announcer.sound.vorbis is started"));
    }

    private static int checkRate(SoundStream sound) throws IOException {
        int rate = sound.sampleRateHz();
        if (rate < LOWEST_HZ || rate > HIGHEST_HZ) {
            throw new IOException("its sample rate is " + rate + " Hz; from " + LOWEST_HZ + " to " + HIGHEST_HZ + " are allowed");
        }
        return rate;
    }

    private static Length whole(SoundStream sound, Duration longest, Collector into) throws IOException {
        int rate = checkRate(sound);
        int channels = sound.channels();
        long most = longest.toMillis() * rate / 1000 * channels;
        float[] part = new float[8192];
        long length = 0;
        boolean heard = false;
        for (int n = sound.read(part); n >= 0; n = sound.read(part)) {
            length += n;
            if (length > most) {
                throw new IOException("it sounds longer than " + longest.toSeconds() + " s, which is all that is allowed");
            }
            for (int i = 0; !heard && i < n; i++) {
                heard = Math.abs(part[i]) > NOTHING;
            }
            into.add(part, n);
        }
        if (!heard) {
            throw new IOException("there is nothing but silence in it");
        }
        return new Length(rate, channels, length);
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
