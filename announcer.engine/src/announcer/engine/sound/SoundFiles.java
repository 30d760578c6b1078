package announcer.engine.sound;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
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

    /**
     * Reads a whole file.
     *
     * @param mostBytes what is larger is refused
     * @param longest what sounds longer is refused
     * @throws IOException when it cannot be heard; the message says why, in words that follow on the file's name
     */
    public SoundClip read(Identity file, long mostBytes, Duration longest) throws IOException {
        if (file.bytes() > mostBytes) {
            throw new IOException("it has " + file.bytes() + " bytes; " + mostBytes + " are allowed");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file.file())) {
            content = in.readNBytes((int) Math.min(Integer.MAX_VALUE, mostBytes + 1));
        }
        if (content.length != file.bytes() || !Identity.of(file.file()).equals(file)) {
            throw new IOException("it is being written at this moment");
        }
        try (RankedServices.Lease<SoundDecoder> decoder = decoder(file.file());
                SoundStream sound = decoder.service().decode(new ByteArrayInputStream(content))) {
            return whole(sound, longest);
        } catch (RuntimeException | LinkageError e) {
            // A decoder is another bundle's code.
            throw new IOException("it could not be decoded: " + e, e);
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
        } catch (IOException | RuntimeException | LinkageError e) {
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

    private static SoundClip whole(SoundStream sound, Duration longest) throws IOException {
        int rate = checkRate(sound);
        int channels = sound.channels();
        long most = longest.toMillis() * rate / 1000 * channels;
        float[] all = new float[FIRST_SAMPLES];
        float[] part = new float[8192];
        int length = 0;
        boolean heard = false;
        for (int n = sound.read(part); n >= 0; n = sound.read(part)) {
            if (length + n > most) {
                throw new IOException("it sounds longer than " + longest.toSeconds() + " s, which is all that is allowed");
            }
            if (length + n > all.length) {
                all = Arrays.copyOf(all, Math.max(length + n, 2 * all.length));
            }
            System.arraycopy(part, 0, all, length, n);
            for (int i = length; !heard && i < length + n; i++) {
                heard = Math.abs(all[i]) > NOTHING;
            }
            length += n;
        }
        if (!heard) {
            throw new IOException("there is nothing but silence in it");
        }
        return new SoundClip(rate, channels, Arrays.copyOf(all, length));
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
