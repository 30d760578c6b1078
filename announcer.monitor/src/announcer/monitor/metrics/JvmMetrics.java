package announcer.monitor.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

import announcer.monitor.metrics.Series.Point;

/** The basics of the Java machine, under the names that Prometheus' own Java client gives them. */
final class JvmMetrics {
    private JvmMetrics() {
    }

    static void add(Series to) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage rest = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        to.gauge("jvm_memory_used_bytes", "Used bytes of a JVM memory area", areas(heap.getUsed(), rest.getUsed()), Point::value);
        to.gauge("jvm_memory_max_bytes", "Most bytes that a JVM memory area may have; -1: no limit", areas(heap.getMax(), rest.getMax()),
                Point::value);
        to.gauge("jvm_threads_current", "Live threads", ManagementFactory.getThreadMXBean().getThreadCount());
        to.gauge("process_start_time_seconds", "Start of the process, seconds since 1970",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os) {
            to.counter("process_cpu_seconds", "Processor time that the process has used", os.getProcessCpuTime() / 1e9);
        }
        SummarySnapshot.Builder collections = SummarySnapshot.builder().name("jvm_gc_collection_seconds")
                .help("Time spent in garbage collections");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.dataPoint(SummaryDataPointSnapshot.builder().labels(Labels.of("gc", gc.getName()))
                    .count(Math.max(0, gc.getCollectionCount())).sum(Math.max(0, gc.getCollectionTime()) / 1e3).build());
        }
        to.add(collections.build());
    }

    private static List<Point> areas(long heap, long rest) {
        return List.of(new Point(Labels.of("area", "heap"), heap), new Point(Labels.of("area", "nonheap"), rest));
    }
}
