package announcer.monitor.metrics;

import java.util.List;
import java.util.stream.Stream;

import io.prometheus.metrics.model.snapshots.Labels;

import announcer.api.CacheStatus;
import announcer.api.EngineStatus;
import announcer.monitor.metrics.Series.Point;
import announcer.monitor.sample.Snapshot;

/** The metrics of speech engines, their voices and the phrase cache. Only voices that were used have series: an engine may have hundreds. */
final class SpeechMetrics {
    private record One(EngineStatus status) implements Series.Labelled {
        @Override
        public Labels labels() {
            return Labels.of("engine", status.name());
        }
    }

    private SpeechMetrics() {
    }

    static void add(Series to, Snapshot snapshot) {
        List<EngineStatus> engines = snapshot.engines().orElse(List.of());
        List<One> all = engines.stream().map(One::new).toList();
        to.gauge("announcer_engine_voices", "Voices that the speech engine offers", all, e -> e.status.voices().size());
        to.gauge("announcer_engine_problem", "1 while something is wrong with the speech engine", all,
                e -> e.status.problem().isPresent() ? 1 : 0);
        to.gauge("announcer_engine_failures", "How often in a row the speech engine has failed to speak", all, e -> e.status.failures());
        to.gauge("announcer_engine_set_aside", "1 while the speech engine is set aside for failing too often", all,
                e -> e.status.setAsideUntil().isPresent() ? 1 : 0);
        List<Point> sentences = engines.stream().flatMap(e -> e.figures().entrySet().stream())
                .flatMap(v -> Stream.of(point(v.getKey(), "made", v.getValue().made()),
                        point(v.getKey(), "cache", v.getValue().fromCache())))
                .toList();
        to.counter("announcer_voice_sentences", "Sentences that the voice's engine made, or that came from the phrase cache", sentences,
                Point::value);
        snapshot.cache().ifPresent(c -> cache(to, c));
    }

    private static Point point(String voice, String source, long count) {
        return new Point(Labels.of("source", source, "voice", voice), count);
    }

    private static void cache(Series to, CacheStatus cache) {
        to.counter("announcer_cache_hits", "Sentences that were found in the phrase cache", (double) cache.hits());
        to.counter("announcer_cache_misses", "Sentences that had to be synthesised", (double) cache.misses());
        to.gauge("announcer_cache_bytes", "Bytes in the phrase cache", tiers(cache.memoryBytes(), cache.diskBytes()), Point::value);
        to.gauge("announcer_cache_limit_bytes", "Bytes that may be in the phrase cache",
                tiers(cache.memoryLimitBytes(), cache.diskLimitBytes()), Point::value);
        to.gauge("announcer_cache_entries", "Sentences in the phrase cache", tiers(cache.memoryEntries(), cache.diskEntries()),
                Point::value);
    }

    private static List<Point> tiers(long memory, long disk) {
        return List.of(new Point(Labels.of("tier", "memory"), memory), new Point(Labels.of("tier", "disk"), disk));
    }
}
