package announcer.shell;

import java.util.Locale;

import announcer.api.CacheStatus;

/** The phrase cache in words for a terminal. */
final class CacheTexts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final double STEP = 1024;

    private CacheTexts() {
    }

    static String of(CacheStatus cache) {
        TextTable table = new TextTable("PLACE", "SENTENCES", "SIZE", "LIMIT", "FULL");
        table.row("memory", cache.memoryEntries(), size(cache.memoryBytes()), size(cache.memoryLimitBytes()),
                part(cache.memoryBytes(), cache.memoryLimitBytes()));
        table.row("disk", cache.diskEntries(), size(cache.diskBytes()), size(cache.diskLimitBytes()),
                part(cache.diskBytes(), cache.diskLimitBytes()));
        return table + "\n" + found(cache);
    }

    private static String found(CacheStatus cache) {
        long asked = cache.hits() + cache.misses();
        return asked == 0
                ? "no sentence has been looked for yet"
                : cache.hits() + " of " + asked + " sentences were found in it (" + part(cache.hits(), asked) + ")";
    }

    private static String part(long of, long all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100.0 * of / all);
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
