package announcer.itest.framework;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Whether what was loaded by bundles that have gone can be collected. */
final class ClassLoaders {
    /** Classes that others load meanwhile: proxies, lambdas, the tests' own. Fewer than two FreeTTS have. */
    private static final long OTHERS = 200;

    private ClassLoaders() {
    }

    /** @param before classes that were loaded before the bundles came and went */
    static void areFreed(String what, long before) {
        try {
            Until.holds("no more than " + OTHERS + " classes stay loaded besides the " + before + " before: " + what,
                    Duration.ofSeconds(30), () -> {
                        System.gc();
                        return loaded() <= before + OTHERS;
                    });
        } finally {
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf("%s: %d classes loaded before, %d after; heap in use %d MB%n", what, before, loaded(), used >> 20);
        }
    }

    private static long loaded() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }
}
