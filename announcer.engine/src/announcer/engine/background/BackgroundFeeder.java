package announcer.engine.background;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.SoundStream;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.StreamResampler;
import announcer.engine.playout.BackgroundTrack;
import announcer.engine.sound.SoundFiles;

/**
 * Plays the files of a folder into a track, by name, over and over. What cannot be read is left out, said once, and tried again the next time
 * round; while nothing can be read, every few seconds. A thread of its own.
 */
final class BackgroundFeeder extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger("announcer.engine");
    private static final int MOST_FILES = 1_000;
    private static final long FULL_NANOS = 200_000_000;
    private static final int PART_GROUPS = 4_096;
    private static final float FULL_SCALE = 32_768;

    private final String channel;
    private final Path folder;
    private final SoundFiles files;
    private final FilterBank filters;
    private final BackgroundTrack track;
    private final long retryNanos;
    private final Set<String> told = new HashSet<>();
    private final short[] frame;
    private int filled;
    private boolean silent;
    private volatile boolean closed;

    /** @param retryNanos how long to wait while nothing can be read */
    BackgroundFeeder(String channel, Path folder, SoundFiles files, FilterBank filters, BackgroundTrack track, long retryNanos) {
        super("announcer-background-" + channel);
        setDaemon(true);
        this.channel = channel;
        this.folder = folder;
        this.files = files;
        this.filters = filters;
        this.track = track;
        this.retryNanos = retryNanos;
        this.frame = new short[track.format().sampleGroupsPerFrame() * track.format().channels()];
    }

    BackgroundTrack track() {
        return track;
    }

    /** Has it end; does not wait for it: it may hang at a file. Any thread. */
    void close() {
        closed = true;
        interrupt();
    }

    @Override
    public void run() {
        while (!closed) {
            boolean heard = false;
            for (Path file : sounds()) {
                heard |= !closed && play(file);
            }
            if (!heard && !closed) {
                if (!silent) {
                    silent = true;
                    LOG.warn("channel {} has no background sound: nothing in {} can be heard; it is looked at every {} s", channel, folder,
                            retryNanos / 1_000_000_000);
                }
                LockSupport.parkNanos(retryNanos);
            }
        }
    }

    private List<Path> sounds() {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, f -> SoundFiles.rank(f.getFileName().toString()) >= 0)) {
            for (Path file : entries) {
                if (all.size() < MOST_FILES) {
                    all.add(file);
                }
            }
            all.sort(null);
        } catch (IOException | DirectoryIteratorException e) {
            tell(folder, e.toString());
        }
        return all;
    }

    /** Plays a file to its end; false when nothing of it was heard. */
    private boolean play(Path file) {
        boolean heard = false;
        try (SoundStream sound = files.open(file)) {
            int channels = track.format().channels();
            StreamResampler resampler = new StreamResampler(filters, sound.sampleRateHz(), track.format().sampleRateHz(), channels);
            float[] part = new float[PART_GROUPS * sound.channels()];
            for (int n = sound.read(part); n >= 0 && !closed; n = sound.read(part)) {
                float[] mixed = mix(part, n, sound.channels(), channels);
                heard |= bring(resampler.convert(mixed, mixed.length));
            }
            if (heard) {
                told.removeIf(t -> t.startsWith(file.toString()));
                recovered();
            }
        } catch (IOException e) {
            tell(file, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // A decoder is another bundle's code.
            tell(file, "it could not be decoded: " + e);
        }
        return heard;
    }

    private void recovered() {
        if (silent) {
            silent = false;
            LOG.info("channel {} has background sound again", channel);
        }
    }

    private void tell(Path what, String why) {
        if (!closed && told.add(what + ": " + why)) {
            LOG.warn("background sound of channel {} leaves out {}: {}", channel, what, why);
        }
    }

    private static float[] mix(float[] in, int samples, int from, int to) {
        int groups = samples / from;
        float[] out = new float[groups * to];
        for (int g = 0; g < groups; g++) {
            for (int c = 0; c < to; c++) {
                out[g * to + c] = from == to ? in[g * from + c] : from == 1 ? in[g] : (in[2 * g] + in[2 * g + 1]) / 2;
            }
        }
        return out;
    }

    /** Brings samples to the track, in frames, and waits for its room. Returns whether a whole frame was among them. */
    private boolean bring(float[] samples) {
        boolean any = false;
        for (float s : samples) {
            frame[filled++] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(s * FULL_SCALE)));
            if (filled == frame.length) {
                filled = 0;
                any = true;
                while (!track.offer(frame) && !closed) {
                    LockSupport.parkNanos(FULL_NANOS);
                }
            }
        }
        return any;
    }
}
