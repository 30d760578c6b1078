package announcer.ffmpeg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import announcer.ffmpeg.command.ArgumentSplitter;
import announcer.ffmpeg.command.Certificates;
import announcer.ffmpeg.command.Encoding;
import announcer.ffmpeg.supervisor.ResourceCeilings;
import announcer.ffmpeg.supervisor.SupervisorLimits;
import announcer.lib.retry.ExponentialBackoff;

/**
 * The configuration, checked.
 *
 * @param path the program, empty when it is to be found
 * @param encoding everything that shapes ffmpeg's command, apart from the program
 * @param limits what may change under a running process
 */
record FfmpegSettings(String path, Encoding encoding, SupervisorLimits limits) {
    private static final long BYTES_PER_MEGABYTE = 1024 * 1024;

    static FfmpegSettings of(FfmpegConfig config) {
        List<String> options = new ArrayList<>();
        for (String line : config.outputOptions()) {
            options.addAll(ArgumentSplitter.split(line));
        }
        return new FfmpegSettings(config.path().strip(),
                new Encoding(config.codec(), within("bitrateKbps", config.bitrateKbps(), 0, 510), config.rtspTransport(), options,
                        Certificates.of(config.verifyCertificates(), config.caFile().strip())),
                new SupervisorLimits(Duration.ofSeconds(within("startSeconds", config.startSeconds(), 1, 120)),
                        Duration.ofSeconds(within("staleSeconds", config.staleSeconds(), 1, 60)),
                        backoff(within("backoffMinMillis", config.backoffMinMillis(), 50, 60_000),
                                within("backoffMaxMillis", config.backoffMaxMillis(), 50, 600_000)),
                        Duration.ofSeconds(within("healthySeconds", config.healthySeconds(), 1, 3600)),
                        new ResourceCeilings(within("maxMemoryMegabytes", config.maxMemoryMegabytes(), 0, 1_000_000) * BYTES_PER_MEGABYTE,
                                within("maxCpuPercent", config.maxCpuPercent(), 0, 10_000) / 100.0)));
    }

    private static ExponentialBackoff backoff(int minMillis, int maxMillis) {
        if (maxMillis < minMillis) {
            throw new IllegalArgumentException(
                    "backoffMaxMillis " + maxMillis + " is less than backoffMinMillis " + minMillis + "; make it at least as long");
        }
        return new ExponentialBackoff(Duration.ofMillis(minMillis), Duration.ofMillis(maxMillis));
    }

    private static int within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be from " + min + " to " + max);
        }
        return value;
    }
}
