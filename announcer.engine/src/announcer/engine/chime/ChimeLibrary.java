package announcer.engine.chime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

import announcer.api.Chime;
import announcer.api.ChimeStatus;
import announcer.api.audio.PcmFormat;
import announcer.engine.audio.ClipConverter;
import announcer.engine.audio.FilterBank;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.sound.SoundClip;
import announcer.engine.sound.SoundFiles;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * All chimes. A file of the administrator's goes before a built-in chime of the same id. Files are looked at when they are used, by size and
 * time: nothing watches them. They are read on threads of their own, one for those that shall be heard and one for lists, so that nobody waits
 * for a file of no concern to him, and nobody for ever. Any thread.
 */
public final class ChimeLibrary {
    /** What a file may have, and what a chime may sound. */
    static final long MOST_BYTES = 20_000_000;
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_FILES = 1_000;
    private static final int MOST_ENTRIES = 100_000;
    /** Of converted chimes: some hundred of usual ones, or the longest there may be with two of its volumes. */
    private static final long KEPT_BYTES = 24L << 20;
    private static final Duration LIST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_READING = Duration.ofSeconds(10);
    /** What failed for a reason that lies not in the file is tried again after this. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

    /**
     * How much it may take.
     *
     * @param keptBytes of converted chimes
     * @param listWait how long a list waits for files that have not been read
     * @param longestReading how long one file may take
     */
    record Limits(long keptBytes, Duration listWait, Duration longestReading) {
        static final Limits USUAL = new Limits(KEPT_BYTES, LIST_WAIT, LONGEST_READING);
    }

    private final Path folder;
    private final SoundFiles files;
    private final FilterBank filters;
    private final Limits limits;
    private final MonotonicClock clock = MonotonicClock.SYSTEM;
    /** One file at a time: the largest takes 100 MB until it is converted. */
    private final WatchedReader heard;
    /** Keeps nothing of what it reads. */
    private final WatchedReader listed;
    /** What is known of files that were read, by what they were then; of those that are there. */
    private final Map<SoundFiles.Identity, Finding> findings = new ConcurrentHashMap<>();
    // Guarded by itself; what is being looked at for lists.
    private final Map<SoundFiles.Identity, CompletableFuture<Finding>> looks = new HashMap<>();
    // Guarded by itself; what is being read to be heard.
    private final Map<Fitted, CompletableFuture<float[]>> readings = new HashMap<>();
    /** The decoders with which they were read. */
    private volatile Object readWith = "";
    // Guarded by itself; the one that was used longest ago comes first. Float arrays by Fitted, byte arrays by Levelled.
    private final Map<Object, Object> kept = new LinkedHashMap<>(16, 0.75f, true);
    // Guarded by kept.
    private long keptBytes;

    /** A chime in a format, not levelled yet. */
    private record Fitted(String id, Optional<SoundFiles.Identity> file, PcmFormat format) {}

    private record Levelled(Fitted sound, LoudnessTarget target) {}

    /**
     * What came of reading a file: its length, or what is wrong with it.
     *
     * @param again when it does not count any more
     */
    private record Finding(Optional<Duration> length, Optional<String> problem, Deadline again) {}

    /** The administrator's files, by id. @param problem why some are not among them */
    private record Own(SortedMap<String, Path> files, Optional<String> problem) {}

    /**
     * @param folder where the administrator's own are; need not be there
     * @param filters where resampling filters come from
     */
    public ChimeLibrary(Path folder, SoundFiles files, FilterBank filters) {
        this(folder, files, filters, Limits.USUAL);
    }

    ChimeLibrary(Path folder, SoundFiles files, FilterBank filters, Limits limits) {
        this.folder = folder;
        this.files = files;
        this.filters = filters;
        this.limits = limits;
        heard = new WatchedReader("announcer-chimes", limits.longestReading, clock);
        listed = new WatchedReader("announcer-chimes-list", limits.longestReading, clock);
    }

    /** The ids of all, sorted; also of files that cannot be read. */
    public List<String> ids() {
        SortedSet<String> ids = new TreeSet<>(own().files.keySet());
        for (BuiltInChime c : BuiltInChime.values()) {
            ids.add(c.id());
        }
        return List.copyOf(ids);
    }

    /**
     * All, by id. Has those read that have not been yet, and waits for them a second at most: one that is not read by then has no length and no
     * problem. What is wrong with the folder itself is the problem of an entry that has its name.
     */
    public List<ChimeStatus> list() {
        SortedMap<String, ChimeStatus> all = new TreeMap<>();
        for (BuiltInChime c : BuiltInChime.values()) {
            all.put(c.id(), new ChimeStatus(c.id(), "built-in", Optional.of(c.length()), Optional.empty()));
        }
        forgetWhatOtherDecodersSaid();
        Own own = own();
        String home = folder.getFileName() + "/";
        own.problem.ifPresent(why -> all.put(home, new ChimeStatus(home, home, Optional.empty(), Optional.of(why))));
        Map<String, SoundFiles.Identity> present = new LinkedHashMap<>();
        Map<String, CompletableFuture<Finding>> found = new LinkedHashMap<>();
        own.files.forEach((id, file) -> {
            try {
                SoundFiles.Identity identity = SoundFiles.Identity.of(file);
                present.put(id, identity);
                found.put(id, look(identity));
            } catch (IOException e) {
                all.put(id, new ChimeStatus(id, shown(file), Optional.empty(), Optional.of(why(id, file, e))));
            }
        });
        Deadline until = Deadline.after(clock.nanoTime(), limits.listWait);
        found.forEach((id, finding) -> {
            Optional<Finding> f = await(finding, until);
            all.put(id, new ChimeStatus(id, shown(own.files.get(id)), f.flatMap(Finding::length), f.flatMap(Finding::problem)));
        });
        findings.keySet().retainAll(present.values());
        return List.copyOf(all.values());
    }

    private Optional<Finding> await(CompletableFuture<Finding> finding, Deadline until) {
        try {
            return listed.await(finding, until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what comes of a file is a finding always", e);
        }
    }

    private void forgetWhatOtherDecodersSaid() {
        Object decoders = files.decoders();
        if (decoders != readWith) {
            readWith = decoders;
            findings.clear();
        }
    }

    private Optional<Finding> known(SoundFiles.Identity file) {
        return Optional.ofNullable(findings.get(file)).filter(f -> !f.again.hasPassed(clock.nanoTime()));
    }

    private CompletableFuture<Finding> look(SoundFiles.Identity file) {
        Optional<Finding> known = known(file);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        synchronized (looks) {
            CompletableFuture<Finding> present = looks.get(file);
            if (present != null) {
                return present;
            }
            Object with = files.decoders();
            CompletableFuture<Finding> begun = listed.submit(() -> files.length(file, MOST_BYTES, LONGEST)).handle((length, wrong) -> {
                Finding f = wrong == null
                        ? new Finding(Optional.of(length), Optional.empty(), Deadline.NEVER)
                        : failed(file, wrong);
                remember(file, f, with);
                synchronized (looks) {
                    looks.remove(file);
                }
                return f;
            });
            if (!begun.isDone()) {
                looks.put(file, begun);
            }
            return begun;
        }
    }

    private void remember(SoundFiles.Identity file, Finding f, Object decoders) {
        if (decoders == files.decoders()) {
            findings.put(file, f);
        }
    }

    private Finding failed(SoundFiles.Identity file, Throwable wrong) {
        boolean lasts = wrong instanceof SoundFiles.NotASoundException;
        return new Finding(Optional.empty(), Optional.of(why(name(file.file()), file.file(), wrong)),
                lasts ? Deadline.NEVER : Deadline.after(clock.nanoTime(), AGAIN));
    }

    /**
     * A chime in a channel's format, at its loudness: whole sample groups, no frames yet. Shared, never changed. Blocks while its file is being
     * read; one that is given up is read to its end all the same, and there the next time.
     *
     * @throws ChimeException when it cannot be heard
     * @throws InterruptedException when the thread was interrupted while a file was being read
     */
    public byte[] sound(String id, PcmFormat format, LoudnessTarget target) throws ChimeException, InterruptedException {
        Own own = own();
        Path file = own.files.get(id);
        if (file == null) {
            BuiltInChime c = BuiltInChime.of(id).orElseThrow(() -> new ChimeException("there is no chime \"" + id + "\" (any more)"
                    + own.problem.map(p -> ": " + p).orElse("; put " + id + ".wav into the folder " + folder + ", or choose another one")));
            Fitted key = new Fitted(id, Optional.empty(), format);
            byte[] known = (byte[]) kept(new Levelled(key, target));
            return known != null ? known : levelled(key, fitted(key, c), target);
        }
        SoundFiles.Identity identity;
        try {
            identity = SoundFiles.Identity.of(file);
        } catch (IOException e) {
            throw new ChimeException(why(id, file, e));
        }
        Fitted key = new Fitted(id, Optional.of(identity), format);
        byte[] known = (byte[]) kept(new Levelled(key, target));
        return known != null ? known : levelled(key, own(key, identity), target);
    }

    private byte[] levelled(Fitted key, float[] sound, LoudnessTarget target) throws ChimeException {
        byte[] levelled = new ClipConverter(key.format, target, filters).levelled(sound);
        if (levelled.length == 0) {
            throw new ChimeException("chime \"" + key.id + "\": there is nothing but silence in it");
        }
        keep(new Levelled(key, target), levelled, levelled.length);
        return levelled;
    }

    private float[] fitted(Fitted key, BuiltInChime chime) {
        float[] known = (float[]) kept(key);
        return known != null ? known : fitted(key, chime.make());
    }

    private float[] fitted(Fitted key, SoundClip clip) {
        // The target is for levelling, which comes after this.
        float[] sound = new ClipConverter(key.format, new LoudnessTarget(0, 0), filters).fitted(clip.samples(), clip.sampleRateHz(),
                clip.channels());
        keep(key, sound, (long) Float.BYTES * sound.length);
        return sound;
    }

    private float[] own(Fitted key, SoundFiles.Identity file) throws ChimeException, InterruptedException {
        float[] there = (float[]) kept(key);
        if (there != null) {
            return there;
        }
        forgetWhatOtherDecodersSaid();
        Optional<String> problem = known(file).flatMap(Finding::problem);
        if (problem.isPresent()) {
            throw new ChimeException(problem.get());
        }
        try {
            return heard.await(reading(key, file), Deadline.NEVER).orElseThrow();
        } catch (ExecutionException e) {
            throw new ChimeException(why(key.id, file.file(), e.getCause()));
        }
    }

    private CompletableFuture<float[]> reading(Fitted key, SoundFiles.Identity file) {
        synchronized (readings) {
            CompletableFuture<float[]> present = readings.get(key);
            if (present != null) {
                return present;
            }
            Object with = files.decoders();
            CompletableFuture<float[]> begun = heard.submit(() -> fitted(key, files.read(file, MOST_BYTES, LONGEST)))
                    .whenComplete((sound, wrong) -> {
                        if (wrong != null) {
                            remember(file, failed(file, wrong), with);
                        }
                        synchronized (readings) {
                            readings.remove(key);
                        }
                    });
            if (!begun.isDone()) {
                readings.put(key, begun);
            }
            return begun;
        }
    }

    private Object kept(Object key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private void keep(Object key, Object sound, long bytes) {
        synchronized (kept) {
            Object before = kept.put(key, sound);
            keptBytes += bytes - (before == null ? 0 : bytes(before));
            var eldest = kept.entrySet().iterator();
            while (keptBytes > limits.keptBytes) {
                keptBytes -= bytes(eldest.next().getValue());
                eldest.remove();
            }
        }
    }

    private static long bytes(Object sound) {
        return sound instanceof float[] floats ? (long) Float.BYTES * floats.length : ((byte[]) sound).length;
    }

    /** The administrator's; without a folder none. Of two files with the same id the one whose ending is preferred. */
    private Own own() {
        SortedMap<String, Path> own = new TreeMap<>();
        if (!Files.exists(folder)) {
            return new Own(own, Optional.empty());
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            int sounds = 0;
            int entries = 0;
            for (Path file : all) {
                int rank = SoundFiles.rank(file.getFileName().toString());
                String id = name(file);
                if (rank >= 0 && ID.matcher(id).matches() && !id.equals(Chime.NONE)) {
                    if (++sounds > MOST_FILES) {
                        return new Own(own, Optional.of("the folder " + folder + " has more than " + MOST_FILES
                                + " sound files; the rest are no chimes: remove what is not needed"));
                    }
                    own.merge(id, file, ChimeLibrary::preferred);
                }
                if (++entries > MOST_ENTRIES) {
                    return new Own(own, Optional.of("the folder " + folder + " has more than " + MOST_ENTRIES
                            + " files; the rest are no chimes: remove what is not needed"));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whoever names one that is missing is told so.
            return new Own(own, Optional.of("the folder " + folder + " cannot be read: " + e));
        }
        return new Own(own, Optional.empty());
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

    private String why(String id, Path file, Throwable e) {
        return "chime \"" + id + "\" (" + shown(file) + "): "
                + (e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString());
    }
}
