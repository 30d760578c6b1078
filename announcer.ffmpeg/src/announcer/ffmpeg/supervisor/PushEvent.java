package announcer.ffmpeg.supervisor;

import java.time.Duration;

/** An event for the owner thread of a push. */
public sealed interface PushEvent {
    /** The media time of a run. */
    record MediaTime(int run, Duration time) implements PushEvent {}

    /** The process of a run has ended by itself. */
    record Exited(int run, int code) implements PushEvent {}

    /** A request for a new process. */
    record Restart(String reason) implements PushEvent {}

    /** Whether something listens at the destination of a run that has failed. */
    record Looked(int run, boolean listening) implements PushEvent {}

    /** Time limits may have changed. */
    record Retimed() implements PushEvent {}

    /** The push is no longer wanted. */
    record Close() implements PushEvent {}
}
