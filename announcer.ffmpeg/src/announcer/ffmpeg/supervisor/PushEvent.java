package announcer.ffmpeg.supervisor;

import java.time.Duration;

/** What the owner thread of a push is told, in order. */
public sealed interface PushEvent {
    /** The media time of a run. */
    record MediaTime(int run, Duration time) implements PushEvent {}

    /** The process of a run has ended by itself. */
    record Exited(int run, int code) implements PushEvent {}

    /** Somebody wants a new process. */
    record Restart(String reason) implements PushEvent {}

    /** Time limits may have changed. */
    record Retimed() implements PushEvent {}

    /** The push is no longer wanted. */
    record Close() implements PushEvent {}
}
