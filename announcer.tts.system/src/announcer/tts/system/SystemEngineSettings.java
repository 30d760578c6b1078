package announcer.tts.system;

import java.util.Arrays;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration as it is used: put right where it was wrong.
 *
 * @param program path of the speech program; empty: it is looked for
 * @param concurrency processes at a time
 * @param voices names and languages that are offered; empty: all
 */
record SystemEngineSettings(String program, int concurrency, List<String> voices) {
    static final int MAX_CONCURRENCY = 16;
    private static final Logger LOG = LoggerFactory.getLogger(SystemEngineSettings.class);

    static SystemEngineSettings of(SystemConfig config) {
        int concurrency = Math.max(1, Math.min(MAX_CONCURRENCY, config.concurrency()));
        if (concurrency != config.concurrency()) {
            LOG.warn("{}: concurrency is {}; it must be from 1 to {}; {} is used", SystemEngine.PID, config.concurrency(), MAX_CONCURRENCY,
                    concurrency);
        }
        List<String> voices = Arrays.stream(config.voices()).map(String::strip).filter(s -> !s.isEmpty()).toList();
        return new SystemEngineSettings(config.program().strip(), concurrency, voices);
    }
}
