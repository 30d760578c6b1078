package announcer.engine.audio;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Resampling filters made once and used again. Worth having: a filter from 22,050 Hz to 24,000 Hz has 10,240 coefficients and takes
 * 1 to 5 ms to make (far longer in a cold JVM), one from 16,000 Hz takes a tenth of a millisecond. Holds one filter for each pair of
 * rates that was asked for. Safe for any thread.
 */
public final class FilterBank {
    private final ConcurrentMap<Rates, PolyphaseFilter> filters = new ConcurrentHashMap<>();

    PolyphaseFilter between(int fromHz, int toHz) {
        return filters.computeIfAbsent(new Rates(fromHz, toHz), r -> new PolyphaseFilter(r.fromHz, r.toHz));
    }

    private record Rates(int fromHz, int toHz) {}
}
