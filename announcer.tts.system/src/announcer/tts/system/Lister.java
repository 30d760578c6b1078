package announcer.tts.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import announcer.lib.process.ProcessTree;
import announcer.lib.speech.MonitoredSink;
import announcer.lib.text.Excerpt;

/** Asks the speech program for its voices, in a process. Used by one thread, whose interruption ends the look. */
final class Lister {
    /** A cold PowerShell takes seconds. */
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(Lister.class);

    private final SpeechProgram program;
    private final ProgramSearch search;
    private final Duration limit;
    private volatile String said;

    Lister(SpeechProgram program, ProgramSearch search, Duration limit) {
        this.program = program;
        this.search = search;
        this.limit = limit;
    }

    /** Looks for the program and asks it. Blocks as long as that takes, {@link #LIMIT} at most. */
    Listing list(String configured) {
        Optional<Path> path = search.find(configured);
        if (path.isEmpty()) {
            return Listing.without(path, search.missing(configured));
        }
        try {
            String output = run(path.get());
            List<SystemVoice> voices = VoiceChoice.ordered(program.parse(output), Locale.getDefault());
            if (voices.isEmpty()) {
                return Listing.without(path,
                        path.get() + " lists no voices (it wrote " + Excerpt.quoted(output.strip(), MonitoredSink.EXCERPT) + "); "
                                + program.advice());
            }
            // It is asked once a minute while somebody looks at the voices; only another answer is news.
            String found = path.get() + " has " + voices.size() + " voices";
            LOG.atLevel(found.equals(said) ? Level.DEBUG : Level.INFO).log(found);
            said = found;
            return new Listing(path, voices, Optional.empty());
        } catch (IOException e) {
            return Listing.without(path, path.get() + " could not be asked for its voices: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Listing.without(path, path.get() + " was not asked for its voices: the engine is being stopped");
        }
    }

    private String run(Path path) throws IOException, InterruptedException {
        Invocation invocation = program.listing();
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(invocation.arguments());
        // Both outputs in one: what is no voice is passed over, and shown when there is none.
        ProcessTree tree = ProcessTree.start(new ProcessBuilder(command).redirectErrorStream(true), ProgramCall.MARK);
        FutureTask<String> reading = new FutureTask<>(() -> read(tree.process()));
        HelperThread reader = HelperThread.started(reading);
        try {
            String output = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            int code = tree.process().waitFor();
            if (code != 0) {
                throw new IOException(
                        "it ended with exit code " + code + " and wrote " + Excerpt.quoted(output.strip(), MonitoredSink.EXCERPT));
            }
            return output;
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } finally {
            tree.kill(END);
            reader.joinWithin(END);
        }
    }

    private static String read(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            return new String(out.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }
}
