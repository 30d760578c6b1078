package announcer.tts.system;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.lib.process.LineReader;
import announcer.lib.process.OutputTail;
import announcer.lib.process.ProcessTree;
import announcer.lib.text.Excerpt;
import announcer.lib.speech.MonitoredSink;

/**
 * One process that speaks one text. The caller's thread passes the sound on and ends the process at the deadline, at an interruption and in
 * any case; as reading from a process cannot be interrupted, a helper writes the text and reads the sound, and another reads the complaints.
 */
final class ProgramCall {
    /** The environment variable that marks the process and what it starts. */
    static final String MARK = "ANNOUNCER_SPEECH";
    /** A process that was asked to end has this long before it is killed. */
    private static final Duration GRACE = Duration.ofMillis(500);
    /** How long the death of a process or the end of what reads from it may take. */
    private static final Duration END = Duration.ofSeconds(2);
    /** Children that outlive their program may hold its output open: they are killed so long after it. */
    private static final Duration OUTLIVED = Duration.ofMillis(300);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int BLOCK = 8192;
    private static final int QUEUED_BLOCKS = 16;
    private static final int COMPLAINT_LENGTH = 600;
    private static final Logger LOG = LoggerFactory.getLogger(ProgramCall.class);

    private final SpeechProgram program;
    private final Path path;
    private final SystemVoice voice;
    private final SpeechRequest request;
    private final MonitoredSink sink;
    private final OutputTail complaints = new OutputTail(10, COMPLAINT_LENGTH, UnaryOperator.identity());
    /** Sound on its way from the reader to the caller; an empty part is its end. */
    private final BlockingQueue<ByteBuffer> parts = new ArrayBlockingQueue<>(QUEUED_BLOCKS);
    private final List<HelperThread> helpers = new ArrayList<>();
    private volatile Throwable failure;
    private ProcessTree tree;

    ProgramCall(SpeechProgram program, Path path, SystemVoice voice, SpeechRequest request, MonitoredSink sink) {
        this.program = program;
        this.path = path;
        this.voice = voice;
        this.request = request;
        this.sink = sink;
    }

    /**
     * Speaks; called once.
     *
     * @param text as the program gave it back from {@link SpeechProgram#prepare}
     */
    void run(String text) throws SpeechException, InterruptedException {
        Path file = null;
        try {
            file = program.writesFile() ? Files.createTempFile("announcer-system-", ".wav") : path;
            start(program.speak(text, voice, request.prosody(), file), file);
            passOn();
        } catch (IOException e) {
            throw failed(e.getMessage(), e);
        } finally {
            end();
            delete(file);
        }
        sink.expectSound("");
    }

    // The caller's thread.

    private void start(Invocation invocation, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(invocation.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(invocation.environment());
        try {
            tree = ProcessTree.start(builder, MARK);
        } catch (IOException e) {
            throw new IOException("could not be started: " + e.getMessage(), e);
        }
        helpers.add(HelperThread.started(this::readComplaints));
        helpers.add(HelperThread.started(() -> readSound(invocation, file)));
    }

    private void passOn() throws SpeechException, InterruptedException {
        long deadNanos = 0;
        boolean dead = false;
        while (true) {
            if (sink.isLate()) {
                throw failed("did not finish within " + request.deadline().toMillis() + " ms", null);
            }
            sink.check();
            ByteBuffer part = parts.poll(Math.min(LOOK.toNanos(), Math.max(1, sink.left().toNanos())), TimeUnit.NANOSECONDS);
            if (part != null && !part.hasRemaining()) {
                report();
                return;
            } else if (part != null) {
                sink.write(part);
            } else if (!tree.process().isAlive()) {
                deadNanos = dead ? deadNanos : System.nanoTime();
                dead = true;
                if (System.nanoTime() - deadNanos > OUTLIVED.toNanos()) {
                    tree.kill(END);
                }
            }
        }
    }

    private void report() throws SpeechException {
        Throwable e = failure;
        if (e instanceof IOException) {
            // The last words of a program that has just ended are still on their way.
            helpers.get(0).joinWithin(OUTLIVED);
            throw failed(e.getMessage(), e);
        } else if (e != null) {
            throw failed("could not be used: " + e, e);
        }
    }

    private SpeechException failed(String what, Throwable cause) {
        String said = complaints.inOneLine(COMPLAINT_LENGTH);
        return new SpeechException(path + " " + what + (said.isEmpty() ? "; it said nothing about it" : "; it said: " + said) + " ("
                + voice.voice().id() + ", " + Excerpt.quoted(request.text(), MonitoredSink.EXCERPT) + ")", cause);
    }

    private void end() {
        if (tree != null && !tree.end(GRACE, END)) {
            LOG.warn("{} (pid {}) or what it started did not end within {} ms", path, tree.process().pid(), END.toMillis());
        }
        for (HelperThread helper : helpers) {
            helper.interrupt();
            if (!helper.joinWithin(END)) {
                LOG.warn("{} did not end within {} ms and is left behind", helper.getName(), END.toMillis());
            }
        }
    }

    private void delete(Path file) {
        if (program.writesFile() && file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", file, e);
            }
        }
    }

    // The helpers.

    private void readComplaints() {
        try (InputStream err = tree.process().getErrorStream()) {
            LineReader.readAll(err, complaints::add);
        } catch (IOException e) {
            LOG.debug("what pid {} complained of ended: {}", tree.process().pid(), e.toString());
        }
    }

    private void readSound(Invocation invocation, Path file) {
        try {
            write(invocation);
            read(file);
        } catch (InterruptedException e) {
            // The call has ended.
            return;
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        try {
            parts.put(ByteBuffer.allocate(0));
        } catch (InterruptedException e) {
            LOG.debug("nobody waits for the sound of pid {} any more", tree.process().pid());
        }
    }

    private void write(Invocation invocation) {
        try (OutputStream in = tree.process().getOutputStream()) {
            in.write(invocation.inputBytes());
        } catch (IOException e) {
            // It ended, or does not want all of it: its exit code and its output tell whether that is an error.
            LOG.debug("pid {} did not read all of its text: {}", tree.process().pid(), e.toString());
        }
    }

    private void read(Path file) throws IOException, InterruptedException {
        try (InputStream out = tree.process().getInputStream()) {
            if (program.writesFile()) {
                out.transferTo(OutputStream.nullOutputStream());
                expectSuccess();
                try (InputStream written = Files.newInputStream(file)) {
                    pass(written);
                }
            } else {
                pass(out);
                expectSuccess();
            }
        } catch (EOFException e) {
            // Why it ended early it may say itself.
            expectSuccess();
            throw e;
        }
    }

    /** Passes the sound on in whole samples. */
    private void pass(InputStream in) throws IOException, InterruptedException {
        WavReader wav = new WavReader(in, SystemVoice.FORMAT);
        byte[] block = new byte[BLOCK];
        int filled = 0;
        for (int n = wav.read(block, 0, BLOCK); n >= 0; n = wav.read(block, filled, BLOCK - filled)) {
            filled += n;
            int whole = filled & ~1;
            if (whole > 0) {
                parts.put(ByteBuffer.wrap(Arrays.copyOf(block, whole)));
            }
            // Half a sample waits for its other half.
            block[0] = block[Math.min(whole, BLOCK - 1)];
            filled -= whole;
        }
    }

    private void expectSuccess() throws IOException, InterruptedException {
        int code = tree.process().waitFor();
        if (code != 0) {
            throw new IOException("ended with exit code " + code);
        }
    }
}
