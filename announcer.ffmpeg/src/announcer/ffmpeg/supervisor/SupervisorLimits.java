package announcer.ffmpeg.supervisor;

import java.time.Duration;

import announcer.lib.retry.ExponentialBackoff;

/**
 * The supervisor's time limits.
 *
 * @param start from a process's start to the first advance of its media time
 * @param stale longest time without an advance
 * @param backoff delays before the restarts that are beyond the budget of those at once
 * @param healthy uninterrupted publishing that earns the whole budget, and after which the delay starts again from its shortest
 * @param ceilings what the process may use of the machine
 */
public record SupervisorLimits(Duration start, Duration stale, ExponentialBackoff backoff, Duration healthy,
        ResourceCeilings ceilings) {}
