package announcer.ffmpeg.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.process.SearchPath;
import announcer.lib.time.MonotonicClock;

/**
 * Finds an ffmpeg that works, by running the candidates: the configured path alone when there is one, else the packaged one, for it is known
 * and there soonest after a fault, PATH, the usual folders. What a file can do is remembered until the file changes; a failure also only for {@link #TRY_AGAIN}, for its reason may
 * lie outside the file. Safe for use by any thread; one at a time looks.
 */
public final class FfmpegFinder {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegFinder.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(20);
    private static final String ADVICE = "; install the package ffmpeg, or set the path in announcer.ffmpeg";

    /** A source of ffmpeg programs that came with the product. */
    public interface Packaged {
        /** Ready to run, empty when there is none for this machine. */
        Optional<Candidate> candidate() throws IOException;
    }

    /** A file and the variables that it needs. */
    public record Candidate(Path path, Map<String, String> environment) {}

    /** @param reason why it does not work; null when it does */
    private record Verdict(FfmpegProgram ffmpeg, String reason, long size, long modifiedMillis, long nanos) {}

    private final List<Path> folders;
    private final String fileName;
    private final Packaged packaged;
    private final ProgramProbe probe;
    private final MonotonicClock clock;
    private final Map<Path, Verdict> verdicts = new HashMap<>();
    /** Whether they verify certificates, of those that were asked. */
    private final Map<FfmpegProgram, Boolean> verifying = new HashMap<>();

    /**
     * @param folders where to look, in order
     * @param fileName {@code ffmpeg} or {@code ffmpeg.exe}
     */
    public FfmpegFinder(List<Path> folders, String fileName, Packaged packaged, ProgramProbe probe, MonotonicClock clock) {
        this.folders = List.copyOf(folders);
        this.fileName = fileName;
        this.packaged = packaged;
        this.probe = probe;
        this.clock = clock;
    }

    /** The folders of PATH, and the usual ones. */
    public static List<Path> systemFolders(SearchPath path, boolean windows) {
        path.invalid().forEach(entry -> LOG.warn("PATH names a folder that cannot be one, ignored: {}", entry));
        Set<Path> folders = new LinkedHashSet<>(path.folders());
        if (!windows) {
            List.of("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", "/snap/bin").forEach(folder -> folders.add(Path.of(folder)));
        }
        return List.copyOf(folders);
    }

    /**
     * The first that works and has what is needed.
     *
     * @param configured the configured path, may be empty
     * @throws IOException when there is none: the message has every candidate with its fault, and what to do
     */
    public synchronized FfmpegProgram find(String configured, FfmpegProgram.Need need) throws IOException {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!configured.isEmpty()) {
            Optional<FfmpegProgram> found = configured(configured, need, faults);
            return found.orElseThrow(() -> none(faults));
        }
        Optional<FfmpegProgram> found = packaged(need, faults).or(() -> installed(need, faults));
        if (found.isPresent()) {
            return found.get();
        }
        if (faults.isEmpty()) {
            throw new IOException("no ffmpeg in PATH, and none is packaged for this machine" + ADVICE);
        }
        throw none(faults);
    }

    /**
     * As {@link #find}, but one that verifies a server's certificate is preferred, wherever it is looked for later. Whether the one that is found
     * does is told by {@link #verifiesCertificates}.
     */
    public synchronized FfmpegProgram findVerifying(String configured, FfmpegProgram.Need need) throws IOException {
        try {
            return find(configured, need.verifying());
        } catch (IOException e) {
            LOG.debug("none of them verifies certificates", e);
            return find(configured, need);
        }
    }

    /**
     * Whether a program that was found can verify a server's certificate.
     *
     * @throws IOException when it did not say: it is asked again the next time, for nothing may be sent unverified because a machine was busy
     */
    public synchronized boolean verifiesCertificates(FfmpegProgram ffmpeg) throws IOException {
        Boolean known = verifying.get(ffmpeg);
        if (known != null) {
            return known;
        }
        try {
            boolean verifies = probe.verifiesCertificates(ffmpeg);
            verifying.put(ffmpeg, verifies);
            return verifies;
        } catch (IOException e) {
            throw new IOException("whether " + ffmpeg.program() + " can verify certificates is not known: it " + e.getMessage(), e);
        }
    }

    /** Ends the search that is going on, with an exception, and all that would come. Returns at once. */
    public void close() {
        probe.close();
    }

    /** A program that was found failed to start: it is examined anew the next time. */
    public synchronized void forget(Path program) {
        verdicts.remove(program);
        verifying.keySet().removeIf(ffmpeg -> ffmpeg.program().equals(program));
    }

    private Optional<FfmpegProgram> packaged(FfmpegProgram.Need need, Map<String, String> faults) {
        try {
            return packaged.candidate().flatMap(candidate -> usable(candidate, need, faults));
        } catch (IOException e) {
            faults.put("the packaged one", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<FfmpegProgram> installed(FfmpegProgram.Need need, Map<String, String> faults) {
        return folders.stream().map(folder -> folder.resolve(fileName)).filter(Files::exists)
                .flatMap(path -> usable(new Candidate(path, Map.of()), need, faults).stream()).findFirst();
    }

    private Optional<FfmpegProgram> configured(String configured, FfmpegProgram.Need need, Map<String, String> faults) {
        try {
            Path path = Path.of(configured);
            if (!path.isAbsolute()) {
                faults.put(configured, "is not an absolute path");
                return Optional.empty();
            }
            return usable(new Candidate(path, Map.of()), need, faults);
        } catch (InvalidPathException e) {
            faults.put(configured, "is not a path");
            return Optional.empty();
        }
    }

    private Optional<FfmpegProgram> usable(Candidate candidate, FfmpegProgram.Need need, Map<String, String> faults) {
        Verdict verdict = verdict(candidate);
        if (verdict.ffmpeg() == null) {
            faults.put(candidate.path().toString(), verdict.reason());
            return Optional.empty();
        }
        String lack = verdict.ffmpeg().lacks(need);
        try {
            if (lack.isEmpty() && need.verifies() && !verifiesCertificates(verdict.ffmpeg())) {
                lack = "cannot verify certificates";
            }
        } catch (IOException e) {
            lack = "does not say whether it can verify certificates";
        }
        if (!lack.isEmpty()) {
            faults.put(candidate.path().toString(), "version " + verdict.ffmpeg().version() + " " + lack);
            return Optional.empty();
        }
        return Optional.of(verdict.ffmpeg());
    }

    private Verdict verdict(Candidate candidate) {
        Path path = candidate.path();
        long size = -1;
        long modifiedMillis = -1;
        try {
            size = Files.size(path);
            modifiedMillis = Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return new Verdict(null, Files.exists(path) ? "cannot be read" : "does not exist", size, modifiedMillis, clock.nanoTime());
        }
        Verdict known = verdicts.get(path);
        if (known != null && known.size() == size && known.modifiedMillis() == modifiedMillis
                && (known.ffmpeg() != null || clock.nanoTime() - known.nanos() < TRY_AGAIN.toNanos())) {
            return known;
        }
        Verdict verdict;
        if (Files.isDirectory(path)) {
            verdict = new Verdict(null, "is a folder", size, modifiedMillis, clock.nanoTime());
        } else if (!Files.isExecutable(path)) {
            verdict = new Verdict(null, "is not executable", size, modifiedMillis, clock.nanoTime());
        } else {
            verdict = examine(candidate, size, modifiedMillis);
        }
        verdicts.put(path, verdict);
        return verdict;
    }

    private Verdict examine(Candidate candidate, long size, long modifiedMillis) {
        try {
            FfmpegProgram ffmpeg = probe.examine(candidate.path(), candidate.environment());
            LOG.info("found ffmpeg {} at {}", ffmpeg.version(), candidate.path());
            return new Verdict(ffmpeg, null, size, modifiedMillis, clock.nanoTime());
        } catch (IOException e) {
            LOG.info("{} is not used as ffmpeg: it {}", candidate.path(), e.getMessage());
            return new Verdict(null, e.getMessage(), size, modifiedMillis, clock.nanoTime());
        }
    }

    private static IOException none(Map<String, String> faults) {
        List<String> sentences = new ArrayList<>();
        faults.forEach((path, fault) -> sentences.add(path + ": " + fault));
        return new IOException("no working ffmpeg: " + String.join("; ", sentences) + ADVICE);
    }
}
