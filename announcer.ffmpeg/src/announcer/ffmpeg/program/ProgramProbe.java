package announcer.ffmpeg.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a program can do, by running it under a deadline. */
public final class ProgramProbe {
    private static final int MAX_OUTPUT_BYTES = 1 << 20;
    private static final Pattern VERSION = Pattern.compile("^ffmpeg version (?<version>\\S+)", Pattern.MULTILINE);

    private final Duration limit;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ProgramProbe(Duration limit) {
        this.limit = limit;
    }

    /** @throws IOException when it is no working ffmpeg; the message ends a sentence that begins with its path */
    FfmpegProgram examine(Path program, Map<String, String> environment) throws IOException {
        Matcher version = VERSION.matcher(run(program, environment, "-version"));
        if (!version.find()) {
            throw new IOException("is not ffmpeg (-version does not say so)");
        }
        String protocols = run(program, environment, "-protocols");
        int output = protocols.indexOf("Output:");
        return new FfmpegProgram(program, environment, version.group("version"),
                words(output < 0 ? protocols : protocols.substring(0, output), 0), words(run(program, environment, "-muxers"), 1),
                words(run(program, environment, "-encoders"), 1));
    }

    /** Whether its RTSP output can verify a server's certificate, as that of version 8 can and that of version 5 cannot. */
    boolean verifiesCertificates(FfmpegProgram ffmpeg) throws IOException {
        return run(ffmpeg.program(), ffmpeg.environment(), "-h", "muxer=rtsp").contains("-tls_verify");
    }

    /** Ends the one that is running, and all that would come: nobody waits for their answers any more. Returns at once. */
    void close() {
        closed = true;
        running.forEach(ProgramProbe::kill);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Set<String> words(String text, int column) {
        Set<String> words = new HashSet<>();
        text.lines().map(line -> line.strip().split("\\s+")).filter(line -> line.length > column)
                .forEach(line -> words.addAll(List.of(line[column].split(","))));
        return words;
    }

    private String run(Path program, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-hide_banner"));
        command.addAll(List.of(options));
        String option = String.join(" ", options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        if (closed) {
            throw over();
        }
        Process process = builder.start();
        running.add(process);
        try {
            if (closed) {
                throw over();
            }
            process.getOutputStream().close();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            Thread reader = new Thread(() -> drain(process.getInputStream(), output), "announcer-ffmpeg-probe");
            reader.setDaemon(true);
            reader.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("does not answer " + option + " within " + limit.toSeconds() + " s");
            }
            reader.join(limit.toMillis());
            if (closed) {
                throw over();
            }
            String text;
            synchronized (output) {
                text = output.toString(StandardCharsets.UTF_8);
            }
            if (process.exitValue() != 0) {
                throw new IOException("fails with " + process.exitValue() + " at " + option
                        + text.lines().reduce((a, b) -> b).map(line -> ": " + line).orElse(""));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("could not be tried: interrupted", e);
        } finally {
            running.remove(process);
            kill(process);
        }
    }

    private static IOException over() {
        return new IOException("is not tried: ffmpeg is needed no more");
    }

    private static void drain(InputStream in, ByteArrayOutputStream into) {
        byte[] chunk = new byte[8192];
        try (in) {
            int n;
            while ((n = in.read(chunk)) >= 0) {
                synchronized (into) {
                    into.write(chunk, 0, Math.min(n, MAX_OUTPUT_BYTES - into.size()));
                }
            }
        } catch (IOException e) {
            // Destroyed after its deadline: the one who waits says so.
            return;
        }
    }
}
