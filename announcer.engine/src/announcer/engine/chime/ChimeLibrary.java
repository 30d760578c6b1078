package announcer.engine.chime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import announcer.api.Chime;
import announcer.api.ChimeStatus;
import announcer.api.audio.PcmFormat;
import announcer.engine.audio.ClipConverter;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.sound.SoundClip;
import announcer.engine.sound.SoundFiles;

/**
 * All chimes. A file of the administrator's goes before a built-in chime of the same id. Files are looked at when they are used, by size and
 * time: nothing watches them. Any thread; blocks on files.
 */
public final class ChimeLibrary {
    /** What a file may have, and what a chime may sound. */
    static final long MOST_BYTES = 20_000_000;
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_FILES = 1_000;
    /** Of converted chimes: some hundred of usual ones, and two of the longest there may be. */
    private static final long KEPT_BYTES = 16L << 20;
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

    private final Path folder;
    private final SoundFiles files;
    private final FilterBank filters;
    private final long mostKeptBytes;
    /** One file at a time: the largest takes 100 MB until it is converted. */
    private final ReentrantLock reading = new ReentrantLock();
    /** What is known of files that were read, by what they were then; of those that are there. */
    private final Map<SoundFiles.Identity, Finding> findings = new ConcurrentHashMap<>();
    /** The decoders with which they were read. */
    private volatile Object readWith = "";
    // Guarded by itself; the one that was used longest ago comes first.
    private final Map<Key, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    // Guarded by kept.
    private long keptBytes;

    private record Key(String id, Optional<SoundFiles.Identity> file, PcmFormat format, LoudnessTarget target) {}

    /** What came of reading a file: its length, or what is wrong with it. */
    private record Finding(Optional<Duration> length, Optional<String> problem) {}

    /**
     * @param folder where the administrator's own are; need not be there
     * @param filters where resampling filters come from
     */
    public ChimeLibrary(Path folder, SoundFiles files, FilterBank filters) {
        this(folder, files, filters, KEPT_BYTES);
    }

    ChimeLibrary(Path folder, SoundFiles files, FilterBank filters, long mostKeptBytes) {
        this.folder = folder;
        this.files = files;
        this.filters = filters;
        this.mostKeptBytes = mostKeptBytes;
    }

    /** The ids of all, sorted; also of files that cannot be read. */
    public List<String> ids() {
        SortedSet<String> ids = new TreeSet<>(own().keySet());
        for (BuiltInChime c : BuiltInChime.values()) {
            ids.add(c.id());
        }
        return List.copyOf(ids);
    }

    /** All, by id. Reads what it has not read yet. */
    public List<ChimeStatus> list() {
        SortedMap<String, ChimeStatus> all = new TreeMap<>();
        for (BuiltInChime c : BuiltInChime.values()) {
            all.put(c.id(), new ChimeStatus(c.id(), "built-in", Optional.of(c.length()), Optional.empty()));
        }
        Object decoders = files.decoders();
        if (decoders != readWith) {
            readWith = decoders;
            findings.clear();
        }
        SortedMap<String, Path> own = own();
        List<SoundFiles.Identity> present = new ArrayList<>();
        own.forEach((id, file) -> {
            Finding f;
            try {
                SoundFiles.Identity identity = SoundFiles.Identity.of(file);
                present.add(identity);
                f = finding(identity);
            } catch (IOException e) {
                f = new Finding(Optional.empty(), Optional.of(why(id, file, e)));
            }
            all.put(id, new ChimeStatus(id, shown(file), f.length(), f.problem()));
        });
        findings.keySet().retainAll(present);
        return List.copyOf(all.values());
    }

    private Finding finding(SoundFiles.Identity file) throws IOException {
        Finding known = findings.get(file);
        if (known != null) {
            return known;
        }
        reading.lock();
        try {
            Finding f = read(file).finding();
            findings.put(file, f);
            return f;
        } finally {
            reading.unlock();
        }
    }

    /**
     * A chime in a channel's format, at its loudness: whole sample groups, no frames yet. Shared, never changed.
     *
     * @throws ChimeException when it cannot be heard
     * @throws InterruptedException when the thread was interrupted while another file was being read
     */
    public byte[] sound(String id, PcmFormat format, LoudnessTarget target) throws ChimeException, InterruptedException {
        Path file = own().get(id);
        if (file == null) {
            BuiltInChime c = BuiltInChime.of(id).orElseThrow(() -> new ChimeException("there is no chime \"" + id + "\" (any more); put "
                    + id + ".wav into the folder " + folder + ", or choose another one"));
            Key key = new Key(id, Optional.empty(), format, target);
            byte[] known = kept(key);
            return known != null ? known : keep(key, convert(c.make(), format, target));
        }
        try {
            SoundFiles.Identity identity = SoundFiles.Identity.of(file);
            Key key = new Key(id, Optional.of(identity), format, target);
            byte[] known = kept(key);
            return known != null ? known : keep(key, own(identity, format, target));
        } catch (IOException e) {
            throw new ChimeException(why(id, file, e));
        }
    }

    private byte[] own(SoundFiles.Identity file, PcmFormat format, LoudnessTarget target) throws IOException, InterruptedException {
        reading.lockInterruptibly();
        try {
            Reading r = read(file);
            if (r.clip() == null) {
                throw new IOException(r.failure());
            }
            byte[] sound = convert(r.clip(), format, target);
            if (sound.length == 0) {
                throw new IOException("there is nothing but silence in it");
            }
            return sound;
        } finally {
            reading.unlock();
        }
    }

    /** @param clip null: it cannot be read */
    private record Reading(Finding finding, SoundClip clip, String failure) {}

    private Reading read(SoundFiles.Identity file) {
        try {
            SoundClip clip = files.read(file, MOST_BYTES, LONGEST);
            return new Reading(new Finding(Optional.of(clip.length()), Optional.empty()), clip, "");
        } catch (IOException e) {
            return new Reading(new Finding(Optional.empty(), Optional.of(why(name(file.file()), file.file(), e))), null, e.getMessage());
        }
    }

    private byte[] convert(SoundClip clip, PcmFormat format, LoudnessTarget target) {
        return new ClipConverter(format, target, filters).convert(clip.samples(), clip.sampleRateHz(), clip.channels());
    }

    private byte[] kept(Key key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private byte[] keep(Key key, byte[] sound) {
        synchronized (kept) {
            byte[] before = kept.put(key, sound);
            keptBytes += sound.length - (before == null ? 0 : before.length);
            var eldest = kept.entrySet().iterator();
            while (keptBytes > mostKeptBytes) {
                keptBytes -= eldest.next().getValue().length;
                eldest.remove();
            }
        }
        return sound;
    }

    /** The administrator's, by id; without a folder none. Of two files with the same id the one whose ending is preferred. */
    private SortedMap<String, Path> own() {
        SortedMap<String, Path> own = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return own;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            int n = 0;
            for (Path file : all) {
                int rank = SoundFiles.rank(file.getFileName().toString());
                String id = name(file);
                if (rank >= 0 && ID.matcher(id).matches() && !id.equals(Chime.NONE)) {
                    own.merge(id, file, ChimeLibrary::preferred);
                }
                if (++n >= MOST_FILES) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It went, or may not be read: what it has is not to be heard, and whoever names it is told so.
            return own;
        }
        return own;
    }

    private static Path preferred(Path a, Path b) {
        return SoundFiles.rank(a.getFileName().toString()) <= SoundFiles.rank(b.getFileName().toString()) ? a : b;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String shown(Path file) {
        return folder.getFileName() + "/" + file.getFileName();
    }

    private String why(String id, Path file, IOException e) {
        return "chime \"" + id + "\" (" + shown(file) + "): " + (e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
