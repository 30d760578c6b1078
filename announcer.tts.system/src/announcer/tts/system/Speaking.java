package announcer.tts.system;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process that speaks one text into an {@link Utterance}. Its thread writes the text and reads the sound; another reads what the
 * program complains of; the clock ends it at the deadline.
 */
final class Speaking implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Speaking.class);
    /** How long the end of a process, of its children or of what it wrote may take. */
    private static final Duration END = Duration.ofSeconds(2);
    /** Children that outlive their program may hold its output open: they are ended so long after it. */
    private static final Duration OUTLIVED = Duration.ofMillis(300);
    private static final int BLOCK = 8192;

    private final SpeechProgram program;
    private final Path path;
    private final SystemVoice voice;
    private final String text;
    private final Utterance utterance;
    private final Workers workers;
    private final LastLines complaints = new LastLines();
    private final long deadlineNanos;
    private final long startNanos = System.nanoTime();
    private final CountDownLatch complained = new CountDownLatch(1);
    private volatile ScheduledFuture<?> deadline;
    private ProcessTree tree;
    private boolean stopped;
    private boolean over;

    /**
     * @param text as the program gave it back from {@link SpeechProgram#prepare}
     * @param left what is left of the deadline
     */
    Speaking(SpeechProgram program, Path path, SystemVoice voice, String text, Utterance utterance, Workers workers, Duration left) {
        this.program = program;
        this.path = path;
        this.voice = voice;
        this.text = text;
        this.utterance = utterance;
        this.workers = workers;
        deadlineNanos = left.toNanos();
    }

    @Override
    public void run() {
        deadline = workers.later(this::checkDeadline, Duration.ofNanos(deadlineNanos));
        Path file = null;
        try {
            file = program.writesFile() ? Files.createTempFile("announcer-system-", ".wav") : path;
            speak(file);
        } catch (IOException e) {
            awaitComplaint();
            utterance.fail(path + " " + e.getMessage() + complaint(), e);
        } catch (InterruptedException e) {
            utterance.fail(path + " was interrupted", e);
        } catch (RuntimeException | Error e) {
            utterance.fail(path + " could not be used: " + e, e);
        } finally {
            end();
            delete(file);
        }
    }

    private void speak(Path file) throws IOException, InterruptedException {
        Invocation invocation = program.speak(text, voice, utterance.request().prosody(), file);
        Process process = start(invocation);
        if (process == null) {
            return;
        }
        if (!workers.begin(() -> drain(process), () -> {})) {
            throw new IOException("is not used any more: the speech engine system is being stopped");
        }
        process.onExit().thenRun(() -> workers.later(this::endOutlived, OUTLIVED));
        write(invocation, process);
        try (InputStream out = process.getInputStream()) {
            if (program.writesFile()) {
                out.transferTo(OutputStream.nullOutputStream());
                expectSuccess(process);
                try (InputStream written = Files.newInputStream(file)) {
                    pass(written);
                }
                delete(file);
            } else {
                pass(out);
                expectSuccess(process);
            }
            utterance.finish();
        } catch (EOFException e) {
            // Why it ended early it may say itself.
            expectSuccess(process);
            throw e;
        }
    }

    /** Starts it, unless nobody wants it any more. */
    private synchronized Process start(Invocation invocation) throws IOException {
        if (stopped) {
            return null;
        }
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(invocation.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(invocation.environment());
        try {
            tree = ProcessTree.start(builder);
        } catch (IOException e) {
            throw new IOException("could not be started: " + e.getMessage(), e);
        }
        return tree.process();
    }

    private static void write(Invocation invocation, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(invocation.inputBytes());
        } catch (IOException e) {
            // It ended, or does not want all of it: its exit code and its output tell whether that is an error.
            LOG.debug("pid {} did not read all of its text: {}", process.pid(), e.toString());
        }
    }

    private void drain(Process process) {
        try (InputStream err = process.getErrorStream()) {
            complaints.drain(err);
        } catch (IOException e) {
            LOG.debug("what pid {} complained of ended: {}", process.pid(), e.toString());
        } finally {
            complained.countDown();
        }
    }

    /** Passes the sound on in whole samples. */
    private void pass(InputStream in) throws IOException, InterruptedException {
        WavStream wav = new WavStream(in, SystemVoice.FORMAT);
        byte[] block = new byte[BLOCK];
        int filled = 0;
        for (int n = wav.read(block, 0, BLOCK); n >= 0; n = wav.read(block, filled, BLOCK - filled)) {
            filled += n;
            int whole = filled & ~1;
            if (whole > 0 && !utterance.take(block, whole)) {
                return;
            }
            // Half a sample waits for its other half.
            block[0] = block[Math.min(whole, BLOCK - 1)];
            filled -= whole;
        }
    }

    private void expectSuccess(Process process) throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("ended with exit code " + code);
        }
    }

    /** The last words of a program that has just ended are still on their way. */
    private void awaitComplaint() {
        try {
            if (started().isPresent()) {
                complained.await(OUTLIVED.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String complaint() {
        String said = complaints.text();
        return (said.isEmpty() ? "; it said nothing about it" : "; it said: " + said) + " (" + voice.voice().id() + ", "
                + PlainText.shortened(utterance.request().text()) + ")";
    }

    private void checkDeadline() {
        if (isOver()) {
            return;
        }
        long spent = System.nanoTime() - startNanos - utterance.heldUpNanos();
        if (spent < deadlineNanos) {
            deadline = workers.later(this::checkDeadline, Duration.ofNanos(deadlineNanos - spent));
            return;
        }
        utterance.fail(voice.voice().id() + " did not finish within " + utterance.request().deadline().toMillis() + " ms: " + path
                + complaint(), null);
        stop();
    }

    /** Ends the process, softly first. Does not wait; its thread does. */
    void stop() {
        markStopped().ifPresent(t -> {
            t.destroy(false);
            workers.later(() -> t.destroy(true), Workers.GRACE);
        });
    }

    private synchronized Optional<ProcessTree> markStopped() {
        stopped = true;
        return over ? Optional.empty() : Optional.ofNullable(tree);
    }

    private synchronized Optional<ProcessTree> started() {
        return Optional.ofNullable(tree);
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void endOutlived() {
        if (!isOver()) {
            started().ifPresent(t -> t.destroy(true));
        }
    }

    private void end() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        started().filter(t -> !t.end(Workers.GRACE, END)).ifPresent(
                t -> LOG.warn("{} (pid {}) or what it started did not end within {} ms", path, t.process().pid(), END.toMillis()));
        synchronized (this) {
            over = true;
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
}
