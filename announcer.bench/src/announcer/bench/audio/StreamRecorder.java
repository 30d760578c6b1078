package announcer.bench.audio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import announcer.bench.util.Until;

/**
 * A player, most often ffmpeg set for the least delay: what it hears, with the time at which each sample came out of it. An ffmpeg ends by
 * itself after its limit. Safe for use by any thread.
 */
public final class StreamRecorder implements AutoCloseable {
    private static final int SAID_LINES = 60;

    private final Process process;
    private final int sampleRateHz;
    private final Thread soundReader;
    private final Thread messageReader;
    private final Object lock = new Object();
    private final Deque<String> said = new ArrayDeque<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private byte[] bytes = new byte[1 << 20];
    private int length;

    /** {@code bytesSoFar} bytes had come in all when the clock showed {@code nanos}. */
    private record Arrival(int bytesSoFar, long nanos) {}

    private StreamRecorder(List<String> command, int sampleRateHz) throws IOException {
        this.sampleRateHz = sampleRateHz;
        process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
        soundReader = thread("bench-recorder-sound", this::readSound);
        messageReader = thread("bench-recorder-messages", this::readMessages);
    }

    private static Thread thread(String name, Runnable work) {
        Thread t = new Thread(work, name);
        t.setDaemon(true);
        t.start();
        return t;
    }

    private static StreamRecorder ffmpeg(List<String> input, int sampleRateHz, Duration limit) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "warning"));
        command.addAll(input);
        command.addAll(List.of("-map", "0:a:0", "-t", String.valueOf(limit.toSeconds()), "-ac", "1", "-ar", String.valueOf(sampleRateHz),
                "-f", "s16le", "-flush_packets", "1", "pipe:1"));
        return new StreamRecorder(command, sampleRateHz);
    }

    /** Any player that writes what it hears to its standard output: mono, 16 bits, little-endian, and nothing else. */
    public static StreamRecorder of(List<String> command, int sampleRateHz) throws IOException {
        return new StreamRecorder(command, sampleRateHz);
    }

    /** Plays an RTSP stream over TCP, as mono. */
    public static StreamRecorder play(String url, int sampleRateHz, Duration limit) throws IOException {
        return ffmpeg(List.of("-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0",
                "-max_delay", "0", "-reorder_queue_size", "0", "-allowed_media_types", "audio", "-rtsp_transport", "tcp", "-i", url),
                sampleRateHz, limit);
    }

    /**
     * Is an RTSP server for one publisher, which announces itself at this URL, and records what it sends. It ends when the publisher
     * goes.
     */
    public static StreamRecorder listen(String url, int sampleRateHz, Duration limit) throws IOException {
        return ffmpeg(List.of("-probesize", "32", "-analyzeduration", "0", "-rtsp_flags", "listen", "-i", url), sampleRateHz,
                limit);
    }

    private void readSound() {
        byte[] chunk = new byte[65_536];
        try (InputStream in = process.getInputStream()) {
            int n = in.read(chunk);
            while (n >= 0) {
                long now = System.nanoTime();
                synchronized (lock) {
                    if (length + n > bytes.length) {
                        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + n));
                    }
                    System.arraycopy(chunk, 0, bytes, length, n);
                    length += n;
                    arrivals.add(new Arrival(length, now));
                    lock.notifyAll();
                }
                n = in.read(chunk);
            }
        } catch (IOException e) {
            note("reading its sound ended: " + e.getMessage());
        }
    }

    private void readMessages() {
        try (BufferedReader in = process.errorReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(this::note);
        } catch (IOException | java.io.UncheckedIOException e) {
            note("reading its messages ended: " + e.getMessage());
        }
    }

    private void note(String line) {
        synchronized (lock) {
            said.addLast(line);
            if (said.size() > SAID_LINES) {
                said.removeFirst();
            }
        }
    }

    /** What it has heard so far. */
    public Recording soFar() {
        synchronized (lock) {
            return Recording.ofRaw(bytes, length, sampleRateHz, 1);
        }
    }

    /** How many samples it has heard so far. */
    public int position() {
        synchronized (lock) {
            return length / 2;
        }
    }

    /** What it has heard from sample {@code from} on. */
    public Recording since(int from) {
        synchronized (lock) {
            return Recording.ofRaw(Arrays.copyOfRange(bytes, from * 2, Math.max(length, from * 2)), Math.max(0, length - from * 2),
                    sampleRateHz, 1);
        }
    }

    /** When this sample came out of ffmpeg, as {@link System#nanoTime()}. */
    public long arrivalNanos(int sample) {
        synchronized (lock) {
            int lastByte = sample * 2 + 2;
            for (Arrival a : arrivals) {
                if (a.bytesSoFar >= lastByte) {
                    return a.nanos;
                }
            }
            throw new IllegalArgumentException("sample " + sample + " has not come; there are " + length / 2);
        }
    }

    /** Waits until it has heard this much from now on. */
    public void hear(Duration more) {
        int goal = position() + (int) (more.toMillis() * sampleRateHz / 1_000);
        hearUpTo(goal, more.plusSeconds(15));
    }

    private void hearUpTo(int goal, Duration limit) {
        Until.isTrue("the player has heard sample " + goal, limit, () -> {
            if (position() < goal && !process.isAlive()) {
                throw new AssertionError(
                        "the player has ended with " + process.exitValue() + " after " + position() + " samples: " + said());
            }
            return position() >= goal;
        });
    }

    /**
     * Waits for a sample after {@code from} at which a voice begins, and returns it.
     *
     * @throws AssertionError when none came in time
     */
    public int awaitVoice(int from, Duration limit) {
        return Until.matches("a voice is heard by the player", limit, () -> {
            if (!process.isAlive() && Voicing.ONSETS.segments(since(from)).isEmpty()) {
                throw new AssertionError("the player has ended with " + process.exitValue() + " and no voice was heard: " + said());
            }
            List<SampleRange> found = Voicing.ONSETS.segments(since(from));
            return found.isEmpty() ? -1 : from + found.get(0).start();
        }, sample -> sample >= 0);
    }

    /** Whether its program still runs. */
    public boolean running() {
        return process.isAlive();
    }

    /** The last lines that its program wrote to its standard error. */
    public List<String> said() {
        synchronized (lock) {
            return List.copyOf(said);
        }
    }

    /** Ends the program and its readers; what was heard stays. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
            soundReader.join(2_000);
            messageReader.join(2_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
