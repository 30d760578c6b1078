package announcer.ffmpeg.supervisor;

import java.io.IOException;
import java.time.Duration;

import announcer.lib.process.ProcessUsage;

/** One process of a push, and what it starts. Used by the push's owner thread. */
public interface PushProcess {
    /** Told on threads of the child's own; returns at once. */
    public interface Listener {
        /** ffmpeg's media time, several times a second, whether or not it has advanced. */
        void mediaTime(Duration time);

        /** A line of its log. */
        void line(String line);

        /** The process has ended. */
        void exited(int code);
    }

    /** Starts a push's processes. */
    public interface Starter {
        /**
         * Starts run number {@code run}.
         *
         * @throws IOException when there is no ffmpeg, or it cannot be started; the message says why and what to do
         */
        PushProcess start(int run, Listener listener) throws IOException;
    }

    long pid();

    /** What it uses of the machine now, where the system tells. Cheap; nothing is told of one that has ended. */
    default ProcessUsage usage() {
        return ProcessUsage.UNKNOWN;
    }

    /**
     * Ends the process and all it has started, and waits for that, a few seconds at most. May be called again.
     *
     * @param gently ask for an end of the stream first, then tell, then kill; otherwise kill
     * @return whether none is left
     */
    boolean end(boolean gently);
}
