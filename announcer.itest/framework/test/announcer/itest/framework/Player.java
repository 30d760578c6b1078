package announcer.itest.framework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Somebody who plays a channel's RTSP stream, with ffmpeg; counts what is sound and what is not. */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer: its own thread
final class Player implements AutoCloseable {
    /** What AAC leaves of exact silence is far below, what a voice is lies far above. */
    private static final int AUDIBLE = 1000;

    private final Process process;
    private final Thread thread = new Thread(this::run, "itest-player");
    private volatile long samples;
    private volatile long audible;

    Player(String url) {
        ProcessBuilder ffmpeg = new ProcessBuilder(Ffmpeg.path().toString(), "-nostdin", "-loglevel", "error", "-rtsp_transport", "tcp",
                "-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0", "-i", url, "-f", "s16le", "-ac", "1", "-flush_packets",
                "1", "-");
        try {
            process = ffmpeg.redirectError(Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Samples that were played. */
    long samples() {
        return samples;
    }

    /** Those among them that can be heard. */
    long audible() {
        return audible;
    }

    private void run() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.readNBytes(buffer, 0, 960); n > 0; n = in.readNBytes(buffer, 0, 960)) {
                long loud = 0;
                for (int i = 0; i + 1 < n; i += 2) {
                    loud += Math.abs((short) (buffer[i] & 0xff | buffer[i + 1] << 8)) > AUDIBLE ? 1 : 0;
                }
                audible = audible + loud;
                samples = samples + n / 2;
            }
        } catch (IOException e) {
            // The process was ended, by the test or by itself; then the test says that it heard nothing.
            return;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
