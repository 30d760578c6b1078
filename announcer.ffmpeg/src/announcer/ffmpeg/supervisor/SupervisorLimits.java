package announcer.ffmpeg.supervisor;

import java.time.Duration;

import announcer.lib.retry.ExponentialBackoff;

/**
 * The supervisor's time limits.
 *
 * @param start from a process's start to the first advance of its media time
 * @param stale longest time without an advance
 * @param backoff delays before the second restart in a row and those after it
 * @param healthy uninterrupted publishing after which the delay starts again from its shortest
 */
public record SupervisorLimits(Duration start, Duration stale, ExponentialBackoff backoff, Duration healthy) {}
