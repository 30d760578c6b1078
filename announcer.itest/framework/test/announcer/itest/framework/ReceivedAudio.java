package announcer.itest.framework;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The audio that one connection to a channel of 24 kHz mono received, with the time of each part. Thread-safe. */
final class ReceivedAudio {
    static final int FRAME_BYTES = 960;
    private static final long FRAME_NANOS = 20_000_000;
    /** Zeros for at least so long are silence between utterances: channels of tests have longer gaps, sentences shorter pauses. */
    private static final int PAUSE_FRAMES = 12;

    private record Arrival(long frames, long nanos) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Arrival> arrivals = new ArrayList<>();

    synchronized void add(ByteBuffer heard) {
        byte[] part = new byte[heard.remaining()];
        heard.get(part);
        bytes.writeBytes(part);
        arrivals.add(new Arrival(frames(), System.nanoTime()));
    }

    synchronized long frames() {
        return bytes.size() / FRAME_BYTES;
    }

    /**
     * Frames that were never written, or too many: how far the earliest and the latest second are apart from the same beat. Lateness that
     * is made up for does not count: only the best arrival of each second is looked at.
     */
    synchronized long framesLost() {
        long half = arrivals.size() / 2;
        double early = bestLateness(arrivals.subList(0, (int) Math.min(half, 50)));
        double late = bestLateness(arrivals.subList((int) Math.max(half, arrivals.size() - 50), arrivals.size()));
        return Math.round((late - early) / FRAME_NANOS);
    }

    /** The longest time, in milliseconds, that the stream was behind its beat. */
    synchronized long worstLatenessMillis() {
        double best = bestLateness(arrivals);
        return (long) (arrivals.stream().mapToDouble(ReceivedAudio::lateness).max().orElse(0) - best) / 1_000_000;
    }

    private static double bestLateness(List<Arrival> some) {
        return some.stream().mapToDouble(ReceivedAudio::lateness).min().orElse(0);
    }

    private static double lateness(Arrival a) {
        return a.nanos() - (double) a.frames() * FRAME_NANOS;
    }

    /** The utterances: all that is not exactly zero, frame by frame, cut where there are long pauses. */
    synchronized List<Utterance> utterances() {
        byte[] all = bytes.toByteArray();
        List<Utterance> found = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (int i = 0; i < frames(); i++) {
            if (isSilent(all, i)) {
                continue;
            }
            if (start >= 0 && i - end > PAUSE_FRAMES) {
                found.add(new Utterance(Arrays.copyOfRange(all, start * FRAME_BYTES, end * FRAME_BYTES)));
                start = -1;
            }
            start = start < 0 ? i : start;
            end = i + 1;
        }
        if (start >= 0) {
            found.add(new Utterance(Arrays.copyOfRange(all, start * FRAME_BYTES, end * FRAME_BYTES)));
        }
        return found;
    }

    private static boolean isSilent(byte[] all, int frame) {
        for (int i = frame * FRAME_BYTES; i < (frame + 1) * FRAME_BYTES; i++) {
            if (all[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "audio of " + frames() + " frames with " + utterances().size() + " utterances";
    }
}
